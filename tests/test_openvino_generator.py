"""The default engine over a stand-in for OpenVINO GenAI; the real one runs in test_end_to_end."""

import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from index.errors import GenerationError
from rag.answers import Message, Prompt
from rag.generator import Usage
from rag.openvino_generator import OpenVINOGenerator, translate_gguf

PROMPT = Prompt((Message("system", "답하라"), Message("user", "길이는?")), ())
REPLY = ["길이", "는 ", "8.4", "㎞", "입니다", "."]
FAILURE = "the engine fails here"


class Engine:
    """What GenAI's LLMPipeline does, with pieces of text for tokens."""

    reply = REPLY
    seconds_a_token = 0.0

    def __init__(self, path, device, **options):
        if "손상" in path:
            raise RuntimeError("Check failed:\ncannot read the file")
        if options.get("enable_save_ov_model") and "빈" not in path:
            Path(path).with_name("openvino_model.xml").write_text("<net/>", "utf-8")
            Path(path).with_name("openvino_tokenizer.bin").write_bytes(b"")
        self.calls = []

    def get_tokenizer(self):
        return SimpleNamespace(
            get_eos_token_id=lambda: 7,
            apply_chat_template=lambda turns, add_generation_prompt: "|".join(
                f"{turn['role']}:{turn['content']}" for turn in turns
            ),
        )

    def generate(self, texts, config, receive):
        self.calls.append((texts, config))
        sent = 0
        for piece in self.reply[: config.max_new_tokens]:
            time.sleep(self.seconds_a_token)
            if piece is FAILURE:
                raise RuntimeError("out of memory")
            sent += 1
            if receive(piece) == "cancel":
                break
        return SimpleNamespace(
            perf_metrics=SimpleNamespace(
                get_num_input_tokens=lambda: 40, get_num_generated_tokens=lambda: sent
            )
        )


class Config:
    def set_eos_token_id(self, token):
        self.eos = token


@pytest.fixture(autouse=True)
def genai(monkeypatch):
    module = ModuleType("openvino_genai")
    module.__version__ = "2026.4.1.0-123-abc"
    module.LLMPipeline = Engine
    module.SchedulerConfig = SimpleNamespace
    module.GenerationConfig = Config
    module.StreamingStatus = SimpleNamespace(CANCEL="cancel", RUNNING="running")
    monkeypatch.setitem(sys.modules, "openvino_genai", module)
    monkeypatch.setattr(
        "rag.openvino_generator.ungroup_weights",
        lambda read, made: made.write_text(
            read.read_text("utf-8").replace("net", "net ungrouped"), "utf-8"
        ),
    )
    return module


@pytest.fixture
def gguf(tmp_path):
    path = tmp_path / "모델-q4.gguf"
    path.write_bytes(b"GGUF")
    return path


@pytest.fixture
def generator(tmp_path):
    return OpenVINOGenerator(tmp_path, name="모델")


def test_a_reply_comes_in_pieces_and_is_counted(generator):
    usage = Usage()
    assert list(generator.stream(PROMPT, max_tokens=99, usage=usage)) == REPLY
    assert (usage.prompt_tokens, usage.answer_tokens) == (40, 6)
    ((texts, config),) = generator._pipeline.calls
    assert texts == ["system:답하라|user:길이는?"]
    assert (config.max_new_tokens, config.do_sample, config.eos) == (99, False, 7)


def test_a_reply_ends_at_its_limit(generator):
    assert list(generator.stream(PROMPT, max_tokens=2, usage=Usage())) == REPLY[:2]


def test_closing_the_stream_ends_the_model_and_the_next_question_works(generator, monkeypatch):
    monkeypatch.setattr(Engine, "seconds_a_token", 0.05)
    pieces = generator.stream(PROMPT, max_tokens=99, usage=Usage())
    next(pieces)
    pieces.close()
    assert not generator._busy.locked()
    assert "".join(generator.stream(PROMPT, max_tokens=99, usage=Usage())) == "".join(REPLY)


def test_a_model_that_fails_says_so_and_can_be_asked_again(generator, monkeypatch):
    monkeypatch.setattr(Engine, "reply", ["길이", FAILURE])
    with pytest.raises(GenerationError, match="out of memory"):
        list(generator.stream(PROMPT, max_tokens=99, usage=Usage()))
    assert list(generator.stream(PROMPT, max_tokens=1, usage=Usage())) == ["길이"]


def test_a_folder_that_cannot_be_loaded_is_refused_with_the_engines_last_word(tmp_path):
    with pytest.raises(GenerationError, match=r"cannot read the file.*geungeo doctor"):
        OpenVINOGenerator(tmp_path / "손상", name="모델")


def test_a_gguf_is_translated_once_beside_itself(gguf):
    told = []
    target = translate_gguf(gguf, progress=lambda *words: told.append(words))
    assert target.name.startswith("모델-q4-openvino-2026.4.1.0-")
    assert (target / "openvino_model.xml").read_text("utf-8") == "<net ungrouped/>"
    assert sorted(path.name for path in target.iterdir()) == [
        *("openvino_model.xml", "openvino_tokenizer.bin"),
    ]
    assert {label for label, _, _ in told} == {"모델-q4 → OpenVINO"}
    assert told[-1][1:] == (gguf.stat().st_size, gguf.stat().st_size)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert not list(gguf.parent.glob(".translating-*"))
    gguf.unlink()  # a translated model needs it no more
    assert translate_gguf(gguf) == target
    assert OpenVINOGenerator.from_gguf(gguf).name == "모델-q4"


def test_a_translation_that_fails_leaves_nothing_behind(tmp_path):
    for name, words in (("손상.gguf", "cannot read the file"), ("빈.gguf", "nothing was saved")):
        path = tmp_path / name
        path.write_bytes(b"GGUF")
        with pytest.raises(GenerationError, match=words):
            translate_gguf(path)
        path.unlink()
    assert {path.suffix for path in tmp_path.iterdir()} <= {".lock"}
