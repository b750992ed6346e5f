"""`python -m evidence` is the command `evidence`."""

import sys

from evidence.cli import main

if __name__ == "__main__":
    sys.exit(main())
