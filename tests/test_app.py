"""Serving the page, without a browser; `test_page_browser.py` has the rest."""

import signal
import socket
import subprocess
import sys

import pytest

from index.errors import ConfigurationError
from rag.settings import Settings
from tests.page_fakes import ScriptedPipeline

pytestmark = [
    pytest.mark.real,
    # Gradio imports typer, which imports names that Click is about to drop.
    pytest.mark.filterwarnings(r"ignore:'click\.utils\.:DeprecationWarning"),
]


def test_a_port_in_use_is_named_with_the_cure(tmp_path):
    import app

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ConfigurationError) as caught:
            settings = Settings(data=tmp_path)
            app.launch(ScriptedPipeline, host="127.0.0.1", port=port, settings=settings)
    for language in ("ko", "en"):
        assert str(port) in caught.value.in_language(language)
        assert "--port" in caught.value.in_language(language)


LAUNCH = """
import sys, time
sys.path.insert(0, ".")
from pathlib import Path
import app
from rag.settings import Settings
app.launch(lambda: time.sleep(60), host="127.0.0.1", port=int(sys.argv[1]),
           settings=Settings(data=Path(sys.argv[2])),
           on_ready=lambda url: sys.stdout.write(url + "\\n") and sys.stdout.flush())
sys.stdout.write("ended\\n")
"""


def test_launch_tells_its_address_answers_at_once_and_ends_on_interrupt(pytestconfig, tmp_path):
    import httpx

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH, str(port), str(tmp_path)],
        cwd=pytestconfig.rootpath,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == f"http://127.0.0.1:{port}\n"
        response = httpx.get(f"http://127.0.0.1:{port}/", trust_env=False, timeout=10)
        assert response.status_code == 200
        assert "connect-src 'self'" in response.headers["content-security-policy"]
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=10)
    finally:
        process.kill()
    assert (out, process.returncode) == ("ended\n", 0), errors
    assert "Traceback" not in errors
