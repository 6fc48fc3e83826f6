"""The exception tree: failures of ours or of a file, never verdicts.

Every exception takes positional arguments only, so that it survives pickling, and
carries the exit status of ``contract/report-format``: 2 for input that stops the
command, 3 for work that could not be finished.
"""

from typing import NamedTuple


class CheckerError(Exception):
    """Any failure that this package raises on purpose."""

    exit_code = 3


class InputError(CheckerError):
    """A file or folder cannot be used as given."""

    exit_code = 2


class DocumentUnreadableError(InputError):
    """A file's content cannot be read as a document."""


class DocumentEncryptedError(InputError):
    """A document needs a password to be read."""


class PageUnreadableError(InputError):
    """One page of an open document cannot be rendered."""


class ArchiveUnsafeError(InputError):
    """An archive would write outside its folder, or is too large to unpack."""


class MendOrderError(InputError):
    """What a person wants done to the pages of a file cannot be done."""


class MendRefusedError(InputError):
    """A file must not be mended; ``cause`` says why in one word.

    One file of many: the command goes on, and ends with the status of a finding.
    """

    exit_code = 1

    def __init__(self, message: str, cause: str = "") -> None:
        super().__init__(message)
        self.cause = cause


class RulebookError(CheckerError):
    """A rule pack is wrong; nothing was judged."""

    exit_code = 2


class RuleFault(NamedTuple):
    """One fault of a rule file, in both languages; line and column from 1."""

    file: str
    line: int
    column: int
    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return ``file:line:column: words`` in Chinese or, for ``en``, English."""
        words = self.en if language == "en" else self.zh
        return f"{self.file}:{self.line}:{self.column}: {words}"


class RuleFileError(RulebookError):
    """One or more rule files are wrong; the message lists every fault, one a line.

    ``faults`` holds the same as data, for screens and editors.
    """

    def __init__(self, message: str, faults: tuple[RuleFault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class UnknownFactError(RulebookError):
    """A rule names a fact that no probe can report."""


class SettingsError(CheckerError):
    """A setting, an option or a configuration file is wrong."""

    exit_code = 2


class EngineError(CheckerError):
    """Work could not be finished for a cause of ours."""


class WorkerLostError(EngineError):
    """A worker process ended without an answer."""


class TaskTimeoutError(EngineError):
    """A task used up its processor or wall time."""
