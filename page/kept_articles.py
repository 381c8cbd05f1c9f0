"""The articles behind kept quotes: found in the index again, else made of the quotes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from index.documents import Document, Landmark, Span
from index.store import Store
from rag.answers import Evidence
from rag.verify import resolve_citation

Json: TypeAlias = Mapping[str, Any]
_Key: TypeAlias = tuple[str, str, str]  # id, source and text hash


class Articles:
    """Finds the articles of quotes and passages by their content, each once.

    Args:
        store: the index; None finds nothing.
    """

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._found: dict[_Key, Document | None] = {}
        self._copies: dict[str, Document | None] = {}

    def find(self, kept: Json) -> Document | None:
        """Return the article with the very text that a quote or passage was taken from."""
        if self._store is None:
            return None
        key = _key(kept)
        if key not in self._found:
            # The hash stands for the whole text, so an empty quote asks for that alone.
            asked = {**kept, "quote": "", "start": 0, "end": 0}
            self._found[key] = resolve_citation(self._store, asked)[1]
        return self._found[key]

    def copies(self, kept: Iterable[Json]) -> tuple[Document, ...]:
        """Return the other articles that said the same, with what is known of them."""
        return tuple(self._copy(copy) for copy in kept)

    def _copy(self, kept: Json) -> Document:
        id_ = str(kept["document_id"])
        if id_ not in self._copies:
            stored = self._store.documents([id_]) if self._store else []
            self._copies[id_] = stored[0] if stored else None
        return self._copies[id_] or Document(
            title=kept["title"],
            text="",
            language="",
            source=kept["source"],
            publisher=kept["publisher"],
            published=kept["published"],
        )


class Quotes:
    """The quotes of one turn, each in its article.

    An article whose text is gone becomes a Document of its quotes alone, in their order, a
    line each; offsets are those in that text then.

    Args:
        quotes: as they are kept, each with the words it quotes.
        articles: where the articles are looked for.
    """

    def __init__(self, quotes: Iterable[Json], articles: Articles) -> None:
        self._articles = articles
        pieces: dict[_Key, list[Json]] = defaultdict(list)
        for quote in quotes:
            if articles.find(quote) is None:
                pieces[_key(quote)].append(quote)
        self._made = {key: _Made(kept) for key, kept in pieces.items()}

    def evidence(self, kept: Json) -> Evidence:
        """Return a quote in its article."""
        document, span = self._articles.find(kept), Span(kept["start"], kept["end"])
        if document is None:
            made = self._made[_key(kept)]
            document, span = made.document, made.moved(span)
        return Evidence(
            document=document,
            span=span,
            score=float(kept["score"]),
            copies=self._articles.copies(kept["also_in"]),
            side=int(kept["side"]),
            tokens=int(kept["tokens"]),
        )

    def of_article(self, kept: Json) -> tuple[Document, Span] | None:
        """Return what is left of an article that is gone, and where its first quote stands.

        None for an article that was never quoted: nothing is left of that one.
        """
        made = self._made.get(_key(kept))
        return (made.document, made.first) if made else None


class _Made:
    """A Document of quotes from one article."""

    def __init__(self, quotes: Iterable[Json]) -> None:
        ordered = sorted(quotes, key=lambda quote: (int(quote["start"]), -int(quote["end"])))
        text, marks = "", []
        self._moves: dict[Span, int] = {}
        last = (0, 0, 0)  # the piece before: its start, its end, and where it stands now
        for quote in ordered:
            start, end, words = int(quote["start"]), int(quote["end"]), str(quote["quote"])
            if text and start < last[1]:  # they overlap: the same words are there once
                offset = last[2] + start - last[0]
                text = text[:offset] + (words if end > last[1] else text[offset:])
                last = (last[0], max(end, last[1]), last[2])
            else:
                text += "\n" if text else ""
                offset = len(text)
                text += words
                last = (start, end, offset)
                marks += [Landmark(offset, kind, name) for kind, name in quote["place"].items()]
            self._moves[Span(start, end)] = offset
        known = ordered[0]
        self.document = Document(
            title=known["title"],
            text=text,
            language=known["language"],
            source=known["source"],
            publisher=known["publisher"],
            reporter=known["reporter"],
            published=known["published"],
            url=known["url"],
            landmarks=tuple(marks),
        )
        self.first = self.moved(Span(int(known["start"]), int(known["end"])))

    def moved(self, span: Span) -> Span:
        """Return where a quote stands in the text that was made."""
        offset = self._moves[span]
        return Span(offset, offset + span.end - span.start)


def _key(kept: Json) -> _Key:
    return str(kept["document_id"]), str(kept["source"]), str(kept["text_hash"])
