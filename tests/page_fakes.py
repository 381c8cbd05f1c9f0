"""For the tests of the page: articles, a pipeline that tells a script, a server, an HTML reader."""

import tempfile
import threading
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

from index.documents import Document, Span
from index.errors import GenerationError
from index.filters import Facets, Filter, Kind
from page import texts
from page.session import LoadingBackend
from rag.answers import (
    EVERYWHERE,
    Answer,
    Citation,
    Delta,
    Done,
    Evidence,
    Passage,
    Quoted,
    Retrieved,
    Timings,
    Verdict,
)
from rag.settings import Settings

HOSTILE = (
    '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"> ${window.hacked=1} '
    "{{constructor.constructor('window.hacked=1')()}} [링크](javascript:window.hacked=1) "
    "</div></article>\"'> [1] [2] &lt;b&gt; **굵게** https://example.org/x.png"
)
GPU = Document(
    title="GPU 5만 장 목표 2년 앞당긴다",
    # long enough that the quoted sentence has to be scrolled to
    text="\n".join(f"{n}번째 문단이다. 그날의 다른 소식을 길게 전한다. " * 3 for n in range(12))
    + "\n장관이 일정을 새로 제시했다. 5만 장 확보를 2028년으로 당긴다. "
    "2030년에는 20만 장까지 늘린다.",
    language="ko",
    source="https://example.org/gpu",
    publisher=texts.DEMO_PUBLISHER,
    published="2025-09-09",
)
BUDGET = Document(
    title="AI budget grows",
    text="The minister spoke. The budget is 9.9 trillion won. It passed.",
    language="en",
    source="corpus/en/budget.md",
    publisher="Geungeo Corpus",
    published="2025-12-15",
)
EVIL = Document(HOSTILE, HOSTILE, "ko", "javascript:window.hacked=1", HOSTILE, "", HOSTILE)


def evidence(document, quote):
    start = document.text.index(quote)
    return Evidence(document, Span(start, start + len(quote)), 1.0)


def passage(document, rank=1):
    span = Span(0, len(document.text))
    return Passage(rank, document, span, rank, 1.0 / rank, 0.9, 0.1)


def answer_of(*claims, abstained=False, passages=(), text=None):
    """Build an answer from (claim, marks, {marker: evidence}, supported) parts."""
    written, citations = "", []
    for claim, marks, cited, supported in claims:
        start = len(written) + (1 if written else 0)
        written += (" " if written else "") + claim
        span = Span(start, len(written))
        written += marks
        citations += [Citation(n, e, span, supported) for n, e in cited.items()]
    return Answer(
        question="질문",
        text=text if text is not None else written,
        language="ko",
        abstained=abstained,
        citations=tuple(citations),
        passages=tuple(passages),
        timings=Timings(total_s=3.21),
    )


FIRST = evidence(GPU, "5만 장 확보를 2028년으로 당긴다.")
SECOND = evidence(BUDGET, "The budget is 9.9 trillion won.")


# Filters of questions that have these words.
OF_2025 = Filter(Kind.DATE, "2025-09-01/2025-09-30", "2025년 9월 기사에서")
OF_OUTLET = Filter(Kind.PUBLISHER, "근거 말뭉치", "근거 말뭉치에 따르면")


