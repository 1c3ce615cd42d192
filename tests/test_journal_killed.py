"""A process killed at any moment, while it appends and while it folds: what it acknowledged is there afterwards."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleanup.patchfile import Journal, exists, is_open_elsewhere, load
from tests.journal_appender import long_page, numbered
from tests.patches import NAME


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    """Takes seconds, since ten processes in a row are started and killed, while they append and while they fold."""
    path = tmp_path / NAME
    chance = random.Random(20260301)
    acknowledged = 0
    for every in (1, 1, 2, 3, 5, 9, 10_000, 4, 1, 7):
        command = [sys.executable, "-m", "tests.journal_appender", str(path), str(acknowledged + 1), str(every)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            opened = child.stdout.readline()
            assert opened == b"open\n", child.stderr.read()
            told = [child.stdout.readline() for _ in range(chance.randint(1, 40))]
            time.sleep(chance.uniform(0.0, 0.03))
            child.kill()
            told += child.stdout.read().split(b"\n")[:-1]
            child.wait()
        # The last number may be cut short, and an append may have come to pass without its number being printed.
        acknowledged = max(int(line) for line in told)
        patch = load(path) if exists(path) else None
        decisions = {d.id: d for d in patch.pages["page.txt"].decisions} if patch is not None else {}
        assert [name for name in decisions if decisions[name] != numbered(int(name[1:]))] == []
        assert {f"d{n:06}" for n in range(1, acknowledged + 1)} - decisions.keys() == set()
        assert len(decisions) - acknowledged in (0, 1)
        acknowledged = len(decisions)
        assert not is_open_elsewhere(path)
    assert acknowledged >= 10
    with Journal(path, long_page()) as journal:
        journal.append(numbered(acknowledged + 1))
    assert names_in(tmp_path) == [NAME]
    assert len(load(path).pages["page.txt"].decisions) == acknowledged + 1
