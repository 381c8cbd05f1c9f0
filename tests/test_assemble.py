import os
import threading
from pathlib import Path

import pytest

from index.errors import ConfigurationError, EmptyIndexError, GenerationError, SourceError
from index.weights import GENERATOR
from rag import assemble
from rag.answers import Delta, Message, Prompt, Quoted, Retrieved
from rag.assemble import (
    CORPUS,
    PendingGenerator,
    at_once,
    index_paths,
    open_embedder,
    open_pipeline,
    open_retriever,
)
from rag.generator import Usage
from rag.settings import Settings
from tests.fakes import BigramEmbedder, ScriptedGenerator

TRAM = "가람시 노면전차 1호선 길이는 얼마인가요?"
PROMPT = Prompt((Message("user", "질문"),), ())


def words(generator):
    return "".join(generator.stream(PROMPT, max_tokens=8, usage=Usage()))


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "index", top_k=3, max_answer_tokens=11)


@pytest.fixture
def parts(monkeypatch):
    """The fakes in place of what the settings name; says which were opened."""
    opened = []
    generator = ScriptedGenerator({"": "노선 길이는 8.4㎞입니다. " * 20})

    def embedder(settings, *, progress=None):
        opened.append("embedder")
        return BigramEmbedder()

    def load(settings, *, progress=None):
        opened.append("generator")
        return generator

    monkeypatch.setattr(assemble, "open_embedder", embedder)
    monkeypatch.setattr(assemble, "load_generator", load)
    monkeypatch.setattr(assemble, "quiet_libraries", lambda: None)
    return opened, generator


def quiet(*words):
    pass


def test_the_corpus_lies_beside_the_code():
    assert Path(assemble.__file__).parents[1] / "corpus" == CORPUS


def test_folders_are_indexed_where_the_settings_say(settings, parts, articles):
    report = index_paths(settings, [articles], progress=quiet)
    assert (len(report.new), report.errors) == (8, [])
    assert (settings.data / "index.sqlite3").is_file()
    assert index_paths(settings, [articles], progress=quiet).unchanged == 8


def test_a_rebuild_forgets_what_another_embedder_has_built(settings, parts, articles, monkeypatch):
    index_paths(settings, [articles], progress=quiet)
    monkeypatch.setattr(assemble, "open_embedder", lambda *a, **o: BigramEmbedder("others@2"))
    assert index_paths(settings, [articles], rebuild=True, progress=quiet).new != []


def test_a_missing_path_is_refused_before_the_embedder_is_loaded(settings, parts, articles):
    with pytest.raises(SourceError, match="no such file or folder"):
        index_paths(settings, [articles, articles / "없음"], rebuild=True, progress=quiet)
    assert parts[0] == []


def test_an_empty_index_is_refused_before_the_embedder_is_loaded(settings, parts):
    with pytest.raises(EmptyIndexError, match="geungeo index FOLDER"):
        open_retriever(settings)
    assert parts[0] == []


def test_a_pipeline_is_made_of_what_the_settings_name(settings, parts, articles):
    opened, generator = parts
    index_paths(settings, [articles], progress=quiet)
    pipeline = open_pipeline(settings)
    answer = pipeline.answer(TRAM)
    assert sorted(opened) == ["embedder", "embedder", "generator"]
    assert pipeline.generator.name == generator.name
    assert len(answer.passages) == 3
    assert answer.timings.answer_tokens == 11


def test_a_question_gets_its_evidence_while_the_model_is_still_loading(
    settings, parts, articles, monkeypatch
):
    _, generator = parts
    loaded = threading.Event()

    def load(settings, *, progress=None):
        loaded.wait(10)
        return generator

    index_paths(settings, [articles], progress=quiet)
    monkeypatch.setattr(assemble, "load_generator", load)
    pipeline = open_pipeline(settings)
    events = pipeline.stream(TRAM)
    assert [type(next(events)), type(next(events))] == [Retrieved, Quoted]
    assert pipeline.generator.name == GENERATOR.key
    assert pipeline.answer("비트코인 시세는 앞으로 오르나요?").abstained
    loaded.set()
    assert "8.4㎞" in "".join(event.text for event in events if isinstance(event, Delta))
    assert pipeline.generator.name == generator.name


