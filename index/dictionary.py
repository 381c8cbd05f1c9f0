"""The user's own names: a text file with one name a line and its other forms after "=".

    # comment
    한국전자통신연구원 = ETRI = 전자통신연구원
    하이퍼클로바X

The morphological analysis then takes each Korean form for one name, and the forms of a line
find each other.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.errors import ConfigurationError

_MAX_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Names, each with all its forms, the one that stands for it first."""

    entries: tuple[tuple[str, ...], ...] = ()

    @property
    def fingerprint(self) -> str:
        """What tells one dictionary from another; "" for the empty one."""
        if not self.entries:
            return ""
        text = "\n".join(" = ".join(forms) for forms in sorted(self.entries))
        return hashlib.blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


def load_dictionary(path: Path) -> Dictionary:
    """Return the dictionary in a file (UTF-8).

    Raises:
        ConfigurationError: the file can't be read, or a line isn't as it should be.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: UTF-8이 아닙니다. 이름 사전을 UTF-8로 저장하세요.",
            f"{path}: not UTF-8. Save the list of names as UTF-8.",
        ) from error
    except OSError as error:
        raise ConfigurationError(
            f"{path}: 이름 사전을 읽을 수 없습니다: {error.strerror}.",
            f"{path}: the list of names can't be read: {error.strerror}.",
        ) from error
    entries: list[tuple[str, ...]] = []
    line_of: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.split("#")[0]
        if not content.strip():
            continue
        forms = tuple(dict.fromkeys(" ".join(form.split()) for form in content.split("=")))
        for form in forms:
            _check(path, number, form, line_of)
        line_of |= {form.casefold(): number for form in forms}
        entries.append(forms)
    return Dictionary(tuple(entries))


def listed_names(text: str, dictionary: Dictionary, fold: Callable[[str], str]) -> Iterator[str]:
    """Yield the names with several forms that stand in a text, each in its first form, after "=".

    Args:
        text: folded.
        dictionary: the names.
        fold: what the text was folded with.
    """
    pattern, first_of = _finder(dictionary, fold)
    if pattern is not None:
        for match in pattern.finditer(text):
            yield f"={first_of[match.group().replace(' ', '')]}"


@lru_cache(maxsize=1)
def _finder(
    dictionary: Dictionary, fold: Callable[[str], str]
) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Return what finds the forms of names, and form without spaces -> first form."""
    several = [[fold(form) for form in forms] for forms in dictionary.entries if len(forms) > 1]
    first_of = {
        form.replace(" ", ""): forms[0].replace(" ", "_") for forms in several for form in forms
    }
    if not first_of:
        return None, {}
    longest_first = sorted((form for forms in several for form in forms), key=len, reverse=True)
    either = "|".join(re.escape(form).replace(r"\ ", " ?") for form in longest_first)
    # Particles follow Hangul; in an alphabet a name ends where the word does.
    return re.compile(rf"(?<!\w)(?:{either})(?:(?<=[\u3041-\ud7af])|(?![a-zà-ӿ]))"), first_of


def _check(path: Path, number: int, form: str, line_of: dict[str, int]) -> None:
    if not any(char.isalnum() for char in form):
        raise ConfigurationError(
            f"{path} {number}행: 빈 이름이 있습니다. `이름 = 다른 이름`처럼 쓰세요.",
            f"{path}, line {number}: a name is empty. Write `name = other name`.",
        )
    if len(form) > _MAX_CHARACTERS:
        raise ConfigurationError(
            f"{path} {number}행: {_MAX_CHARACTERS}자가 넘는 이름입니다. 한 줄에 하나씩 쓰세요.",
            f"{path}, line {number}: a name is longer than {_MAX_CHARACTERS} characters. "
            "Write one name a line.",
        )
    if form.casefold() in line_of:
        first = line_of[form.casefold()]
        raise ConfigurationError(
            f"{path}: ‘{form}’이(가) {first}행과 {number}행에 있습니다. 한 줄로 모으세요.",
            f"{path}: “{form}” is in lines {first} and {number}. Put its forms on one line.",
        )
