import json

import pytest

from evaluation.squad import as_articles, families, halves, read_foreign, read_squad, spread
from index.errors import SourceError
from tests.squad_files import ARTICLES, foreign_file, paragraph, squad_file


def written(folder, data):
    path = folder / "a.json"
    path.write_text(json.dumps({"data": data}), encoding="utf-8")
    return path


def test_a_squad_file_is_articles_in_order_and_questions_that_know_their_paragraph(tmp_path):
    squad = read_squad(squad_file(tmp_path, "ko"))
    titles = ["가람교", "가람교", "나루 도서관", "솔재 전망대"]
    assert (squad.language, [d.title for d in squad.documents]) == ("ko", titles)
    assert [d.source for d in squad.documents] == [f"set.ko/{n}" for n in range(4)]
    assert squad.article_of == (0, 0, 1, 2)
    places = [(q.number, q.paragraph, q.article, q.answers) for q in squad.questions]
    assert places == [
        *((0, 0, 0, ("가람교는",)), (1, 1, 0, ("다리를",)), (2, 2, 1, ("나루 도",))),
        (3, 3, 2, ("솔재 전",)),
    ]


@pytest.mark.parametrize("language", ARTICLES)
def test_the_language_is_that_of_the_texts_whatever_the_file_is_called(tmp_path, language):
    path = squad_file(tmp_path, language).rename(tmp_path / "held_out.fr.json")
    assert read_squad(path).language == language


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", '{"data": 3}', '{"data": [{"paragraphs": [{}]}]}',
     '{"data": [{"paragraphs": [{"context": "가", "qas": [{"question": "가?"}]}]}]}'],
)  # fmt: skip
def test_another_format_is_refused_with_the_file_s_name(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"a\.json: not in SQuAD format") as caught:
        read_squad(path)
    assert "SQuAD 형식의 JSON이 아닙니다" in caught.value.ko


def test_a_file_that_is_not_there_or_holds_nothing_is_refused(tmp_path):
    with pytest.raises(SourceError, match="can't be read"):
        read_squad(tmp_path / "none.json")
    for data in ([], [{"title": "빈 글", "paragraphs": []}]):
        with pytest.raises(SourceError, match="holds no paragraph"):
            read_squad(written(tmp_path, data))


def test_questions_without_an_answer_or_a_letter_are_left_out(tmp_path):
    asked = paragraph("나루의 배는 하루 세 번 떠난다.")
    asked["qas"] += [
        {"question": "값은?", "answers": [], "is_impossible": True},
        {"question": " ? ", "answers": [{"text": "세 번"}]},
    ]
    squad = read_squad(written(tmp_path, [{"title": "나루", "paragraphs": [asked]}]))
    assert [q.text for q in squad.questions] == ["나루의 배는 하루 세 번?"[:12] + "?"]


def test_articles_are_their_paragraphs_joined_and_questions_follow(tmp_path):
    data = [
        {"title": "빈 글", "paragraphs": []},
        {"title": "나루", "paragraphs": [paragraph("배가 떠난다."), paragraph("배가 돌아온다.")]},
    ]
    joined = as_articles(read_squad(written(tmp_path, data)))
    assert [d.text for d in joined.documents] == ["배가 떠난다.\n배가 돌아온다."]
    assert [(q.article, q.paragraph) for q in joined.questions] == [(1, 0), (1, 0)]


def test_halves_share_no_article(tmp_path):
    questions = read_squad(squad_file(tmp_path, "en")).questions
    even, odd = halves(questions, "even"), halves(questions, "odd")
    assert [q.article for q in even] == [0, 0, 2]
    assert [q.article for q in odd] == [1]
    assert halves(questions, "all") == list(questions)


def test_a_sample_is_spread_evenly_and_no_larger_than_asked(tmp_path):
    questions = read_squad(squad_file(tmp_path, "en")).questions
    assert [q.number for q in spread(questions, 3)] == [0, 1, 2]
    assert [q.number for q in spread(questions, 2)] == [0, 2]
    assert spread(questions, 99) == list(questions)
    assert spread([], 5) == []


def test_translations_have_one_layout_and_different_languages(tmp_path):
    english, german = (read_squad(squad_file(tmp_path, code)) for code in ("en", "de"))
    again = read_squad(squad_file(tmp_path, "en", name="other"))
    shorter = read_squad(
        written(tmp_path, [{"title": "나루", "paragraphs": [paragraph("배가 떠난다.")]}])
    )
    groups = families([english, shorter, again, german])
    assert [[s.name for s in group] for group in groups] == [
        ["set.en", "set.de"],
        ["a"],
        ["other.en"],
    ]


def test_foreign_questions_are_about_the_most_translated_file_in_another_language(tmp_path):
    sets = [read_squad(squad_file(tmp_path, code)) for code in ("en", "de")]
    korean = read_squad(
        written(tmp_path, [{"title": "나루", "paragraphs": [paragraph("배가 떠난다.")]}])
    )
    path = foreign_file(tmp_path, [("다리는 언제 놓였나?", 0), ("책은 몇 권인가?", 2)])
    foreign = read_foreign(path, [korean, *sets])
    assert (foreign.name, foreign.language) == ("foreign", "ko")
    assert [s.name for s in foreign.versions] == ["set.en", "set.de"]
    assert [(q.paragraph, q.article) for q in foreign.questions] == [(0, 0), (2, 1)]
    with pytest.raises(SourceError, match="aren't there"):
        read_foreign(path, [korean])


@pytest.mark.parametrize(
    "line",
    ["{", "3", '{"question": "몇 권?"}', '{"question": "몇 권?", "xquad_paragraph_index": -1}'],
)
def test_a_broken_line_is_named(tmp_path, line):
    path = foreign_file(tmp_path, [("다리는 언제 놓였나?", 0)])
    path.write_text(f"{path.read_text()}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"foreign\.jsonl:3: not a JSON object"):
        read_foreign(path, [read_squad(squad_file(tmp_path, "en"))])


def test_a_paragraph_that_is_in_no_file_is_refused(tmp_path):
    english = read_squad(squad_file(tmp_path, "en"))
    with pytest.raises(SourceError, match="aren't there"):
        read_foreign(foreign_file(tmp_path, [("책은 몇 권인가?", 4)]), [english])
    with pytest.raises(SourceError, match="no questions"):
        read_foreign(foreign_file(tmp_path, []), [english])
