"""A table whose rows are articles: exports of news archives (BIG KINDS), data sets of news."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.articles import Block, Metadata, RawArticle
from index.dates import iso_date
from index.readers.tables import Row
from index.tags import split_tags

# Names of columns, folded, the likelier ones first.
_NAMES = {
    "text": "본문 본문내용 기사본문 기사내용 내용 기사 text body content contents article "
    "articletext articlebody fulltext 本文 記事 正文 内容",
    "title": "제목 기사제목 표제 헤드라인 title headline タイトル 見出し 标题",
    "publisher": "언론사 매체 매체명 언론사명 신문사 publisher source outlet media newspaper "
    "媒体 新聞社",
    "reporter": "기자 기고자 기자명 작성자 글쓴이 reporter author byline writer journalist "
    "記者 作者",
    "published": "일자 날짜 작성일 작성일자 작성일시 게재일 보도일 보도일자 발행일 입력일 "
    "입력일시 등록일 "
    "date published publisheddate publishdate publishedat publicationdate pubdate datetime "
    "日付 発行日 日期 datepublished",
    "modified": "수정일 최종수정 최종수정일 modified updated updatedat lastmodified datemodified",
    "url": "url link 링크 주소 원문 기사url 원문url 原文 mainentityofpage",
    "section": "분류 섹션 카테고리 통합분류1 통합분류 section category カテゴリ 分类 "
    "articlesection",
    "tags": "태그 키워드 해시태그 tags keywords タグ キーワード 标签 关键词",
}
_NOT_LETTERS = re.compile(r"[\W_]+")
_MOST_TAGS = 20  # more are the words of the article, as archives (BIG KINDS) list them
_TITLE_LENGTH = 80  # characters of a body's first line that stand in for a missing title


@dataclass(frozen=True, slots=True)
class ArticleColumns:
    """Which column of a table holds what; those that a table lacks are missing in `places`."""

    places: dict[str, int]

    def read(self, row: Row, name: str) -> str:
        """Return a row's cell by what it holds, "" where the table or row has none."""
        place = self.places.get(name, len(row))
        return row[place].strip() if place < len(row) else ""


def article_columns(header: Row, *, titled: bool = True) -> ArticleColumns | None:
    """Return which columns hold what; None if the rows aren't articles.

    They are if one column is named as a text and, if they must be `titled`, another as a title.
    """
    folded = [_NOT_LETTERS.sub("", cell).casefold() for cell in header]
    places = {
        kind: place for kind, names in _NAMES.items() if (place := _place(folded, names)) >= 0
    }
    needed = {"text", "title"} if titled else {"text"}
    return ArticleColumns(places) if needed <= places.keys() else None


def articles_of_rows(
    columns: ArticleColumns, rows: Iterable[tuple[int, Row]], *, sheet: str = ""
) -> Iterator[RawArticle]:
    """Yield an article for each row; a row without a body has its headline for one.

    Args:
        columns: as `article_columns` found them.
        rows: the rows below the header, each with the number that a spreadsheet shows for it.
        sheet: the name of the sheet, where a workbook has several.
    """
    for number, row in rows:
        title = columns.read(row, "title")
        lines = [line.strip() for line in columns.read(row, "text").splitlines() if line.strip()]
        lines = lines or [title]
        if not lines[0]:
            continue
        places = (("sheet", sheet),) if sheet else ()
        first, *others = lines
        yield RawArticle(
            blocks=(Block(first, places), *map(Block, others)),
            metadata=_metadata(columns, row, title or first[:_TITLE_LENGTH]),
            member=f"{sheet}!{number}" if sheet else str(number),
        )


def _place(header: Sequence[str], names: str) -> int:
    return next((header.index(name) for name in names.split() if name in header), -1)


def _metadata(columns: ArticleColumns, row: Row, title: str) -> Metadata:
    url = columns.read(row, "url")
    tags = split_tags(columns.read(row, "tags"))
    return Metadata(
        title=title,
        publisher=columns.read(row, "publisher"),
        reporter=columns.read(row, "reporter").removesuffix("기자").strip(),
        published=iso_date(columns.read(row, "published")),
        modified=iso_date(columns.read(row, "modified")),
        section=columns.read(row, "section"),
        url=url if url.startswith(("http://", "https://")) else "",
        tags=tags if len(tags) <= _MOST_TAGS else (),
    )