class ScriptedPipeline:
    """Tells events as the real pipeline does; the question says which story."""

    def __init__(self):
        self.asked = []
        self.scopes = []
        self.cited = []
        self.closed = threading.Event()
        documents = [GPU, BUDGET, EVIL]
        self.articles = {document.id: document for document in documents}
        self.generation = 1
        store = SimpleNamespace(
            counts=lambda: {"documents": len(self.articles)},
            documents=lambda ids=None: [
                d for d in self.articles.values() if ids is None or d.id in ids
            ],
            has_document=lambda id_: id_ in self.articles,
            document_at=lambda source: next(
                (d.id for d in self.articles.values() if d.source == source), ""
            ),
            original_at=lambda source: None,
            generation=lambda: self.generation,
            sources=lambda: {d.source: d.id for d in self.articles.values()},
            facets=lambda: Facets(
                publishers=("Geungeo Corpus", "근거 말뭉치"),
                languages=("en", "ko"),
                oldest="2025-09-09",
                newest="2025-12-15",
            ),
        )
        self.retriever = SimpleNamespace(store=store)
        self.generator = SimpleNamespace(name="scripted")

    def stream(self, question, history=(), *, scope=EVERYWHERE, cited=()):
        self.asked.append((question, tuple(history)))
        self.scopes.append(scope)
        self.cited.append(tuple(cited))
        self.closed.clear()
        try:
            yield from self._tell(question, scope)
        finally:
            self.closed.set()

    def _tell(self, question, scope):
        if "망가" in question:
            raise RuntimeError("a bug")
        if "서버" in question:
            raise GenerationError("모델 서버에 연결할 수 없습니다.", "The server can't be reached.")
        if "갑자기" in question:  # the model dies in the middle of its answer
            yield Retrieved((passage(GPU),), question)
            yield Quoted(FIRST)
            yield Delta("정부는 ")
            raise GenerationError("모델이 멈췄습니다.", "The model has stopped.")
        if "달라" in question or "길게" in question:
            yield from self._tell_more(question)
            return
        documents = [EVIL] if "악성" in question else [GPU, BUDGET]
        passages = tuple(
            Passage(n, document, Span(0, min(60, len(document.text))), n, 1.0 / n, 0.9, 0.1)
            for n, document in enumerate(documents, start=1)
        )
        filters, searched = [], question
        for filter_ in (OF_2025, OF_OUTLET):
            if filter_.words in question and filter_.words not in scope.unwanted:
                filters.append(filter_)
                searched = searched.replace(filter_.words, "").strip()
        yield Retrieved(passages, searched, tuple(filters))
        if "김치" in question:
            text = "색인된 기사에서는 이 질문의 답을 찾지 못했습니다. 가장 가까운 기사: 「…」"
            yield Done(Answer(question, text, "ko", True, (), passages, Timings(total_s=0.1)))
            return
        first, second = FIRST, SECOND
        claims = ["정부는 5만 장을 2028년까지 확보합니다.", "2026년 예산은 9.9조 원입니다."]
        if "악성" in question:
            first = second = Evidence(EVIL, Span(0, len(EVIL.text)), 1.0)
            claims = [f"“{HOSTILE}”", HOSTILE]
        yield Quoted(first)
        for word in " ".join(claims).split(" ") * (200 if "천천히" in question else 1):
            time.sleep(0.06)
            yield Delta(word + " ")
        text = f"{claims[0]} [1] {claims[1]} [2] [9]"
        start = len(claims[0]) + 5
        citations = (
            Citation(1, first, Span(0, len(claims[0])), True),
            Citation(2, second, Span(start, start + len(claims[1])), False),
        )
        yield Done(Answer(question, text, "ko", False, citations, passages, Timings(total_s=1.5)))

    def _tell_more(self, question):
        """Tell values of two dates with withheld sentences, or an answer of forty sentences."""
        passages = (passage(GPU), passage(BUDGET, 2))
        yield Retrieved(passages, question)
        yield Quoted(FIRST)
        claims = [
            (f"{e.document.date} · {e.document.publisher}: “{e.text}”", f" [{n}]\n\n", {n: e}, True)
            for n, e in enumerate((FIRST, SECOND), start=1)
        ]
        if "길게" in question:
            said = "정부는 5만 장을 2028년까지 확보하고, 그 뒤에도 해마다 더 늘리겠다고 밝혔습니다."
            claims = [(said, " [1]", {1: FIRST}, True)] * 40
        withheld = (Verdict("figure", "6만 장"), Verdict("words", "x" * 200))
        answer = replace(answer_of(*claims, passages=passages), withheld=withheld)
        yield Done(replace(answer, question=question))


class Served:
    """A page on a free port, in a thread of this process."""

    def __init__(self, load):
        import app
        from page.server import bind

        self._folder = tempfile.TemporaryDirectory(prefix="geungeo-page-")
        self.backend = LoadingBackend(load, Settings(data=Path(self._folder.name)))
        self._server = app.build_server(self.backend)
        listener = bind("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]})
        self._thread.start()
        self.backend.start()

    def stop(self):
        self.backend.close()
        self._server.should_exit = True
        self._thread.join(timeout=10)
        assert not self._thread.is_alive()
        self._folder.cleanup()


class Page(HTMLParser):
    """What a browser would make of it: the tags, their attributes, and the text in between."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self._open = [], "", []
        self.marked = {}
        self.feed(html)
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("img", "br", "input"):
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open and self._open[-1][0] == tag, f"</{tag}> closes {self._open[-1:]}"
        self._open.pop()

    def handle_data(self, data):
        self.text += data
        for tag, attributes in self._open:
            if tag == "mark":
                for marker in attributes["data-markers"].split():
                    self.marked[marker] = self.marked.get(marker, "") + data

    def all(self, css_class):
        return [a for _, a in self.tags if css_class in a.get("class", "").split()]
