"""Answers as `geungeo batch` prints them, made by hand: claims with their marks and quotes."""

from index.documents import Document, fingerprint

BRIDGE = Document(
    title="가람교 보수 시작",
    text="가람교는 1998년에 놓였다. 보수에는 38억원이 든다. "
    "시장 나라온은 내년 5월에 마친다고 했다.",
    language="ko",
    source="/기사/가람교.md",
    publisher="가람일보",
    published="2024-05-20",
)
LIBRARY = Document(
    title="Naru library reopens",
    text="The Naru library holds 80,000 books. Director Han Bom-sol reopened it on Monday.",
    language="en",
    source="/기사/naru.md",
    publisher="Naru Post",
    published="2023-03-08",
)
DOCUMENTS = {document.id: document for document in (BRIDGE, LIBRARY)}


def citation(quote, document=BRIDGE, *, start=0, end=0, marker=1):
    """Return a citation of `quote`, which must stand in the document."""
    place = document.text.index(quote)
    return {
        "marker": marker,
        "document_id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "source": document.source,
        "text_hash": fingerprint(document.text),
        "quote": quote,
        "start": place,
        "end": place + len(quote),
        "answer_start": start,
        "answer_end": end,
    }


def answer(*claims, id_="q-2", abstained=False, passages=(), **fields):
    """Return an answer of claims, each (words, quote or quotes or None, document)."""
    text, citations = "", []
    for words, quotes, *document in claims:
        start = len(text) + bool(text)
        text += (" " if text else "") + words
        for quote in [quotes] if isinstance(quotes, str) else quotes or ():
            marker = len(citations) + 1
            citations.append(
                citation(quote, *document, start=start, end=start + len(words), marker=marker)
            )
            text += f" [{marker}]"
    return {
        "id": id_,
        "answer": text,
        "abstained": abstained,
        "citations": citations,
        "passages": [dict(passage) for passage in passages],
        "seconds": {"evidence": 0.1, "token": 1.5, "answer": 3.0},
        **fields,
    }


def question(text="가람교 보수에 얼마가 드나?", *must, id_="q-2", gold=("가람교.md",), **fields):
    return {
        "id": id_,
        "question": text,
        "lang": "ko",
        "type": "fact",
        "answerable": True,
        "gold_docs": list(gold),
        "must_include": [[word] for word in must],
        "must_not_include": [],
        **fields,
    }