def test_the_first_use_waits_for_the_model():
    allowed = threading.Event()

    def load():
        allowed.wait(5)
        return ScriptedGenerator(["도서관은 3곳입니다."])

    generator = PendingGenerator(load, name="default")
    assert generator.name == "default"
    heard = []
    reader = threading.Thread(target=lambda: heard.append(words(generator)))
    reader.start()
    assert not heard
    allowed.set()
    reader.join(5)
    assert heard == ["도서관은 3곳입니다."]
    assert generator.name == ScriptedGenerator(["x"]).name


def test_a_model_that_cannot_be_loaded_says_so_at_each_use(settings, parts, articles, monkeypatch):
    def fail(settings, *, progress=None):
        raise GenerationError("모델이 없습니다.", "There is no model.")

    index_paths(settings, [articles], progress=quiet)
    monkeypatch.setattr(assemble, "load_generator", fail)
    pipeline = open_pipeline(settings, warm_after=at_once())
    for _ in range(2):
        with pytest.raises(GenerationError, match="There is no model"):
            pipeline.answer(TRAM)
    assert pipeline.generator.name == GENERATOR.key


def test_an_index_that_cannot_be_searched_fails_at_once(settings, parts):
    with pytest.raises(EmptyIndexError):
        open_pipeline(settings, warm_after=at_once())


def test_warming_up_costs_one_token_of_the_examples_that_questions_share(settings, parts, articles):
    _, generator = parts
    index_paths(settings, [articles], progress=quiet)
    pipeline = open_pipeline(settings, warm_after=at_once())
    pipeline.answer(TRAM)
    warming, asked = generator.prompts
    assert generator.pieces_sent == 1 + 11
    assert warming.messages[:-1] == asked.messages[:-1]


@pytest.fixture
def engines(monkeypatch, tmp_path):
    """Note which engine is made of what, without any engine or weights."""

    class Fetched:
        path, record_key, sha256 = tmp_path / "e5", "e5", "0123456789abcdef" * 4

    def note(engine):
        return lambda path, *, name, **options: (engine, path, name, options)

    monkeypatch.setattr(assemble, "quiet_libraries", lambda: None)
    monkeypatch.setattr("index.embedder.SentenceTransformerEmbedder", note("torch"))
    monkeypatch.setattr("index.openvino_embedder.OpenVINOEmbedder", note("openvino"))
    monkeypatch.setattr("index.openvino_embedder.export_embedder", lambda path: path / "exported")
    monkeypatch.setattr("index.weights.fetch_embedder", lambda progress: Fetched)
    return Fetched.path


@pytest.mark.parametrize("device", ["auto", "cpu"])
def test_the_default_embedder_runs_on_openvino_and_is_named_by_its_weights(engines, device):
    settings = Settings(data=Path(), device=device)
    assert open_embedder(settings) == ("openvino", engines / "exported", "e5@0123456789ab", {})


def test_the_same_weights_have_the_same_name_on_another_device(engines):
    settings = Settings(data=Path(), device="cuda")
    assert open_embedder(settings) == ("torch", engines, "e5@0123456789ab", {"device": "cuda"})


def test_an_embedder_of_the_users_own_is_named_as_it_is(engines):
    settings = Settings(data=Path(), embedder="someone/모델")
    assert open_embedder(settings) == ("torch", "someone/모델", "someone/모델", {"device": None})


def test_an_embedder_that_cannot_be_loaded_is_a_wrong_setting(settings, monkeypatch):
    def fail(path, *, name, device):
        raise OSError("없는 모델")

    monkeypatch.setattr(assemble, "quiet_libraries", lambda: None)
    monkeypatch.setattr("index.embedder.SentenceTransformerEmbedder", fail)
    with pytest.raises(ConfigurationError, match=r"embedder=none/such: can't be loaded \(없는"):
        open_embedder(Settings(data=settings.data, embedder="none/such"))


def test_libraries_are_kept_from_the_terminal_unless_the_user_wants_them(monkeypatch):
    environment = {"TRANSFORMERS_VERBOSITY": "info"}
    monkeypatch.setattr(os, "environ", environment)
    assemble.quiet_libraries()
    assert environment["HF_HUB_DISABLE_TELEMETRY"] == "1"
    assert environment["TRANSFORMERS_VERBOSITY"] == "info"
