"""The commands of the command line, one definition each."""

from __future__ import annotations

from evidence.commands.articles import ARTICLES
from evidence.commands.asking import ASKING
from evidence.commands.auditing import AUDITING
from evidence.commands.citing import CITING
from evidence.commands.deciding import DECIDING
from evidence.commands.definition import Command
from evidence.commands.exporting import EXPORTING
from evidence.commands.operating import OPERATING
from evidence.commands.proposing import PROPOSING
from evidence.commands.reviewing import REVIEWING
from evidence.commands.topics import TOPICS
from evidence.commands.verbs import VERBS

COMMANDS: tuple[Command, ...] = (
    *VERBS,
    *OPERATING,
    *ASKING,
    *PROPOSING,
    *CITING,
    *EXPORTING,
    *DECIDING,
    *REVIEWING,
    *ARTICLES,
    *TOPICS,
    *AUDITING,
)

__all__ = ["COMMANDS", "Command"]
