"""The exceptions of Geungeo.

UserError                 anything a user can cause and cure; shown as it is, in Korean or English
├── ConfigurationError    a setting is wrong or two settings contradict each other
├── SourceError           a file or folder can't be read as an article
├── IndexDamagedError     the index on disk can't be trusted; rebuilding cures it
├── IndexMismatchError    the index was built with other weights or sizes than asked for
├── EmptyIndexError       nothing has been indexed yet
├── WeightsError          model weights can't be had or fail their checksum
├── GenerationError       the language model failed or can't be reached
└── QuestionError         the question can't be answered as asked (empty, too long)

Everything else that is raised is a bug of ours.
"""

import locale
import os


def ui_language() -> str:
    """Return "ko" or "en": `GEUNGEO_LANG` if set, else the locale of the process."""
    chosen = os.environ.get("GEUNGEO_LANG", "")
    if not chosen:
        chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or ""
        chosen = chosen or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "ko" if chosen.lower().startswith("ko") else "en"


def tr(ko: str, en: str) -> str:
    """Return the text in the language of the process (see `ui_language`)."""
    return ko if ui_language() == "ko" else en


class UserError(Exception):
    """A problem that a user can understand and cure, said in both languages.

    Args:
        ko: cause and cure in Korean.
        en: cause and cure in English.
    """

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(ko, en)
        self.ko = ko
        self.en = en

    def in_language(self, language: str) -> str:
        """Return the message in Korean for "ko", in English for anything else."""
        return self.ko if language == "ko" else self.en

    def __str__(self) -> str:
        return tr(self.ko, self.en)


class ConfigurationError(UserError):
    """A setting is wrong."""


class SourceError(UserError):
    """A file or folder can't be read as an article; one line, whatever the file is called."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(" ".join(ko.split()), " ".join(en.split()))


class IndexDamagedError(UserError):
    """The index on disk can't be trusted."""


class IndexMismatchError(UserError):
    """The index was built with other weights or sizes than asked for."""


class EmptyIndexError(UserError):
    """Nothing has been indexed yet."""


class WeightsError(UserError):
    """Model weights can't be had or fail their checksum."""


class GenerationError(UserError):
    """The language model failed or can't be reached."""


class QuestionError(UserError):
    """The question can't be answered as asked."""
