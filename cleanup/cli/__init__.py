"""The command line `kanwu`; one command a file. Nothing is imported here that `--version` does not need."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kanwu` with these arguments (by default the process's own); gives the exit code.

    0: nothing to report; 1: findings, or findings left; 2: an error; 128 and the number of a signal that stopped it (130: Ctrl+C).
    """
    args = list(sys.argv[1:] if argv is None else argv)
    if args in (["--version"], ["-V"]) and sys.stdout is not None:
        from cleanup import __version__

        try:
            sys.stdout.write(f"kanwu {__version__}\n")
            sys.stdout.flush()
            return 0
        except OSError:
            pass  # it fails again below, where that is told
    from cleanup.cli.running import run

    return run(args)
