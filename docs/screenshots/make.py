"""Make the screenshots of the documentation from a running chat.

Start the chat with the corpus that comes with the project, then run

    python docs/screenshots/make.py --url http://127.0.0.1:7860
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
MOST_BYTES = 400_000  # they are part of the repository
LONGEST_ANSWER = 180_000  # milliseconds; the model may still be loading


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the page in one language and size, with its first citation opened."""

    file: str
    locale: str
    question: str
    width: int
    height: int
    scale: float = 1.0
    open_source: bool = True


def shots(question_ko: str, question_en: str) -> tuple[Shot, ...]:
    """Return the pictures that the documentation shows."""
    return (
        Shot("chat-ko.png", "ko-KR", question_ko, 1280, 800),
        Shot("chat-en.png", "en-US", question_en, 1280, 800),
        Shot("phone.png", "ko-KR", question_ko, 380, 760, scale=2.0, open_source=False),
    )


def take(browser: Browser, shot: Shot, url: str, folder: Path) -> Path:
    """Ask the question, wait for its checked answer, and save the picture."""
    context = browser.new_context(
        locale=shot.locale,
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.scale,
        color_scheme="light",
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(".status.ready", timeout=LONGEST_ANSWER)
        page.fill("#composer textarea", shot.question)
        page.press("#composer textarea", "Enter")
        page.wait_for_selector("#finished .turn", timeout=LONGEST_ANSWER)
        chip = page.locator("#finished .answer .chip").first
        if not chip.count():
            raise SystemExit(f"{shot.file}: no cited answer to {shot.question!r}")
        if shot.open_source:
            chip.click()
            page.wait_for_selector("mark.active")
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement?.blur()")
        path = folder / shot.file
        page.screenshot(path=path)
    finally:
        context.close()
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path}: {path.stat().st_size:,} bytes, more than {MOST_BYTES:,}")
    return path


def main() -> int:
    """Make all screenshots."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:7860", help="where the chat runs")
    parser.add_argument("--question-ko", default="2025년 9월에 밝힌 GPU 확보 목표는 몇 장인가요?")
    parser.add_argument("--question-en", default="How many GPUs will NHN Cloud install?")
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser to use")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=list(FLAGS), chromium_sandbox=False
        )
        for shot in shots(options.question_ko, options.question_en):
            path = take(browser, shot, options.url, options.folder)
            sys.stdout.write(f"{path} {path.stat().st_size:,} bytes\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
