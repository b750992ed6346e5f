"""Ready citations: cite."""

from __future__ import annotations

import argparse
import json
from contextlib import AbstractContextManager
from pathlib import Path

from evidence.commands.definition import Arguments, Command, settings_of
from evidence.database import Published, open_published
from evidence.errors import UsageError
from evidence.pipeline.publications import named, open_newest
from evidence.publish.citation_styles import formatted
from evidence.publish.csl import csl_item
from evidence.publish.reference_lists import ENDINGS, reference_list
from evidence.publish.references import Reference, references, report_id_of


def opened(arguments: Arguments) -> AbstractContextManager[Published]:
    """What is published now, or was at `--as-of`."""
    settings = settings_of(arguments)
    if arguments.as_of is None:
        return open_newest(settings)
    return open_published(named(settings.data_dir, arguments.as_of.isoformat()).database)


def _cite(arguments: Arguments) -> int:
    wanted = [report_id_of(text) for text in arguments.report]
    with opened(arguments) as published:
        held = references(published.rows, wanted)
    missing = [text for text, key in zip(arguments.report, wanted, strict=True) if key not in held]
    if missing:
        raise UsageError(
            f"{', '.join(missing)}: not among the reports held. Mend: check the number, or add a "
            "strategy that finds it and run `evidence refresh`"
        )
    chosen = list(held.values())
    if arguments.json:
        print(json.dumps(_as_json(chosen, arguments.style), ensure_ascii=False, indent=2))
        return 0
    text = reference_list(chosen, arguments.format, arguments.style)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8", newline="")
    else:
        print(text, end="")
    return 0


def _as_json(chosen: list[Reference], style: str) -> list[dict[str, object]]:
    return [{"report_id": c.reference.report_id, "text": c.text, "html": c.html,
             "is_retracted": c.reference.is_retracted, "csl": csl_item(c.reference)}
            for c in formatted(chosen, style)]  # fmt: skip


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "report", nargs="+", metavar="PMID|DOI", help="the reports to cite, in order"
    )
    parser.add_argument("--style", default="ama", metavar="STYLE",
                        help="ama (default), vancouver, apa, any CSL style by name, or a .csl file")  # fmt: skip
    parser.add_argument("--format", choices=sorted(ENDINGS), default="text", help="default: text")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write there instead of the terminal"
    )


CITING = (
    Command("cite", "a ready citation of each report, notices said in it", _cite, (_options,)),
)
