from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents import Document
from index.near_duplicates import THRESHOLD, shingle_hashes, signature, similarity
from index.store import Store
from index.sync import put_document
from rag.distinct import repeats
from rag.retriever import HybridRetriever
from tests.fakes import BigramEmbedder

REPORTS = {
    "ko": [
        "가람시는 강변 산책로 12킬로미터를 이달 말에 연다고 밝혔다.",
        "산책로에는 나무 의자 140개와 물 마시는 곳 열두 군데가 놓였다.",
        "공사에는 38억 원이 들었고, 그 가운데 절반은 도에서 나왔다.",
        "자전거와 걷는 사람의 길을 나눈 것이 가장 큰 특징이라고 시는 말했다.",
        "새터동 주민들은 밤에도 밝은 등을 더 달아 달라고 요청했다.",
        "시는 내년 봄까지 다리 아래 구간의 조명을 모두 바꿀 계획이다.",
    ],
    "ja": [
        "みどり市は川沿いの遊歩道を今月末に開くと発表した。",
        "全長は十二キロで、ベンチが百四十台置かれる。",
        "工費は三億六千万円で、半分は県が出した。",
        "自転車と歩行者の道を分けたのが特徴だという。",
        "住民は夜の照明を増やすよう求めている。",
        "市は来春までに橋の下の明かりを替える予定だ。",
    ],
    "en": [
        "Port Ellis will open its riverside path at the end of the month, the council said.",
        "It is twelve kilometres long and has a hundred and forty wooden benches along it.",
        "The work cost thirty-eight million, half of which came from the regional budget.",
        "Cyclists and walkers have lanes of their own, which the planners call its best feature.",
        "People who live nearby have asked for brighter lamps between dusk and dawn.",
        "The council means to replace the lights under the bridges before next spring.",
    ],
    "th": [
        "เทศบาลสายธารจะเปิดทางเดินริมคลองปลายเดือนนี้",
        "ทางเดินยาวสิบสองกิโลเมตรและมีม้านั่งหนึ่งร้อยสี่สิบตัว",
        "งบก่อสร้างสามสิบแปดล้านบาท ครึ่งหนึ่งมาจากจังหวัด",
        "ทางจักรยานแยกจากทางคนเดินซึ่งเป็นจุดเด่นของโครงการ",
        "ชาวบ้านขอให้เพิ่มไฟส่องสว่างในเวลากลางคืน",
        "เทศบาลจะเปลี่ยนไฟใต้สะพานทั้งหมดก่อนฤดูใบไม้ผลิหน้า",
    ],
}
TEXTS = st.text(min_size=0, max_size=400)


def article(lines, *, source, publisher="", title="강변 산책로", published=""):
    return Document(title, "\n".join(lines), "ko", source, publisher, published=published)


def jaccard(a, b):
    return similarity(shingle_hashes(a), shingle_hashes(b))


@pytest.mark.parametrize("language", REPORTS)
def test_one_changed_sentence_of_six_leaves_a_near_duplicate_in_any_script(language):
    lines = REPORTS[language]
    other = REPORTS["en" if language != "en" else "ko"]
    changed = [*lines[:2], "—", *lines[3:]]
    assert jaccard("\n".join(lines), "\n".join(changed)) >= THRESHOLD
    assert set(signature("\n".join(lines))) & set(signature("\n".join(changed)))
    assert jaccard("\n".join(lines), "\n".join(other)) < 0.05


@pytest.mark.parametrize("language", REPORTS)
def test_articles_on_the_same_matter_in_other_words_are_no_near_duplicates(language):
    lines = REPORTS[language]
    assert jaccard("\n".join(lines[:3]), "\n".join(lines[3:])) < THRESHOLD / 2


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_text_is_most_similar_to_itself_and_its_signature_is_its_own(text):
    shingles = shingle_hashes(text)
    assert similarity(shingles, shingles) == (1.0 if len(shingles) else 0.0)
    assert signature(text) == signature(text)
    assert len(set(signature(text))) == len(signature(text))
    assert all(-(2**63) <= band < 2**63 for band in signature(text))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_similarity_is_that_of_the_sets_of_shingles_and_the_same_both_ways(one, other):
    a, b = shingle_hashes(one), shingle_hashes(other)
    union = set(a.tolist()) | set(b.tolist())
    wanted = len(set(a.tolist()) & set(b.tolist())) / len(union) if union else 0.0
    assert similarity(a, b) == similarity(b, a) == pytest.approx(wanted)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_punctuation_case_and_width_do_not_count(text):
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert np.array_equal(shingle_hashes(f" {text}!? "), shingle_hashes(text))
    assert np.array_equal(shingle_hashes(wide), shingle_hashes(text))


