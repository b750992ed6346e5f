"""Named questions: the SQL files of `queries/reports`, with their titles and parameters.

A file opens with a comment: the first line is its title, lines of the form
`-- $name: meaning` are its parameters, any other line of the comment explains. A
parameter not given is NULL, which a question reads as "any".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import QueriesError, UsageError

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PARAMETER = re.compile(r"\$([a-z_]\w*)")
_DOCUMENTED = re.compile(r"\$([a-z_]\w*): (.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question by name: its title, remarks, parameters with their meaning, and its SQL."""

    name: str
    title: str
    about: str
    parameters: dict[str, str]
    sql: str

    def lines(self) -> list[str]:
        """The question as a list shows it: its name, its title, its parameters."""
        told = [f"{self.name}", f"    {self.title}"]
        return told + [
            f"    --param {name}=…  {meaning}" for name, meaning in self.parameters.items()
        ]


def question_from_sql(sql: str, path: Path) -> Question:
    """A question from the text of its file.

    Raises QueriesError where it has no title, or where the parameters it documents
    are not those it uses.
    """
    comment = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        comment.append(line.lstrip("-").strip())
    if not comment or not comment[0]:
        raise QueriesError(path, 1, "the question has no title", "begin the file with `-- Title`")
    told = {m[1]: m[2] for line in comment if (m := _DOCUMENTED.fullmatch(line))}
    body = "\n".join(sql.splitlines()[len(comment) :])
    used = dict.fromkeys(_PARAMETER.findall(body))
    for name in [*(used.keys() - told.keys()), *(told.keys() - used.keys())]:
        raise QueriesError(path, 1, f"the parameter ${name} is not both used and explained",
                           f"use it, and write a line `-- ${name}: meaning`")  # fmt: skip
    about = " ".join(line for line in comment[1:] if not _DOCUMENTED.fullmatch(line))
    return Question(path.stem, comment[0], about, told, sql)


def questions(queries_dir: Path) -> tuple[Question, ...]:
    """Every named question, by name. Raises QueriesError for a mistake in one."""
    paths = sorted((queries_dir / "reports").glob("*.sql"))
    return tuple(question_from_sql(path.read_text(encoding="utf-8"), path) for path in paths)


def question_named(queries_dir: Path, name: str) -> Question:
    """The question of that name; hyphens stand for underscores. Raises UsageError for none."""
    path = queries_dir / "reports" / f"{name.replace('-', '_')}.sql"
    if NAME.fullmatch(name) and path.exists():
        return question_from_sql(path.read_text(encoding="utf-8"), path)
    names = sorted(p.stem for p in path.parent.glob("*.sql"))
    raise UsageError(f"there is no question named {name}. Mend: use one of "
                     f"{', '.join(names) or '(none is written)'}, or write SQL")  # fmt: skip


def parameters_of(sql: str) -> tuple[str, ...]:
    """Names of the `$parameters` that a statement uses, comments and strings left out."""
    bare = re.sub(r"--[^\n]*|'(?:[^']|'')*'", " ", sql)
    return tuple(dict.fromkeys(_PARAMETER.findall(bare)))
