"""Runs one command from a small process and says what it cost: wall seconds, CPU seconds, peak memory in MB, exit status.

    python -I -S launcher.py COMMAND ARGUMENT…

The system counts towards a process's peak what its parent held when it started it, so the parent must be small. Descendants that the
command waited for are counted in: their CPU is added, and the peak is that of the largest process.
"""

import os
import sys
import time


def main(command: list[str]) -> None:
    """Run the command with its output thrown away; the four figures go to the standard output."""
    begin = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    _, status, usage = os.wait4(os.posix_spawn(command[0], command, os.environ, file_actions=quiet), 0)
    wall = time.perf_counter() - begin
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024  # bytes there, KiB elsewhere
    sys.stdout.write(f"{wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / unit} {os.waitstatus_to_exitcode(status)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
