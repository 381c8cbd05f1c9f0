"""Running the command line in this process, with fakes in place of model and embedder."""

from rag import assemble
from rag.cli import main
from tests.fakes import BigramEmbedder, ScriptedGenerator

TRAM = "가람시 노면전차 1호선 길이는 얼마인가요?"
REPLY = "노면전차의 노선 길이는 8.4㎞입니다."


def use_fakes(monkeypatch, folder):
    """Put the fakes in place of what settings name, in a folder without geungeo.toml."""
    generator = ScriptedGenerator({"요금": "노면전차 요금은 1,500원입니다.", "": REPLY})
    monkeypatch.setattr(assemble, "open_embedder", lambda *a, **o: BigramEmbedder())
    monkeypatch.setattr(assemble, "load_generator", lambda *a, **o: generator)
    monkeypatch.setattr(assemble, "quiet_libraries", lambda: None)
    monkeypatch.chdir(folder)
    return generator


def runner(capsys, data):
    """Return a function: words of a command -> (exit code, output, error output)."""

    def run(*words, data=data):
        code = main([*words, *(("--data", str(data)) if data else ())])
        return code, *capsys.readouterr()

    return run
