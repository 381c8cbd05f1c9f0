"""Questions that the articles can answer: from their titles, and from names that they speak of.

Templates put nothing into a question that isn't in an article word for word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from index.documents import Document
from index.store import Store
from index.terms import extract_nouns
from page.texts import Text

INSTEAD = 3  # questions in place of an answer
FIRST = 4  # on an empty page

_SAMPLE = 24  # articles that the first questions are taken from
_READ = 6_000  # characters of an article
_LONGEST_TITLE = 60
# What an article puts in quotation marks without a verb's ending, and names in capitals.
_QUOTED = re.compile(r"[‘'「『]([^‘’'「」『』.?!\n]{2,24})[’'」』]")
_COMPOUND = re.compile(
    r"[가-힣A-Za-z\d]{2,14}(?:위원회|연구소|연구원|재단|센터|공사|협회|기본법|특별법|대학교|은행|그룹|전자)"
)
_CAPITALS = re.compile(r"\b(?:[A-Z][\w-]+ (?:(?:of|for|the|on|and) )*){1,4}[A-Z][\w-]+\b")
_NO_NAME = re.compile(r"[다요음함죠까]$|[,…]|^\W|^(?:The|A|An|In|On|At|This|That|It|But|And) ")


def suggest_first(store: Store) -> tuple[Text, ...]:
    """Return questions to begin with, of different articles; none over an empty index."""
    ids = sorted(set(store.sources().values()))
    documents = store.documents(ids[:: max(1, len(ids) // _SAMPLE)][:_SAMPLE])
    newest = sorted(documents, key=lambda document: document.date, reverse=True)
    return _mixed(newest, FIRST, about=())


def suggest_instead(question: str, documents: Sequence[Document]) -> tuple[Text, ...]:
    """Return what could be asked of the nearest articles in place of a question.

    Args:
        question: that got no answer.
        documents: the nearest articles, the best first.
    """
    return _mixed(documents[:INSTEAD], INSTEAD, about=extract_nouns(question))


def _mixed(documents: Sequence[Document], wanted: int, *, about: Sequence[str]) -> tuple[Text, ...]:
    """Return questions on names and for summaries by turns, each article's best first."""
    names = [name for document in documents for name in _names(document, about)[:1]]
    asked = list(map(_about_name, dict.fromkeys(names)))
    summaries = list(_summaries(documents))
    by_turns = [q for pair in zip_longest(asked, summaries) for q in pair if q is not None]
    return tuple(dict.fromkeys(by_turns))[:wanted]


def _summaries(documents: Iterable[Document]) -> Iterator[Text]:
    for document in documents:
        title = " ".join(document.title.split())
        if 4 <= len(title) <= _LONGEST_TITLE:
            quoted = f"“{title}”" if "「" in title else f"「{title}」"
            yield Text(f"{quoted} 기사를 요약해 주세요", f"Summarise the article “{title}”")


def _about_name(name: str) -> Text:
    return Text(f"{name}에 대해 뭐라고 하나요?", f"What do the articles say about {name}?")


def _names(document: Document, about: Sequence[str]) -> list[str]:
    """Return names that an article gives more than once; those near the question's words first."""
    text = document.text[:_READ]
    written = (*_QUOTED.findall(text), *_COMPOUND.findall(text), *_capitals(text))
    found = dict.fromkeys(name.strip() for name in written)
    names = [n for n in found if text.count(n) > 1 and not _NO_NAME.search(n)]

    def near(name: str) -> int:
        lines = (line.casefold() for line in text.split("\n") if name in line)
        return max((sum(word in line for word in about) for line in lines), default=0)

    return sorted(names, key=lambda name: (-near(name), -text.count(name)))


def _capitals(text: str) -> list[str]:
    return [match.group() for match in _CAPITALS.finditer(text)]
