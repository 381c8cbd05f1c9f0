import ast
import re
from pathlib import Path

import pytest

from index import errors
from index.errors import ConfigurationError, UserError, tr, ui_language

ROOT = Path(__file__).parents[1]
KINDS = {
    kind.__name__: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, UserError)
}


def raised_messages():
    """Yield (place, Korean words, English words) of each error made with literal messages."""
    for path in sorted([*ROOT.glob("index/*.py"), *ROOT.glob("rag/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KINDS:
                place = f"{path.parent.name}/{path.name}:{node.lineno}"
                assert len(node.args) == 2, place
                ko, en = map(words_of, node.args)
                if ko or en:  # else both are put together elsewhere
                    yield place, ko, en


def words_of(node):
    strings = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return " ".join(str(value) for value in strings)


def test_every_error_says_its_cause_and_cure_in_korean_and_english():
    messages = list(raised_messages())
    assert len(messages) > 20
    for place, ko, en in messages:
        assert re.search("[가-힣]", ko), place
        assert re.search("[a-z]{2}", en), place
        assert not re.search("[가-힣]", en), place


def test_the_tree_in_the_docstring_names_every_error():
    drawn = re.findall(r"^(?:[├└]── )?(\w+Error) ", errors.__doc__, re.MULTILINE)
    assert sorted(drawn) == sorted(KINDS)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"GEUNGEO_LANG": "ko"}, "ko"),
        ({"GEUNGEO_LANG": "en", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ko_KR", "LANG": "en_US"}, "ko"),
        ({"LANG": "ja_JP.UTF-8"}, "en"),
    ],
)
def test_messages_follow_the_setting_then_the_locale(monkeypatch, variables, expected):
    for name in ("GEUNGEO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ui_language() == expected
    assert tr("한국어", "English") == {"ko": "한국어", "en": "English"}[expected]
    assert str(ConfigurationError("틀림", "wrong")) == {"ko": "틀림", "en": "wrong"}[expected]


def test_an_error_can_be_said_in_the_language_of_the_page():
    error = ConfigurationError("틀림", "wrong")
    assert (error.in_language("ko"), error.in_language("ja")) == ("틀림", "wrong")
