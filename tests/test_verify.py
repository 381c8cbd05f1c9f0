import json
from dataclasses import replace

import pytest

from index.documents import Document, fingerprint
from index.errors import SourceError
from index.store import Store
from index.sync import put_document, sync_index
from rag.cli import main
from rag.verify import CitationState, resolve_citation
from tests.fakes import BigramEmbedder

TEXT = "가람시는 다리를 놓았다. 길이는 420미터다.\n橋は来月開通する。 The bridge opens 🚲."
ARTICLE = Document("가람교", TEXT, "ko", "/기사/다리.md", "가람일보")


def cite(document, words, **changes):
    """Return a citation of some words, as an answer's JSON has it."""
    start = document.text.index(words)
    return {
        "marker": 1,
        "document_id": document.id,
        "source": document.source,
        "title": document.title,
        "text_hash": fingerprint(document.text),
        "start": start,
        "end": start + len(words),
        "quote": words,
        **changes,
    }


@pytest.fixture
def index(tmp_path):
    store = Store(tmp_path / "index")
    put(store, ARTICLE)
    return store


def put(store, document):
    put_document(store, document, BigramEmbedder())


def state(store, citation):
    return resolve_citation(store, citation)[0]


@pytest.mark.parametrize("words", ["길이는 420미터다.", "橋は来月開通する。", "opens 🚲.", TEXT])
def test_words_that_stand_where_they_stood_are_intact(index, words):
    found, document = resolve_citation(index, cite(ARTICLE, words))
    assert (found, document) == (CitationState.INTACT, ARTICLE)


def test_after_an_edit_the_source_has_changed_and_no_words_are_shown(index):
    citation = cite(ARTICLE, "길이는 420미터다.")
    put(index, replace(ARTICLE, text="새 문장이 앞에 왔다. " + TEXT))
    assert resolve_citation(index, citation) == (CitationState.CHANGED, None)


def test_after_a_deletion_the_source_is_removed(index):
    citation = cite(ARTICLE, "길이는 420미터다.")
    index.remove_document(ARTICLE.id)
    assert resolve_citation(index, citation) == (CitationState.REMOVED, None)


def test_a_moved_article_is_found_by_its_content(index):
    citation = cite(ARTICLE, "길이는 420미터다.")
    put(index, replace(ARTICLE, source="/기사/새 이름.md"))
    index.remove_files([ARTICLE.source])
    found, document = resolve_citation(index, citation)
    assert found is CitationState.INTACT
    assert document.source == "/기사/새 이름.md"


def test_the_same_words_under_another_title_stand(index):
    """The id names title and all; what is cited is the text."""
    citation = cite(ARTICLE, "길이는 420미터다.")
    put(index, replace(ARTICLE, title="고친 제목"))
    found, document = resolve_citation(index, citation)
    assert (found, document.title) == (CitationState.INTACT, "고친 제목")


def test_a_citation_of_one_of_two_copies_stands_while_the_other_is_there(index):
    citation = cite(ARTICLE, "길이는 420미터다.")
    put(index, replace(ARTICLE, source="/기사/사본.md"))
    index.remove_files([ARTICLE.source])
    assert state(index, citation) is CitationState.INTACT


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "길이는 840미터다."}, {"start": 0}, {"end": 10_000}, {"start": -5},
        {"text_hash": "0" * 16}, {"text_hash": ""}, {"start": 10**30, "end": 10**30},
    ],
)  # fmt: skip
def test_words_that_never_stood_there_are_not_said_to(index, changes):
    found, document = resolve_citation(index, cite(ARTICLE, "길이는 420미터다.", **changes))
    assert (found, document) == (CitationState.CHANGED, None)


@pytest.mark.parametrize("key", ["quote", "text_hash", "start", "end", "document_id", "source"])
def test_a_citation_that_lacks_something_is_refused_and_says_what(index, key):
    citation = cite(ARTICLE, "길이는 420미터다.")
    del citation[key]
    with pytest.raises(SourceError, match=f"'{key}' is missing"):
        resolve_citation(index, citation)


@pytest.mark.parametrize("citation", ["words", 7, None, [], {"start": "x"}])
def test_what_is_no_citation_is_refused(index, citation):
    with pytest.raises(SourceError, match="Not a citation"):
        resolve_citation(index, citation)


