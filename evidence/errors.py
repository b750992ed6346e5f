"""Errors a user sees: one clear line, and the exit code that goes with it."""

from __future__ import annotations

from pathlib import Path


class EvidenceError(Exception):
    """An error with one clear line for the user; `exit_code` as in DESIGN.md."""

    exit_code = 1


class UsageError(EvidenceError):
    """Wrong use of a command, or a mistake in `queries/`: exit code 2."""

    exit_code = 2


class QueriesError(UsageError):
    """A mistake in a file people wrote, with file, line and mend.

    >>> str(QueriesError("claims.toml", 3, "the quote is not in the article", "copy it again"))
    'claims.toml:3: the quote is not in the article. Mend: copy it again.'
    """

    def __init__(self, path: Path | str, line: int, what: str, mend: str) -> None:
        self.path, self.line, self.what, self.mend = str(path), line, what, mend
        super().__init__(f"{path}:{line}: {what}. Mend: {mend}.")


class SourceError(EvidenceError):
    """A source was unreachable or answered wrongly: exit code 3, nothing published.

    `is_transient`: asking again in a while may help.
    """

    exit_code = 3

    def __init__(self, line: str, *, is_transient: bool = True) -> None:
        self.is_transient = is_transient
        super().__init__(line)


class CheckError(EvidenceError):
    """A data check failed: exit code 4, nothing published."""

    exit_code = 4


class LockedError(EvidenceError):
    """Another run holds the lock: exit code 5."""

    exit_code = 5
