import json
import math

import pytest

from evaluation.retrieval import figures_of, halves, measure, rank_of
from evaluation.squad import read_squad
from tests.fakes import BigramEmbedder

ARTICLES = {
    "ko": [
        ("가람교", ["가람교는 1998년에 놓였다. 길이는 420m다.", "다리를 고치는 데 38억원이 든다."]),
        ("나루 도서관", ["나루 도서관의 장서는 8만 권이다."]),
    ],
    "en": [
        ("Garam Bridge", ["The bridge was built in 1998.", "Its repair costs 3.8 billion won."]),
        ("Naru Library", ["The library of Naru holds 80,000 books."]),
    ],
}


def squad_file(folder, language):
    data = [
        {
            "title": title,
            "paragraphs": [
                {
                    "context": text,
                    "qas": [{"question": f"{text[:12]}?", "answers": [{"text": text[:4]}]}],
                }
                for text in texts
            ],
        }
        for title, texts in ARTICLES[language]
    ]
    path = folder / f"set.{language}.json"
    path.write_text(json.dumps({"data": data}), encoding="utf-8")
    return path


def test_a_squad_file_is_articles_in_order_and_questions_that_know_their_paragraph(tmp_path):
    squad = read_squad(squad_file(tmp_path, "ko"))
    assert (squad.language, [d.title for d in squad.documents]) == (
        "ko",
        ["가람교", "가람교", "나루 도서관"],
    )
    assert [(q.paragraph, q.article, q.answers) for q in squad.questions] == [
        *((0, 0, ("가람교는",)), (1, 0, ("다리를 ",)), (2, 1, ("나루 도",))),
    ]
    assert [document.source for document in squad.documents] == [f"set.ko/{n}" for n in range(3)]


@pytest.mark.parametrize("content", ["", "[]", '{"data": [{"paragraphs": [{}]}]}'])
def test_another_format_is_refused_with_the_file_s_name(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.json: not in SQuAD format"):
        read_squad(path)


def test_figures_are_those_of_the_textbook():
    figures = figures_of([1, 2, None, 10])
    assert (figures.recall_at_1, figures.recall_at_5, figures.recall_at_10) == (0.25, 0.5, 0.75)
    assert figures.mrr == pytest.approx((1 + 1 / 2 + 1 / 10) / 4)
    assert figures.ndcg_at_10 == pytest.approx((1 + 1 / math.log2(3) + 1 / math.log2(11)) / 4)
    assert figures.low <= figures.mrr <= figures.high


def test_what_does_not_count_takes_no_place():
    assert rank_of(["a", "b", "c"], {"c"}) == 3
    assert rank_of(["a", "b", "c"], {"c"}, without="a") == 2
    assert rank_of(["a", "b"], {"c"}) is None


def test_halves_share_no_article(tmp_path):
    questions = read_squad(squad_file(tmp_path, "en")).questions
    even, odd = halves(questions, "even"), halves(questions, "odd")
    assert {q.article for q in even} & {q.article for q in odd} == set()
    assert (
        sorted(q.paragraph for q in (*even, *odd))
        == [0, 1, 2]
        == [q.paragraph for q in halves(questions, "all")]
    )


def test_every_ranker_is_measured_in_each_language_and_across(tmp_path):
    sets = [read_squad(squad_file(tmp_path, language)) for language in ("ko", "en")]
    tasks = measure(sets, BigramEmbedder(), tmp_path / "색인", half="all", sample=99)
    assert list(tasks) == ["set.ko", "set.ko → others", "set.en", "set.en → others"]
    for found in tasks.values():
        assert list(found) == ["ours", "dense", "BM25 white space", "BM25 morphemes", "RRF"]
        assert all(figures.questions == 3 for figures in found.values())
    assert tasks["set.ko"]["ours"].recall_at_1 == 1
    assert tasks["set.ko → others"]["ours"].recall_at_10 == 1  # six articles in all
