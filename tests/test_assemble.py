"""A pipeline that can search before its model is there."""

import threading

import pytest

from index.errors import GenerationError
from rag.answers import Message, Prompt
from rag.assemble import PendingGenerator
from rag.generator import Usage
from tests.fakes import ScriptedGenerator

PROMPT = Prompt((Message("user", "질문"),), ())


def words(generator):
    return "".join(generator.stream(PROMPT, max_tokens=8, usage=Usage()))


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


def test_a_model_that_cannot_be_loaded_says_so_at_each_use():
    def load():
        raise GenerationError("모델이 없습니다.", "There is no model.")

    generator = PendingGenerator(load, name="default")
    for _ in range(2):
        with pytest.raises(GenerationError, match="There is no model"):
            words(generator)
    assert generator.name == "default"