def test_citations_of_a_file_follow_it_through_edits_and_deletion(tmp_path):
    folder, store = tmp_path / "기사", Store(tmp_path / "색인")
    folder.mkdir()
    path = folder / "다리.md"

    def write(text):
        path.write_text(f"---\ntitle: 가람교\n---\n{text}", "utf-8")
        sync_index(store, [folder], BigramEmbedder())

    write(TEXT)
    (document,) = store.documents()
    citation = json.loads(json.dumps(cite(document, "길이는 420미터다.")))
    assert state(store, citation) is CitationState.INTACT
    write(TEXT.replace("420", "840"))
    assert state(store, citation) is CitationState.CHANGED
    write(TEXT)
    assert state(store, citation) is CitationState.INTACT
    (folder / "둘째.md").write_text("---\ntitle: 둘째\n---\n다른 기사다.", "utf-8")
    path.unlink()
    sync_index(store, [folder], BigramEmbedder())
    assert state(store, citation) is CitationState.REMOVED


def test_a_file_that_nobody_touched_has_not_changed(tmp_path):
    store = Store(tmp_path)
    menu = "가람일보 시민광장 전체 보기"
    pages = [
        Document(f"{n}호", f"{menu}\n{n}번째 다리가 놓였다.", "ko", f"/{n}.txt", site="가람")
        for n in range(3)
    ]
    put(store, pages[0])
    citation = cite(pages[0], "0번째 다리가 놓였다.")
    for page in pages[1:]:
        put(store, page)
    sync_index(store, None, BigramEmbedder())
    assert state(store, citation) is not CitationState.CHANGED


# -- geungeo verify --------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path):
    return tmp_path / "색인"


@pytest.fixture
def bridges(tmp_path, data):
    """A folder of four articles, indexed."""
    folder = tmp_path / "기사"
    folder.mkdir()
    for number in range(4):
        text = f"---\ntitle: {number}호\n---\n{number}번째 다리가 놓였다. 길이는 {number}미터다."
        (folder / f"{number}.md").write_text(text, "utf-8")
    sync_index(Store(data), [folder], BigramEmbedder())
    return folder


@pytest.fixture
def run(data, capsys):
    """Return a function: words after `verify` -> (exit code, output, error output)."""

    def run(*words):
        code = main(["verify", *map(str, words), "--data", str(data)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def answers(bridges, data, tmp_path):
    """A file with an answer that cites two articles, and a line with another answer."""
    documents = {d.title: d for d in Store(data).documents()}
    first = {
        "id": "a",
        "citations": [
            cite(documents["0호"], "길이는 0미터다."),
            cite(documents["1호"], "길이는 1미터다.", marker=2),
        ],
    }
    second = {"id": "b", "citations": [cite(documents["2호"], "2번째 다리가 놓였다.")]}
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(map(json.dumps, (first, second))) + "\n", "utf-8")
    return path


def test_citations_that_stand_are_said_to_and_the_exit_code_is_0(run, answers):
    code, out, _ = run(answers)
    assert code == 0
    assert out.splitlines() == [
        "[1] stands as cited: 0호", "[2] stands as cited: 1호", "[1] stands as cited: 2호",
    ]  # fmt: skip


def test_a_change_and_a_deletion_are_told_apart_and_the_exit_code_is_1(run, answers, bridges, data):
    (bridges / "0.md").write_text("---\ntitle: 0호\n---\n길이는 9미터다.", "utf-8")
    (bridges / "2.md").unlink()
    sync_index(Store(data), [bridges], BigramEmbedder())
    code, out, _ = run(answers, "--json")
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [(r["id"], r["marker"], r["state"]) for r in records] == [
        ("a", 1, "source changed"), ("a", 2, "intact"), ("b", 1, "source removed"),
    ]  # fmt: skip
    assert records[0]["quote"] == "길이는 0미터다."


@pytest.mark.parametrize("text", ["{}", '{"citations": []}'])
def test_an_answer_without_citations_stands(run, bridges, tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    assert run(path)[0] == 0


@pytest.mark.parametrize(
    "text", ['{"citations": [7]}', '{"citations": [{"quote": "x"}]}', "{nonsense"]
)
def test_what_holds_no_citations_is_refused(run, bridges, tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    code, _, err = run(path)
    assert code == 1
    assert "geungeo ask --json" in err


@pytest.mark.parametrize("text", ["", "[]", "7", '"citations"', "null"])
def test_a_file_without_answers_is_not_said_to_stand(run, bridges, tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    assert run(path)[0] == 1


def test_a_list_of_answers_is_checked_like_lines_of_them(run, answers, tmp_path):
    path = tmp_path / "list.json"
    records = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    path.write_text(json.dumps(records), "utf-8")
    assert len(run(path)[1].splitlines()) == 3


def test_citations_that_are_null_do_no_harm(run, bridges, tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"citations": null}', "utf-8")
    assert run(path)[0] in (0, 1)
