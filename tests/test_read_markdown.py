# ruff: noqa: E501  (pages read better unbroken)
import pytest

from index.articles import Source
from index.errors import SourceError
from index.readers.markdown import markdown_blocks, read_markdown

HEAD = "---\ntitle: 가람교 개통\nauthor: [한도담, 온유리]\ndate: 2024. 5. 1.\n---\n"


def read(text):
    (article,) = read_markdown(Source("a.md", text.encode()))
    return article


def words(text):
    return [block.text for block in markdown_blocks(text)[0]]


def test_front_matter_names_the_article_and_its_people():
    article = read(HEAD + "다리가 열렸다.")
    assert article.metadata.title == "가람교 개통"
    assert article.metadata.reporter == "한도담, 온유리"
    assert article.metadata.published == "2024-05-01"


def test_an_empty_front_matter_is_known_as_such():
    assert [block.text for block in read("---\n---\n다리가 열렸다.").blocks] == ["다리가 열렸다."]


def test_broken_front_matter_is_refused():
    with pytest.raises(SourceError, match="isn't valid YAML"):
        read("---\ntitle: [가람교\n---\n본문")


def test_headings_are_places():
    blocks, _ = markdown_blocks(
        "# 다리\n\n열렸다.\n\n## 요금 ##\n\n무료다.\n\n교통\n===\n\n막힌다."
    )
    assert [(block.text, block.places) for block in blocks if block.places] == [
        ("다리", (("heading", "다리"),)),
        ("요금", (("heading", "요금"),)),
        ("교통", (("heading", "교통"),)),
    ]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("**가람시**는 _다리_를 놓았다.", "가람시는 _다리_를 놓았다."),
        ("The *council* built a **long** bridge.", "The council built a long bridge."),
        ("市は**橋**を架けた。", "市は橋を架けた。"),
        ("그는 [누리집](https://garam.example/a_b)에 올렸다.", "그는 누리집에 올렸다."),
        ("See [the plan][1] and `code`.", "See the plan and code."),
        ("> 인용한 말이다.", "인용한 말이다."),
        ("* 하나", "- 하나"),
        ("- [x] 끝낸 일", "- 끝낸 일"),
        ("1. 첫째", "1. 첫째"),
        ("3 * 4 * 5는 60이다.", "3 * 4 * 5는 60이다."),
        ("file_name_here stays", "file_name_here stays"),
        ("별 \\*하나\\*", "별 *하나*"),
        ("~~옛~~ 새 값", "옛 새 값"),
        ("---", "---"),
    ],
)
def test_signs_of_markdown_go_and_words_stay(line, plain):
    assert words(line) == [plain]


def test_images_are_left_out_with_their_reason():
    blocks, dropped = markdown_blocks("![가람교 야경](a.jpg)\n\n다리 ![](b.png)가 열렸다.")
    assert [block.text for block in blocks] == ["다리 가 열렸다."]
    assert [(piece.text, piece.reason) for piece in dropped] == [
        ("가람교 야경", "image"),
        ("![](b.png)", "image"),
    ]


def test_tables_are_readable_rows_and_code_stays_as_it_is():
    table = "| 구간 | 길이 |\n| --- | ---: |\n| **터널** | 1.2km |\n| 다리 | 0.4km |"
    assert words(f"{table}\n\n```\na * b * c\n# no heading\n```\n끝.") == [
        *("구간: 터널 · 길이: 1.2km", "구간: 다리 · 길이: 0.4km"),
        *("a * b * c", "# no heading", "끝."),
    ]


def test_a_page_saved_as_markdown_loses_its_furniture():
    body = (
        "The Harbour Board will replace its 14 ferries by 2029, it said on Tuesday.",
        "The first two boats will cost £9 million and carry 320 passengers each.",
    )
    page = "\n\n".join(
        (
            "# Ferries to be replaced", "By Tamsin Orrell", "2 May 2024", "[Share](/s)", *body,
            "## Related articles", "[Library van returns](/l)", "© Garam Daily. All rights reserved.",
        )
    )  # fmt: skip
    article = read(page)
    metadata = article.metadata
    assert [block.text for block in article.blocks] == list(body)
    assert metadata.title == "Ferries to be replaced"
    assert (metadata.reporter, metadata.published) == ("Tamsin Orrell", "2024-05-02")


def test_signs_without_an_end_take_no_time():
    for sign in ("*", "_", "[", "![", "` ", "|", "~~ ", "<"):
        blocks, _ = markdown_blocks(f"{sign * 100_000}끝")
        assert blocks[-1].text.endswith("끝")