def test_short_texts_are_alike_only_if_they_are_equal():
    one, other = "가람시의 날씨는 맑겠다", "가람시의 날씨는 흐리겠다"
    assert not set(signature(one)) & set(signature(other))
    assert signature(one) == signature(one + ".")
    assert signature("가") == signature("") == ()


@pytest.fixture
def index(tmp_path):
    return Store(tmp_path / "index")


def put(store, *articles):
    for document in articles:
        put_document(store, document, BigramEmbedder())


LINES = REPORTS["ko"]
WIRE = article(LINES, source="통신.md", publisher="가람통신", published="2024-04-01")
REPRINT = article(
    [*LINES[:5], "새터신문 독자라면 산책로를 먼저 걸어 볼 수 있다."],
    source="새터.md", publisher="새터신문", published="2024-04-02",
)  # fmt: skip
OTHER = article(REPORTS["en"], source="path.md", title="Riverside path", publisher="Ellis Post")


def test_wire_copy_in_two_outlets_is_one_passage_that_names_both(index):
    put(index, WIRE, REPRINT, OTHER)
    found = HybridRetriever(index, BigramEmbedder()).retrieve(
        "산책로는 몇 킬로미터인가?", language="ko"
    )
    korean = [p for p in found.passages if p.document.publisher != "Ellis Post"]
    (passage,) = [p for p in korean if "12킬로미터" in p.text]
    outlets = {passage.document.publisher, *(copy.publisher for copy in passage.copies)}
    assert outlets == {"가람통신", "새터신문"}
    assert all(copy.text for copy in passage.copies)


def test_the_same_article_in_two_files_is_one_document_with_both_sources(index):
    put(index, WIRE, replace(WIRE, source="사본.md"))
    (document,) = index.documents()
    assert index.sources_of(document.id) == ["사본.md", "통신.md"]
    assert [copy.source for copy in index.copies([document.id])[document.id]] == ["통신.md"]


def test_copies_come_oldest_first_and_only_of_what_was_asked(index):
    late = article(
        [*LINES[1:], "덧붙임."], source="끝.md", publisher="끝일보", published="2024-04-09"
    )
    put(index, late, REPRINT, WIRE, OTHER)
    copies = index.copies([WIRE.id, OTHER.id])
    assert [copy.publisher for copy in copies[WIRE.id]] == ["새터신문", "끝일보"]
    assert OTHER.id not in copies
    assert index.copies([]) == {}


def test_a_later_version_with_another_figure_is_found_beside_the_first(index):
    update = article(
        [LINES[0].replace("12", "15"), *LINES[1:]], source="고침.md", publisher="가람통신"
    )
    put(index, WIRE, update)
    found = HybridRetriever(index, BigramEmbedder()).retrieve(
        "산책로는 몇 킬로미터인가?", language="ko"
    )
    texts = "\n".join(passage.text for passage in found.passages)
    assert "12킬로미터" in texts
    assert "15킬로미터" in texts


def test_a_passage_does_not_repeat_an_article_that_is_no_near_duplicate(index):
    put(index, WIRE, OTHER)
    found = HybridRetriever(index, BigramEmbedder()).retrieve("산책로", language="ko")
    assert not any(repeats(a, b) for a in found.passages for b in found.passages if a is not b)


def test_clusters_part_when_the_article_between_two_goes(index):
    between = article([*LINES[1:], "가운데."], source="가운데.md")
    first = article(LINES[:5], source="처음.md")
    last = article(
        [*LINES[2:], "가운데.", "끝에만 있는 말이 여기에 조금 더 길게 있다."], source="끝.md"
    )
    put(index, first, last, between)
    assert len(index.copies([first.id])[first.id]) == 2
    index.remove_document(between.id)
    assert index.copies([first.id, last.id]) == {}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_clusters_are_the_same_whatever_came_first(index, order):
    articles = (WIRE, REPRINT, article(LINES[1:], source="셋.md"))
    put(index, *(articles[n] for n in order))
    copies = index.copies([document.id for document in articles])
    found = {id_: {copy.source for copy in others} for id_, others in copies.items()}
    everyone = {document.source for document in articles}
    assert found == {document.id: everyone - {document.source} for document in articles}
