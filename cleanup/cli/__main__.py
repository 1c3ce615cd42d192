"""`python -m cleanup.cli`: the same as `kanwu`."""

import sys

from cleanup.cli import main

if __name__ == "__main__":
    sys.exit(main())
