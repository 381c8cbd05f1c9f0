import pytest

from index.documents import Span
from index.sentences import MAX_SENTENCE, split_sentences
from tests.mixtures import mixture


def sentences_of(text):
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["가람시는 다리를 놓았다.", "길이는 420m다."],
        ["예산은 3.5조 원이다.", "지난해는 2.9조 원이었다."],
        ["2019. 12. 17. 문을 열었다.", "이듬해 1. 3. 닫았다."],
        ["“이웃과 나누겠다.”", "그는 이렇게 덧붙였다."],
        ["시는 \"밤 10시까지 연다.\"고 말했다.", "주말에도 연다!"],
        ["자세한 내용은 news.example/a.html 에 있다.", "문의는 없다."],
        ["A U.S. supplier, picked by Dr. Elm on Feb. 2, won.", "J. Kim lost."],
        ['"We expect quiet."', "That was all.", "Will fares rise?", "No (not yet.)", "Good."],
        ["Costs rose, e.g. by 2.5% at 9 a.m. daily.", "Then they fell…", "And rose!"],
        ["Am 9. September kam Nr. 4 an.", "Er blieb z.B. in Köln."],
        ["¿Subirá la tarifa?", "La Sra. Peña lo niega.", "¡Bien!"],
        ["Мост открыт.", "Он стоит 2.5 млн."],
        ["वह आया।", "वह गया।"],
        ["هل فتح الجسر؟", "نعم."],
    ],
)  # fmt: skip
def test_spaced_scripts_end_a_sentence_at_punctuation_and_white_space(expected):
    assert sentences_of(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["観測所を開設した。", "「雪の研究に役立てたい。」", "登山者は4.8万人だった！", "本当？"],
        ["公园扩建至860公顷。", "“每天不超过3000人。”", "官方数字是93.5万人次！", "对吗？！"],
        ["半角の終わり｡", "次の文"],
    ],
)
def test_chinese_and_japanese_need_no_white_space(expected):
    assert sentences_of("".join(expected)) == expected


def test_a_line_end_always_ends_a_sentence():
    assert sentences_of("제목 없는 줄\n\n  둘째 줄 \nthird。四") == [
        *("제목 없는 줄", "둘째 줄", "third。", "四"),
    ]
    assert split_sentences("가나. 다라.\n마바") == [Span(0, 3), Span(4, 7), Span(8, 10)]


@pytest.mark.parametrize("text", ["", " \n\t \n"])
def test_text_without_words_has_no_sentences(text):
    assert split_sentences(text) == []


def test_an_overlong_sentence_is_cut_at_white_space():
    text = "가람시의 길고 긴 문장 " * 100 + "끝났다."
    pieces = sentences_of(text)
    assert len(pieces) > 2
    assert max(map(len, pieces)) <= MAX_SENTENCE
    assert " ".join(pieces) == text


def test_an_overlong_run_without_white_space_is_cut_anyway():
    text = "ตลาดริมน้ำ" * 130
    pieces = sentences_of(text)
    assert [len(piece) for piece in pieces] == [600, 600, 100]
    assert "".join(pieces) == text


@pytest.mark.parametrize("seed", range(30))
def test_sentences_of_mixed_scripts_cover_the_text_in_order(seed):
    text = mixture(seed)
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    for span in spans:
        sentence = span.of(text)
        assert sentence == sentence.strip() != ""
        assert "\n" not in sentence
        assert len(sentence) <= MAX_SENTENCE
