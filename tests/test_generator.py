from pathlib import Path

import pytest

from index.errors import ConfigurationError
from index.weights import GENERATOR
from rag.generator import load_generator, prepare_generator
from rag.settings import Settings


@pytest.fixture
def asked(monkeypatch):
    """Record which engine is asked for which model, without any engine."""
    asked = []

    def note(engine):
        return lambda model, /, **options: asked.append((engine, model, options)) or engine

    monkeypatch.setattr("rag.openai_generator.OpenAIGenerator", note("server"))
    monkeypatch.setattr("rag.openvino_generator.OpenVINOGenerator.from_gguf", note("openvino"))
    monkeypatch.setattr("rag.openvino_generator.translate_gguf", note("translate"))
    monkeypatch.setattr(
        "rag.transformers_generator.TransformersGenerator.from_name", note("transformers")
    )
    monkeypatch.setattr(
        "index.weights.fetch_weights", lambda record, progress: Path(f"{record.key}.gguf")
    )
    return asked


def settings_of(model, **fields):
    return Settings(data=Path(), model=model, **fields)


def test_an_address_is_a_server(asked):
    settings = settings_of("http://127.0.0.1:8080/v1", server_model="모델", api_key="k")
    assert load_generator(settings) == "server"
    assert asked == [("server", settings.model, {"model": "모델", "api_key": "k"})]


def test_the_default_is_the_recorded_model_on_the_cpu(asked):
    assert load_generator(settings_of("default")) == "openvino"
    assert asked == [("openvino", Path(f"{GENERATOR.key}.gguf"), {"progress": None})]


def test_a_gguf_file_is_read_where_it_lies(asked, tmp_path):
    path = tmp_path / "모델.gguf"
    path.write_bytes(b"GGUF")
    assert load_generator(settings_of(str(path))) == "openvino"
    assert asked[0][1] == path


def test_a_gguf_file_that_is_not_there_is_refused(asked, tmp_path):
    for use in (load_generator, prepare_generator):
        with pytest.raises(ConfigurationError, match="no such GGUF file"):
            use(settings_of(str(tmp_path / "없음.gguf")))
    assert asked == []


@pytest.mark.parametrize("model", ["someone/model", "./폴더/모델"])
def test_any_other_name_is_a_transformers_model(asked, model):
    assert load_generator(settings_of(model, device="cpu")) == "transformers"
    assert asked == [("transformers", model, {"device": "cpu"})]


def test_only_a_local_model_is_prepared_ahead(asked):
    for model in ("http://127.0.0.1:8080/v1", "someone/model"):
        prepare_generator(settings_of(model))
    assert asked == []
    prepare_generator(settings_of("default"))
    assert asked == [("translate", Path(f"{GENERATOR.key}.gguf"), {"progress": None})]
