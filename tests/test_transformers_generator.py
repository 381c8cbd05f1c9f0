"""The transformers engine on a model of a few thousand random numbers, made here."""

import pytest

from index.errors import ConfigurationError, GenerationError
from rag.answers import Message, Prompt
from rag.generator import Usage
from rag.transformers_generator import TransformersGenerator

pytestmark = pytest.mark.real

WORDS = "가람시 도서관 노면전차 길이는 8.4㎞ 입니다 the boat 湿地公园 観測所 ตลาด 🚲".split()
PROMPT = Prompt((Message("system", "가람시 도서관"), Message("user", "노면전차 길이는")), ())
TEMPLATE = "{% for message in messages %}{{ message['content'] }} {% endfor %}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a tiny Llama and a tokenizer of whole words."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("작은 모델")
    vocabulary = {word: number for number, word in enumerate(["<unk>", "<pad>", *WORDS])}
    words = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words, unk_token="<unk>", pad_token="<pad>", chat_template=TEMPLATE
    )
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=32, num_hidden_layers=1,
        num_attention_heads=2, max_position_embeddings=8192,
        bos_token_id=None, eos_token_id=None, pad_token_id=1,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def generator(folder):
    return TransformersGenerator.from_name(str(folder), device="cpu")


def test_a_local_folder_is_loaded_and_its_reply_comes_in_pieces(generator, folder):
    usage = Usage()
    pieces = list(generator.stream(PROMPT, max_tokens=20, usage=usage))
    assert generator.name == folder.name
    assert len([piece for piece in pieces if piece]) > 5
    assert set("".join(pieces).split()) <= {"<unk>", "<pad>", *WORDS}
    assert (usage.prompt_tokens, usage.answer_tokens) == (4, 20)


def test_the_same_prompt_has_the_same_reply(generator):
    first, second = (list(generator.stream(PROMPT, max_tokens=8, usage=Usage())) for _ in range(2))
    assert first == second


def test_closing_the_stream_stops_the_model_and_the_next_question_works(generator):
    usage = Usage()
    pieces = generator.stream(PROMPT, max_tokens=8000, usage=usage)
    next(pieces)
    pieces.close()
    assert 0 < usage.answer_tokens < 400  # whatever the thread had done before it saw the stop
    assert list(generator.stream(PROMPT, max_tokens=3, usage=Usage()))


def test_a_model_that_fails_says_so(generator, monkeypatch):
    def fail(**options):
        raise RuntimeError("메모리 부족")

    monkeypatch.setattr(generator._model, "generate", fail)
    with pytest.raises(GenerationError, match="메모리 부족"):
        list(generator.stream(PROMPT, max_tokens=3, usage=Usage()))


def test_what_cannot_be_loaded_is_a_wrong_setting(folder, tmp_path):
    with pytest.raises(ConfigurationError, match=r"can't be loaded .*It must be a hub name"):
        TransformersGenerator.from_name(str(tmp_path), device="cpu")
    with pytest.raises(ConfigurationError, match="can't be loaded"):
        TransformersGenerator.from_name(str(folder), device="no-such-device")
