"""The nightly schedule on a Prefect server of one's own: ``python -m flows.deploy POOL``.

POOL is a work pool of the type process; a worker on the machine that holds the data folder
runs what is due (``prefect worker start --pool POOL``). The schedule, folders, task runner and
the rule of one run at a time are those of `flows.serve`, by the settings of whoever deploys.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectNotFound

from evidence.errors import EvidenceError
from evidence.settings import settings_from
from flows.serve import nightly


def deployed(pool: str) -> Any:
    """Create or update the deployment, and the pool where there is none; the deployment's id."""
    settings = settings_from()
    deployment = nightly(settings)
    deployment.job_variables = {"env": {"EVIDENCE_RUNNER": settings.runner}}
    with get_client(sync_client=True) as client:
        try:
            client.read_work_pool(pool)
        except ObjectNotFound:
            client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
    return deployment.apply(work_pool_name=pool)


def main() -> None:
    """Deploy to the server that PREFECT_API_URL names."""
    parser = argparse.ArgumentParser(prog="python -m flows.deploy", description=__doc__)
    parser.add_argument(
        "pool", metavar="POOL", help="work pool of the type process; made where there is none"
    )
    arguments = parser.parse_args()
    deployed(arguments.pool)
    print(
        f"evidence: deployed evidence-refresh/nightly; next: prefect worker start --pool {arguments.pool}"
    )


if __name__ == "__main__":
    try:
        main()
    except EvidenceError as error:
        print(f"evidence: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
