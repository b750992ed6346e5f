"""What Prefect's page shows of a run: its report, and the table of changes."""

from __future__ import annotations

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from evidence.pipeline import Outcome

_SHOWN_ROWS = 500


def publish_artifacts(outcome: Outcome) -> None:
    """Write the run report and the changes as artifacts of the current flow run."""
    create_markdown_artifact(
        key="evidence-run-report", markdown=outcome.report_markdown, description=outcome.headline
    )
    rows = [{name: "" if value is None else str(value) for name, value in change.items()}
            for change in outcome.changes[:_SHOWN_ROWS]]  # fmt: skip
    create_table_artifact(
        key="evidence-changes",
        table=rows or [{"change": "none"}],
        description=f"{len(outcome.changes)} changes since the publication before",
    )
