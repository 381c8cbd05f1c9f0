"""Evidence of another language is ordered, and a claim attributed, by the words that align."""

import numpy as np
import pytest

from index.documents import Document, Span
from index.openvino_embedder import OpenVINOEmbedder, export_embedder
from index.token_embedder import OpenVINOTokenEmbedder, TextTokens, rarity
from index.weights import fetch_embedder
from rag.alignment import best_matches, realign, support_of
from rag.answers import Evidence

MEANINGS = {
    "도서관": 0, "library": 0, "다리": 1, "bridge": 1, "열다": 2, "opened": 2, "비용": 3, "cost": 3,
}  # fmt: skip


class WordEmbedder:
    """One vector a word: the same for its translation; all lean one way, as a model's do."""

    def embed_query_tokens(self, texts, /):
        return [self._tokens(text) for text in texts]

    embed_passage_tokens = embed_query_tokens

    def _tokens(self, text: str) -> TextTokens:
        words = [word for word in text.split(" ") if word in MEANINGS]
        vectors = np.full((len(words), 5), 3.0, dtype=np.float32)
        for row, word in enumerate(words):
            vectors[row, MEANINGS[word]] += 1
        starts = [text.index(word) for word in words]
        spans = tuple(Span(s, s + len(w)) for s, w in zip(starts, words, strict=True))
        return TextTokens(vectors, np.ones(len(words), dtype=np.float32), spans)


def tokens(*rows: list[float], weights: list[float] | None = None) -> TextTokens:
    count = len(rows)
    return TextTokens(
        np.asarray(rows, dtype=np.float32).reshape(count, -1),
        np.asarray(weights or [1.0] * count, dtype=np.float32),
        tuple(Span(n, n + 1) for n in range(count)),
    )


def evidence(text: str, *, language: str, score: float) -> Evidence:
    return article(text, language=language, scores=[score])[0]


def article(*sentences: str, language: str, scores: list[float]) -> list[Evidence]:
    """Return the sentences of one article, each with its score."""
    text = "\n".join(sentences)
    document = Document(title="", text=text, language=language, source=text)
    starts = [text.index(sentence) for sentence in sentences]
    spans = [Span(s, s + len(t)) for s, t in zip(starts, sentences, strict=True)]
    return [Evidence(document, span, score) for span, score in zip(spans, scores, strict=True)]


def test_each_token_takes_its_nearest_token_once_the_common_direction_is_off():
    asked = tokens([9, 10], [10, 9])
    matches = best_matches(asked, [tokens([9, 10]), tokens([10, 9])])
    assert np.allclose(matches, [[1, -1], [-1, 1]], atol=1e-5)


def test_a_sentence_without_tokens_holds_nothing_and_disturbs_no_other():
    asked = tokens([1, 0], [0, 1])
    nothing = TextTokens(np.zeros((0, 2), np.float32), np.zeros(0, np.float32), ())
    matches = best_matches(asked, [nothing, tokens([1, 0]), nothing, tokens([0, 1])])
    assert matches.shape == (2, 4)
    assert not matches[:, [0, 2]].any()
    assert np.array_equal(matches[:, [1, 3]].argmax(axis=0), [0, 1])
    assert best_matches(nothing, [asked]).shape == (0, 1)
    assert best_matches(asked, []).shape == (2, 0)


def test_the_foreign_sentence_with_the_questions_words_comes_first():
    found = realign(
        "도서관 비용",
        [
            evidence("bridge opened", language="en", score=0.90),
            evidence("library cost", language="en", score=0.88),
        ],
        language="ko",
        embedder=WordEmbedder(),
    )
    assert [e.text for e in found] == ["library cost", "bridge opened"]
    assert found[0].score > found[1].score


def test_what_a_sentence_lacks_its_article_may_hold():
    ranked = [
        *article("bridge cost", "bridge opened", language="en", scores=[0.91, 0.8]),
        *article("opened cost", "library opened", language="en", scores=[0.9, 0.8]),
    ]
    found = realign("도서관 비용", ranked, language="ko", embedder=WordEmbedder())
    place = [e.text for e in found]
    assert place.index("opened cost") < place.index("bridge cost")


def test_sentences_of_the_questions_language_keep_their_scores_and_the_mean_of_others_stays():
    ranked = [
        evidence("다리 비용", language="ko", score=0.95),
        evidence("bridge opened", language="en", score=0.90),
        evidence("library cost", language="en", score=0.88),
    ]
    found = realign("도서관 비용", ranked, language="ko", embedder=WordEmbedder())
    assert ranked[0] in found
    foreign = [e.score for e in found if e.document.language == "en"]
    assert sum(foreign) == pytest.approx(0.90 + 0.88, abs=1e-5)


@pytest.mark.parametrize(
    "ranked",
    [[], [evidence("다리", language="ko", score=1.0)], [evidence("x", language="en", score=1.0)]],
)
def test_nothing_is_embedded_where_there_is_nothing_to_order(ranked):
    assert realign("다리", ranked, language="ko", embedder=None) == ranked  # type: ignore[arg-type]


