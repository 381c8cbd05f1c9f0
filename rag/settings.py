"""Settings from flags, `GEUNGEO_*` variables and `geungeo.toml`, in that order, then defaults."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from index.errors import ConfigurationError

FILE_NAME = "geungeo.toml"
PREFIX = "GEUNGEO_"
ROOT = Path(__file__).resolve().parent.parent


def _user_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "geungeo"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a user can choose. Each field is a flag, a variable and a line in the file.

    `model` is "default", or the name of a model on the hub, a local folder, a .gguf file, or
    the address of an OpenAI-compatible server ("http://127.0.0.1:8080/v1"). `reranker` names
    a cross-encoder that orders the passages anew, `names` a file of names and aliases.
    """

    data: Path
    model: str = "default"
    server_model: str = ""
    api_key: str = ""
    embedder: str = "default"
    reranker: str = ""
    names: str = ""
    device: str = "auto"
    top_k: int = 6
    max_answer_tokens: int = 128
    host: str = "127.0.0.1"
    port: int = 7860


def load_settings(flags: Mapping[str, Any], *, folder: Path | None = None) -> Settings:
    """Return the settings in force.

    Args:
        flags: values given on the command line; None means not given.
        folder: where `geungeo.toml` is looked for; default: the current folder.

    Raises:
        ConfigurationError: the file isn't TOML, names an unknown setting, or a value doesn't fit.
    """
    written = _read_file((folder or Path.cwd()) / FILE_NAME)
    values: dict[str, Any] = {"data": _user_folder()}
    for field in fields(Settings):
        given = flags.get(field.name)
        if given is None:
            given = os.environ.get(PREFIX + field.name.upper()) or None
        if given is None:
            given = written.get(field.name)
        if given is not None:
            values[field.name] = _convert(field.name, given)
    return Settings(**values)


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{path}: 올바른 TOML이 아닙니다: {error}", f"{path}: not valid TOML: {error}"
        ) from error
    known = {field.name for field in fields(Settings)}
    unknown = sorted(set(written) - known)
    if unknown:
        raise ConfigurationError(
            f"{path}: 모르는 설정 {', '.join(unknown)}. 가능한 설정: {', '.join(sorted(known))}.",
            f"{path}: unknown settings {', '.join(unknown)}. Known: {', '.join(sorted(known))}.",
        )
    return written


def _convert(name: str, value: Any) -> Any:
    if name == "data":
        return Path(str(value)).expanduser()
    if name not in ("top_k", "max_answer_tokens", "port"):
        return str(value)
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    low, high = {"port": (1, 65535), "top_k": (1, 50), "max_answer_tokens": (8, 2048)}[name]
    if not low <= number <= high:
        raise ConfigurationError(
            f"{name}={value}: {low}부터 {high}까지의 정수여야 합니다.",
            f"{name}={value}: must be a whole number from {low} to {high}.",
        )
    return number
