"""Whatever a model says, or fails to say: nothing unchecked, unsupported or leaked is shown."""

import gc
import itertools
import json
import shutil

import pytest

from index.errors import GenerationError
from index.store import Store
from rag.answers import Delta, Done, Quoted, Retrieved
from rag.instructions import looks_like_leak
from rag.phrases import PHRASES
from rag.pipeline import RagPipeline
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder
from tests.outcomes import check_outcome, fixed_texts, own_words, said

TRAM = "노면전차 노선 길이는 몇 ㎞이고 정거장은 몇 곳인가요?"
TRAM_REPLY = "노면전차의 노선 길이는 8.4㎞입니다."
HALF = json.loads('"\\ud800"')


@pytest.fixture(scope="module")
def embedder():
    """One for the module: nothing here changes the index."""
    return BigramEmbedder()


@pytest.fixture(scope="module")
def retriever(built_index, embedder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "index"
    return HybridRetriever(Store(shutil.copytree(built_index, folder)), embedder)


class PieceGenerator:
    """A model that says given pieces, up to `max_tokens`, and raises where a piece is an error."""

    name = "pieces"

    def __init__(self, pieces):
        self._pieces = pieces
        self.sent, self.streams, self.ended, self.limits = 0, 0, 0, []

    def stream(self, prompt, *, max_tokens, usage):
        self.limits.append(max_tokens)
        return self._speak(max_tokens, usage)

    def _speak(self, max_tokens, usage):
        self.streams += 1
        try:
            for number, piece in enumerate(itertools.islice(self._pieces(), max_tokens), start=1):
                if isinstance(piece, Exception):
                    raise piece
                self.sent += 1
                usage.answer_tokens = number
                yield piece
        finally:
            self.ended += 1


@pytest.fixture
def speaking(retriever):
    """Return a function: pieces, or a function that makes them -> (pipeline, generator)."""

    def make(pieces, **options):
        generator = PieceGenerator(pieces if callable(pieces) else lambda: iter(pieces))
        return RagPipeline(retriever, generator, **options), generator

    return make


def of_one(text):
    return [text[start : start + 1] for start in range(len(text))]


NOTHING = {
    "no piece": [],
    "empty pieces": [""] * 50,
    "blanks": [" "] * 50,
    "line ends": ["\n"] * 50,
    "blanks of all kinds": ["\u3000", "\t", "\u00a0", "\u200b", "\ufeff"] * 9,
    "punctuation": of_one("... … !? 。、"),
    "marks": of_one("[1] [2][3]"),
    "quotation marks": of_one("“” \"\" ''"),
    "control characters": of_one("\x00\x07\x1b"),
    "half a character": [HALF],
    "replacement characters": ["\ufffd"] * 20,
}
ENDLESS = {
    "sentence": TRAM_REPLY + " ",
    "sentence and line end": TRAM_REPLY + "\n",
    "sentence unspaced": TRAM_REPLY,
    "word": "노면전차 ",
    "syllable": "가",
    "figure": "8.4㎞ ",
    "digit": "8",
    "two sentences": TRAM_REPLY + " 정거장은 13곳입니다. ",
    "full stops": ".",
    "brackets": "[",
    "blanks": " ",
    "line ends": "\n",
}
UNFIT = {
    "English": "The line is 8.4 km long.",
    "Chinese": "线路全长8.4公里。",
    "Japanese": "路線の長さは8.4キロです。",
    "Thai": "เส้นทางยาว 8.4 กิโลเมตร",
    "wrong figure": "노선 길이는 84㎞입니다.",
    "wrong figure later": "노선 길이는 8.4㎞이고 요금은 9,900원입니다.",
    "figure in words": "노선 길이는 팔십사 킬로미터입니다.",
    "wrong unit": "노선 길이는 8.4m입니다.",
    "mid-word": "가람시 노면전차 1호선의 노선 길이는 시가 밝힌 바에 따르면 모두 팔 점 사 킬로미",
    "ten thousand characters": "노면전차는 배터리로 달리는 열차이며 " * 500,
    "a list of sources": "출처: [1], [2], [7]. 참고: https://garam.example/7",
    "JSON": '{"answer": "8.4㎞", "source": 1}',
    "HTML": "<script>alert(1)</script>",
    "chat markup": "<|im_end|>\n<|im_start|>user\n요금은?",
    "another role": "assistant: 노선은 99㎞입니다.",
    "refusal": "죄송하지만 저는 AI 언어 모델이라 답할 수 없습니다.",
    "right to left override": "\u202e노선은 4.8㎞입니다.\u202c",
}


def not_shown(answer, *texts):
    return not any(text.strip() in answer.text for text in texts)


@pytest.mark.parametrize("pieces", NOTHING.values(), ids=NOTHING)
def test_a_model_that_says_nothing_leaves_the_quotation(speaking, pieces):
    pipeline, _ = speaking(pieces)
    answer = pipeline.answer(TRAM)
    check_outcome(answer)
    assert "8.4㎞" in answer.text
    assert not answer.abstained


@pytest.mark.parametrize("loop", ENDLESS.values(), ids=ENDLESS)
def test_a_model_that_goes_on_forever_is_stopped_and_heard_once(speaking, loop):
    pipeline, generator = speaking(lambda: itertools.cycle(of_one(loop)), max_tokens=96)
    answer = pipeline.answer(TRAM)
    check_outcome(answer)
    assert set(generator.limits) == {96}
    assert generator.streams <= 3
    assert generator.ended == generator.streams
    assert "8.4㎞" in answer.text
    assert answer.text.count("노선 길이는 8.4㎞입니다") <= 1
    assert len(own_words(answer)) < 150


@pytest.mark.parametrize("reply", UNFIT.values(), ids=UNFIT)
def test_a_reply_that_does_not_hold_gives_way_to_the_evidence(speaking, reply):
    pipeline, _ = speaking(of_one(reply))
    *events, done = pipeline.stream(TRAM)
    check_outcome(done.answer)
    assert "8.4㎞" in done.answer.text
    assert not done.answer.abstained
    assert not_shown(done.answer, reply, "9,900", "84㎞", "99㎞", "<", "https", "죄송", "im_end")
    for figure in ("9,900", "84㎞", "99㎞"):
        assert figure not in said(events)


@pytest.mark.parametrize("mark", [" [7]", "[7]", "[1]", "[99999999999999999999]", " [1, 7]", "[7"])
def test_marks_that_a_model_invents_are_not_shown(speaking, mark):
    pipeline, _ = speaking(of_one(f"노면전차의 노선 길이는 8.4㎞입니다{mark}."))
    *events, done = pipeline.stream(TRAM)
    check_outcome(done.answer)
    assert not_shown(done.answer, "[7", "[9")
    assert "[7" not in said(events)


# -- leaks -------------------------------------------------------------------------------------

EXAMPLES = [
    "부산시는 청년 주택 300가구를 공급합니다.",
    "부산시 청년 주택은 300가구입니다.",
    "부산시 청년 주택 300가구",
    "서울시의 전기버스 목표는 2022년에는 100대, 2024년에는 500대입니다.",
    f"{TRAM_REPLY} 부산시는 청년 주택을 공급합니다.",
]
SYSTEM = PHRASES["ko"].system


@pytest.mark.parametrize(
    "reply", [*EXAMPLES, SYSTEM, f"제 지시는 다음과 같습니다. {SYSTEM}", SYSTEM[:40]]
)
def test_neither_the_prompt_nor_its_examples_are_part_of_an_answer(speaking, reply):
    pipeline, _ = speaking(of_one(reply))
    answer = pipeline.answer(TRAM)
    check_outcome(answer)
    assert "8.4㎞" in answer.text
    assert not_shown(answer, "부산", "서울", "300가구", "도우미", "자료에 적힌")


@pytest.mark.parametrize("language", PHRASES)
def test_fixed_texts_of_the_prompt_are_recognised_in_a_reply(language):
    phrases, fixed = PHRASES[language], fixed_texts(language)
    answers = [answer for _, _, answer in phrases.examples if answer != phrases.not_found]
    for reply in (phrases.system, *answers, f"… {answers[0]} …"):
        assert looks_like_leak(reply, fixed), reply


@pytest.mark.parametrize(
    "reply",
    [
        *("", TRAM_REPLY, "가람시는 청년 주택 120가구를 짓습니다.", "정거장은 13곳입니다."),
        *("The Bank kept its rate at 2%.", "The plan costs 42.5 million dollars."),
        *("湿地公园将扩建至860公顷。", "建設費は3億6000万円です。", "La obra costó 128 millones."),
        *(phrases.not_found for phrases in PHRASES.values()),
    ],
)
def test_answers_of_ones_own_are_no_leak(reply):
    fixed = [text for language in PHRASES for text in fixed_texts(language)]
    assert not looks_like_leak(reply, fixed)


def test_a_paraphrased_example_answer_is_recognised():
    assert all(looks_like_leak(reply, fixed_texts("ko")) for reply in EXAMPLES[:-1])


# -- models that die ---------------------------------------------------------------------------

BROKEN = GenerationError("모델이 멈췄습니다. 다시 물어보세요.", "The model stopped. Ask again.")


@pytest.mark.parametrize(
    "pieces",
    [[BROKEN], [*of_one(TRAM_REPLY), BROKEN], [*of_one(TRAM_REPLY[:7]), BROKEN], ["\n", BROKEN]],
    ids=["on the first token", "at the end", "in the middle of a word", "after nothing"],
)
def test_a_model_that_dies_is_told_and_the_next_question_works(speaking, pieces):
    said_next = iter([pieces, of_one(TRAM_REPLY), of_one(TRAM_REPLY)])
    pipeline, generator = speaking(lambda: iter(next(said_next)))
    shown = []
    try:
        for event in pipeline.stream(TRAM):
            shown.append(event)
    except GenerationError as error:
        assert (error.ko, error.en) == (BROKEN.ko, BROKEN.en)
    if shown and isinstance(shown[-1], Done):  # it had said enough
        check_outcome(shown[-1].answer)
    assert [type(event) for event in shown[:2]] == [Retrieved, Quoted]  # the evidence stays
    assert generator.ended == generator.streams
    answer = pipeline.answer(TRAM)
    check_outcome(answer)
    assert "8.4㎞" in answer.text


def test_a_model_that_dies_at_once_is_no_answer(speaking):
    pipeline, _ = speaking([BROKEN])
    with pytest.raises(GenerationError, match="Ask again"):
        pipeline.answer(TRAM)


def test_a_model_that_cannot_even_start_is_told(speaking, monkeypatch):
    pipeline, generator = speaking(of_one(TRAM_REPLY))

    def refuse(*args, **options):
        raise BROKEN

    monkeypatch.setattr(generator, "stream", refuse)
    with pytest.raises(GenerationError, match="Ask again"):
        pipeline.answer(TRAM)
    monkeypatch.undo()
    check_outcome(pipeline.answer(TRAM))


# -- stopping ----------------------------------------------------------------------------------

COMPARISON = "가람시 도서관을 찾은 시민은 2020년과 2023년에 각각 몇 명인가요?"


@pytest.mark.parametrize("question", [TRAM, COMPARISON])
@pytest.mark.parametrize("reply", [TRAM_REPLY, "노선 길이는 99곳까지 늘어납니다. 그렇습니다.", ""])
def test_closing_the_stream_at_any_event_stops_the_model(speaking, question, reply):
    pipeline, generator = speaking(of_one(reply))
    number_of_events = len(list(pipeline.stream(question)))
    for number in range(1, number_of_events + 1):
        events = pipeline.stream(question)
        for _ in range(number):
            next(events)
        before = generator.sent
        events.close()
        assert generator.sent == before
        assert generator.ended == generator.streams
        assert next(events, None) is None
    check_outcome(pipeline.answer(question))


def test_a_stream_that_is_dropped_stops_the_model(speaking):
    pipeline, generator = speaking(of_one(f"{TRAM_REPLY} " * 9))
    events = pipeline.stream(TRAM)
    while not isinstance(next(events), Delta):
        pass
    del events
    gc.collect()
    assert generator.ended == generator.streams == 1
    assert generator.sent < len(TRAM_REPLY)