def test_nothing_is_embedded_where_no_foreign_sentence_would_be_shown():
    own = [evidence(f"다리 {n}", language="ko", score=2 - n / 100) for n in range(8)]
    ranked = [*own, *(evidence(f"bridge {n}", language="en", score=1.0) for n in range(3))]
    assert realign("다리", ranked, language="ko", embedder=None) == ranked  # type: ignore[arg-type]


def test_only_the_best_foreign_sentences_are_read():
    read: list[str] = []

    class Counting(WordEmbedder):
        def embed_passage_tokens(self, texts, /):
            read.extend(texts)
            return super().embed_passage_tokens(texts)

    ranked = [evidence(f"bridge {n}", language="en", score=1 - n / 100) for n in range(40)]
    found = realign("다리", ranked, language="ko", embedder=Counting())
    assert read == [f"bridge {n}" for n in range(12)]
    assert found[12:] == ranked[12:]


def test_a_claim_rests_on_the_sentence_that_holds_what_it_adds_to_the_question():
    choice = [
        evidence("library bridge", language="en", score=1.0),
        evidence("library cost", language="en", score=0.5),
    ]
    support = support_of("도서관 비용", choice, question="도서관", embedder=WordEmbedder())
    assert support.score.argmax() == 1
    assert support.added[1] > 0.9 > 0.0 > support.added[0]


def test_a_claim_that_adds_nothing_is_judged_by_all_its_words():
    choice = [evidence("bridge", language="en", score=1), evidence("cost", language="en", score=1)]
    support = support_of("비용", choice, question="비용 비용", embedder=WordEmbedder())
    assert np.array_equal(support.added, support.whole)


def test_a_piece_says_the_more_the_later_it_stands_in_the_vocabulary():
    weights = rarity(np.asarray([0, 4, 1_000, 200_000]))
    assert weights[0] == weights[1] > 0
    assert weights[1] < weights[2] < weights[3]


@pytest.fixture(scope="module")
def embedder():
    from tokenizers import Tokenizer

    folder = export_embedder(fetch_embedder().path)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return OpenVINOTokenEmbedder(folder, tokenizer)


ENGLISH = (
    "The library on Pine Street opened in March.",
    "The new building cost the city forty million won.",
    "Its architect, Hollis Tarn, was born abroad.",
    "Visitors may borrow ten books at a time.",
)


@pytest.mark.real
def test_a_token_has_one_vector_whatever_stands_beside_its_text(embedder):
    texts = [
        "도서관은 3월에 문을 열었다.",
        "Visitors may borrow ten books at a time. " * 8,
        "",
        "…",
    ]
    together = embedder.embed_passage_tokens(texts)
    for text, found in zip(texts, together, strict=True):
        alone = embedder.embed_passage_tokens([text])[0]
        assert alone.spans == found.spans
        assert len(found.vectors) == len(found.rarity) == len(found.spans)
        lengths = np.linalg.norm(alone.vectors, axis=1) * np.linalg.norm(found.vectors, axis=1)
        assert ((alone.vectors * found.vectors).sum(axis=1) > 0.99 * lengths).all()
    assert "".join(span.of(texts[0]) for span in together[0].spans) == "도서관은3월에문을열었다"
    assert not together[2].spans and not together[3].spans


@pytest.mark.real
def test_the_layers_are_those_of_the_whole_model(embedder):
    """The last layer, pooled, is the vector that the whole model gives."""
    folder = export_embedder(fetch_embedder().path)
    whole = OpenVINOEmbedder(folder, name="e5")
    last = OpenVINOTokenEmbedder(folder, embedder._tokenizer, layer=12)
    text = "도서관 다리 비용 열다"
    mean = last.embed_query_tokens([text])[0].vectors.mean(axis=0)
    assert float(whole.embed_queries([text])[0] @ mean / np.linalg.norm(mean)) > 0.97


@pytest.mark.real
@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("도서관 건설 비용은 얼마였나?", 1),
        ("도서관을 설계한 건축가는 누구인가?", 2),
        ("책을 한 번에 몇 권 빌릴 수 있나?", 3),
        ("图书馆是什么时候开放的？", 0),
    ],
)
def test_words_of_another_language_find_their_like(embedder, question, best):
    ranked = article(*ENGLISH, language="en", scores=[1.0] * len(ENGLISH))
    found = realign(question, ranked, language="ko", embedder=embedder)
    assert found[0].text == ENGLISH[best]


@pytest.mark.real
def test_a_claim_finds_its_sentence_and_an_invention_none(embedder):
    ranked = article(*ENGLISH, language="en", scores=[1.0] * len(ENGLISH))
    question = "도서관을 설계한 건축가는 누구인가?"
    true = support_of("건축가는 홀리스 탄이다.", ranked, question=question, embedder=embedder)
    false = support_of("건축가는 바나나 껍질이다.", ranked, question=question, embedder=embedder)
    assert true.score.argmax() == 2
    assert true.added[2] > false.added.max()
