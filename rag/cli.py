"""The command line: index, remove, ask, batch, search, show, verify, chat, eval, …."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.errors import SourceError, UserError, tr
from rag import terminal
from rag.question_commands import add_filter_flags
from rag.settings import Settings, load_settings

VERSION = "0.1.0"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 a problem the user can cure, 130 Ctrl-C."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO if options.verbose else logging.WARNING)
    try:
        return int(options.run(load_settings(vars(options)), options) or 0)
    except UserError as error:
        terminal.complain(str(error))
        return 1
    except KeyboardInterrupt:
        terminal.complain(tr("중단했습니다.", "Stopped."))
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left; nothing to say
        return 1


# -- commands ------------------------------------------------------------------------------


def _index(settings: Settings, options: argparse.Namespace) -> int:
    from rag.index_commands import run_index

    return run_index(settings, options)


def _remove(settings: Settings, options: argparse.Namespace) -> None:
    from rag.index_commands import run_remove

    run_remove(settings, options)


def _verify(settings: Settings, options: argparse.Namespace) -> int:
    from rag.index_commands import run_verify

    return run_verify(settings, options)


def _ask(settings: Settings, options: argparse.Namespace) -> None:
    from rag.question_commands import run_ask

    run_ask(settings, options)


def _batch(settings: Settings, options: argparse.Namespace) -> int:
    from rag.question_commands import run_batch

    return run_batch(settings, options)


def _search(settings: Settings, options: argparse.Namespace) -> None:
    from rag.question_commands import run_search

    run_search(settings, options)


def _eval(settings: Settings, options: argparse.Namespace) -> int:
    from evaluation.retrieval import main as measure

    return measure(options.arguments, settings=settings)


def _show(settings: Settings, options: argparse.Namespace) -> None:
    from index.store import Store

    store = Store(settings.data)
    documents = store.documents([options.document_id])
    if not documents:
        raise SourceError(
            f"{options.document_id}: 그런 기사가 색인에 없습니다. 번호는 `geungeo ask --json`의 "
            "document_id입니다.",
            f"{options.document_id}: no such article in the index. Ids are the document_id of"
            " `geungeo ask --json`.",
        )
    (document,) = documents
    if options.text:
        sys.stdout.write(document.text)
    elif options.raw:
        sys.stdout.write(document.raw or document.text)
    else:
        sources = store.sources_of(document.id)
        terminal.print_document(document, sources, cleaning=options.cleaning)


def _chat(settings: Settings, options: argparse.Namespace) -> None:
    from concurrent.futures import ThreadPoolExecutor
    from threading import Event

    from rag.assemble import open_pipeline
    from rag.pipeline import RagPipeline

    _setup(settings, options)
    page_is_up = Event()  # until then the cores belong to the page and the search

    def announce(url: str) -> None:
        terminal.announce_page(url)
        page_is_up.set()

    with ThreadPoolExecutor(max_workers=1) as pool:
        loading = [pool.submit(open_pipeline, settings, warm_after=page_is_up)]

        def load() -> RagPipeline:  # what failed at the start is tried anew
            return loading.pop().result() if loading else open_pipeline(settings)

        try:
            import app

            app.launch(
                load, host=settings.host, port=settings.port, on_ready=announce, settings=settings
            )
        finally:
            page_is_up.set()  # a model that still waits for the page must not keep the process


def _setup(settings: Settings, options: argparse.Namespace) -> None:
    """Fetch weights and index the corpus, whatever of that is missing."""
    from index.openvino_embedder import export_embedder
    from index.store import Store
    from index.weights import fetch_embedder
    from rag.assemble import CORPUS, index_paths
    from rag.generator import prepare_generator
    from rag.question_commands import weights_progress

    if settings.embedder == "default":
        export_embedder(fetch_embedder(progress=weights_progress()).path)
    prepare_generator(settings, progress=weights_progress())
    if not Store(settings.data).counts()["documents"]:
        terminal.say(tr(f"{CORPUS} 색인을 만듭니다.", f"Indexing {CORPUS}."))
        progress = terminal.CountLine()
        index_paths(
            settings,
            [CORPUS],
            only_if_empty=True,
            progress=progress,
            weights_progress=weights_progress(),
            waiting=terminal.say_who_writes,
        )


def _models(settings: Settings, options: argparse.Namespace) -> None:
    from rag.doctor import list_models

    terminal.print_models(list_models(settings), as_json=options.json)


def _doctor(settings: Settings, options: argparse.Namespace) -> int:
    from rag.doctor import check_setup

    findings = list(check_setup(settings))
    terminal.print_findings(findings, as_json=options.json)
    return 1 if any(finding.cure for finding in findings) else 0


# -- flags -----------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="geungeo",
        description=tr(
            "기사 폴더에 질문하면 문장마다 근거를 보여 줍니다.",
            "Ask a folder of articles; every sentence of the answer shows what it rests on.",
        ),
    )
    parser.add_argument("--version", action="version", version=f"geungeo {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = _common_flags()

    def command(name: str, run: Callable[..., Any], ko: str, en: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=tr(ko, en), description=tr(ko, en), parents=[common])
        sub.set_defaults(run=run)
        return sub

    sub = command("index", _index, "색인을 폴더와 같게 맞춥니다 (기본: corpus/)",
                  "make the index match folders or files (default: corpus/)")  # fmt: skip
    _flags_index(sub)
    _flag_json(sub)
    sub = command("ask", _ask, "질문 하나에 답합니다", "answer one question")
    _flags_question(sub)
    sub.add_argument("--no-stream", action="store_true",
                     help=tr("다 된 답만 출력", "print only the finished answer"))  # fmt: skip
    sub.add_argument("--id", default="", help=tr("JSON의 id", "the id in the JSON"))
    sub = command(
        "batch", _batch, "JSONL의 질문에 모두 답합니다", "answer the questions of a JSONL"
    )
    sub.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    add_filter_flags(sub)
    sub = command(
        "search", _search, "모델 없이 구절만 찾습니다", "find passages, without the model"
    )
    _flags_question(sub)
    sub = command("show", _show, "저장된 기사를 보여 줍니다", "show a stored article")
    sub.add_argument("document_id", metavar="DOCUMENT_ID")
    sub.add_argument("--text", action="store_true",
                     help=tr("본문만 그대로", "only the text that offsets refer to"))  # fmt: skip
    sub.add_argument("--cleaning", action="store_true",
                     help=tr("버린 것과 나란히", "beside what was left out, and why"))  # fmt: skip
    sub.add_argument("--raw", action="store_true",
                     help=tr("보관한 원문 전체", "the whole page, where it was kept"))  # fmt: skip
    sub = command("remove", _remove, "색인에서 기사를 지웁니다", "remove articles from the index")
    sub.add_argument("names", nargs="+", metavar="DOCUMENT_ID|PATH|URL")
    sub = command("verify", _verify, "앞선 답의 인용이 아직 맞는지 확인합니다",
                  "check whether the citations of earlier answers still stand")  # fmt: skip
    sub.add_argument("answers", type=Path, metavar="ANSWERS.json")
    _flag_json(sub)
    sub = command(
        "eval", _eval, "질문 모음으로 검색을 잽니다", "measure the search on question sets"
    )
    sub.add_argument("what", choices=("retrieval",))
    sub.add_argument("arguments", nargs=argparse.REMAINDER, metavar="FILE… [--half H] [--json]")
    command("chat", _chat, "대화 페이지를 엽니다", "open the chat page")
    command("setup", _setup, "모델과 색인을 준비합니다", "get the models and build the index")
    _flag_json(command("models", _models, "쓰는 모델과 출처", "the models in use and their origin"))
    _flag_json(command("doctor", _doctor, "설치를 점검합니다", "check the whole set-up"))
    return parser


def _common_flags() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", metavar="DIR",
                        help=tr("색인과 상태의 폴더", "folder of the index and state"))  # fmt: skip
    common.add_argument("--model", help=tr(
        "default, 허브 이름, 폴더, .gguf, http 주소",
        "default, a hub name, a folder, a .gguf file or an http address"))  # fmt: skip
    common.add_argument("--server-model", help=tr("서버의 모델 이름", "the server's model name"))
    common.add_argument("--embedder", help=tr("default, 허브 이름, 폴더",
                                              "default, a hub name or a folder"))  # fmt: skip
    common.add_argument("--reranker", metavar="MODEL", help=tr(
        "구절을 다시 줄 세우는 모델 (허브 이름, 폴더)",
        "cross-encoder that orders passages anew (hub name, folder)"))  # fmt: skip
    common.add_argument("--names", metavar="FILE", help=tr(
        "이름과 별칭의 목록", "names and their aliases, one name a line"))  # fmt: skip
    common.add_argument("--device", help="auto, cpu, cuda, mps")
    common.add_argument("--top-k", type=int, metavar="N", help=tr("구절 수", "passages"))
    common.add_argument("--max-answer-tokens", type=int, metavar="N",
                        help=tr("답의 최대 길이", "length of an answer at most"))  # fmt: skip
    common.add_argument("--host", help=tr("페이지 주소", "address of the page"))
    common.add_argument("--port", type=int, help=tr("페이지 포트", "port of the page"))
    common.add_argument("--verbose", action="store_true", help=tr("자세히", "say more"))
    return common


def _flag_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=tr("JSON으로", "print JSON"))


def _flags_index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH",
                        help=tr("폴더, 파일, http 주소, 표준 입력은 -",
                                "folder, file, http address, - for standard input"))  # fmt: skip
    parser.add_argument("--rebuild", action="store_true",
                        help=tr("처음부터 다시", "forget what is there first"))  # fmt: skip
    parser.add_argument("--dry-run", action="store_true",
                        help=tr("바뀔 것만 보여 줌", "only say what would change"))  # fmt: skip
    parser.add_argument("--watch", action="store_true",
                        help=tr("바뀔 때마다 따라감", "go on following changes"))  # fmt: skip
    parser.add_argument("--clipboard", action="store_true",
                        help=tr("클립보드의 글", "add the text in the clipboard"))  # fmt: skip


def _flags_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question")
    parser.add_argument("--history", nargs="+", action="extend", metavar="TURN",
                        help=tr("앞선 질문들", "earlier questions, oldest first"))  # fmt: skip
    _flag_json(parser)
    add_filter_flags(parser)


if __name__ == "__main__":
    sys.exit(main())
