"""Role of each sentence, micro-F1 over labels; a sentence that holds two roles is given both.

python -m tests.benchmarks.sentence_role --data FILE
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evidence.extract.role_words import second_roles
from evidence.extract.roles import roles_of_texts

_NAMES = {"CONCLUSIONS": "conclusion"}


def main() -> None:
    """Prints one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    hits = found = wanted = n = 0
    for line in parser.parse_args().data.read_text("utf-8").splitlines():
        held = json.loads(line)
        roles = roles_of_texts(held["sentences"])
        seconds = second_roles(held["sentences"], roles)
        for role, second, labels in zip(roles, seconds, held["labels"], strict=True):
            truth = {_NAMES.get(name, name.lower()) for name in labels}
            told = {role, second} - {None}
            hits, found, wanted, n = hits + len(told & truth), found + len(told), wanted + len(truth), n + 1
    print(json.dumps({"micro_f1": round(2 * hits / max(1, found + wanted), 4), "n": n}))


if __name__ == "__main__":
    main()
