"""The command line `kanwu`; one command a file. Nothing is imported here that `--version` does not need."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kanwu` with these arguments (by default the process's own); gives the exit code.

    0: nothing to report; 1: findings, or findings left; 2: an error; 130: stopped with Ctrl+C.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    if args in (["--version"], ["-V"]):
        from cleanup import __version__

        sys.stdout.write(f"kanwu {__version__}\n")
        return 0
    from cleanup.cli.running import run

    return run(args)
