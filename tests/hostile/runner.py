"""Runs `kanwu` over hostile inputs in one process with bounded memory, and writes down what came of each as JSON lines.

    python -m tests.hostile.runner OUT.jsonl

Each case gets an empty folder. The memory of the whole run is held at two gigabytes by the system, a single
case at a minute of processor time, so that a busy machine does not decide.
"""

import contextlib
import hashlib
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from cleanup.cli import main as kanwu
from tests.hostile.cases import Case, cases

MEMORY = 2 * 1024**3
SECONDS = 60


class _OutOfTime(BaseException):
    """A case took too long; not an Exception, so that no handler of the product swallows it."""


def _alarm(*_: object) -> None:
    raise _OutOfTime


def fingerprint(folder: Path) -> dict[str, str]:
    """Every regular file below a folder with the hash of its bytes."""
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root) / name
            if path.is_file() and not path.is_symlink() and os.access(path, os.R_OK):
                found[os.fsdecode(os.fsencode(path.relative_to(folder)))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@contextlib.contextmanager
def _quiet() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard output and error as bytes, the way a pipe would take them."""
    out, err = io.BytesIO(), io.BytesIO()
    old = sys.stdout, sys.stderr
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8", errors="surrogateescape", write_through=True)
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", errors="surrogateescape", write_through=True)
    try:
        yield out, err
    finally:
        sys.stdout.detach()
        sys.stderr.detach()
        sys.stdout, sys.stderr = old


def run(case: Case, folder: Path) -> dict[str, object]:
    """Build a case in an empty folder, run the command, and say what came of it."""
    source = folder / "in"
    source.mkdir()
    argv = case.argv(source, folder / "out")
    before = fingerprint(source)
    code: int | str
    with _quiet() as (out, err):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            code = kanwu(argv)
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        except _OutOfTime:
            code = "out of time"
        except MemoryError:
            code = "out of memory"
        except BaseException:
            code = "raised: " + traceback.format_exc(limit=-3)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    after = fingerprint(source)
    said = err.getvalue().decode("utf-8", "replace")
    return {
        "case": case.name,
        "code": code,
        "lost": sorted(name for name, value in before.items() if after.get(name) != value),
        "traceback": "Traceback" in said,
        "said": said[-400:],
        "output": len(out.getvalue()),
    }


def main() -> int:
    """The command; returns the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _alarm)
    with Path(sys.argv[1]).open("w", encoding="utf-8") as results:
        for case in cases():
            folder = Path(tempfile.mkdtemp(prefix="kanwu-hostile-"))
            try:
                results.write(json.dumps(run(case, folder)) + "\n")
                results.flush()
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
