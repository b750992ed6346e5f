"""Kill a run at every checkpoint and at any instant: ``python -m tests.faults.kill --times 300``.

See `tests.faults.killing` for what is killed and what must come of it. The last line is JSON,
also where it is stopped by an interrupt before its count is reached.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

from tests.faults.killing import Moment, Night, night_with_news, survives


def main() -> None:
    """Kill every checkpoint once, then at random instants, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kill", description=__doc__)
    parser.add_argument("--times", type=int, default=300, help="kills in all")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    killed: list[Moment] = []
    faults: list[str] = []
    n_nights = 0
    is_stopped = False
    with tempfile.TemporaryDirectory() as name, night_with_news(Path(name)) as night:
        planned = [[moment] for moment in night.checkpoints]
        try:
            while len(killed) < arguments.times:
                moments = planned.pop(0) if planned else _moments(night, chance)
                fault = survives(night, moments, killed)
                n_nights += 1
                if n_nights % 25 == 0:
                    print(
                        f"{len(killed)} of {arguments.times} kills, {len(faults)} faults",
                        flush=True,
                    )
                if fault:
                    faults.append(f"{', '.join(map(str, moments))}: {fault}")
                    print(faults[-1], flush=True)
        except KeyboardInterrupt:
            is_stopped = True
    figures = {
        "n_kills": len(killed),
        "n_asked_for": arguments.times,
        "is_stopped": is_stopped,
        "n_at_checkpoints": sum(1 for moment in killed if moment.checkpoint),
        "n_nights": n_nights,
        "n_checkpoints": len(night.checkpoints),
        "seed": arguments.seed,
        "night_seconds": round(night.seconds, 2),
        "n_faults": len(faults),
        "faults": faults[:20],
    }
    print(json.dumps(figures))


def _moments(night: Night, chance: random.Random) -> list[Moment]:
    """One to three moments in a row: at any instant, or at a checkpoint."""
    return [
        Moment(seconds=chance.uniform(0, night.seconds))
        if chance.random() < 0.7
        else chance.choice(night.checkpoints)
        for _ in range(chance.randint(1, 3))
    ]


if __name__ == "__main__":
    main()
