"""New files that a killed process left in a folder of output: a later run takes them away, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.batch.files import remove_abandoned, replacing
from tests.commands import OWN_PAGE, kanwu, own_rules_only, write_pages

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX says whether a process lives")

# Begins a file and is killed while it writes, as `kanwu clean` may be.
KILLED = """
import os, signal, sys
from pathlib import Path
from cleanup.batch.files import replacing

with replacing(Path(sys.argv[1]) / "page.txt") as file:
    file.write("渠水".encode())
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_in(folder: Path) -> Path:
    """The file that a process left in a folder when it was killed."""
    folder.mkdir(parents=True, exist_ok=True)
    before = set(folder.iterdir())
    ran = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert ran.returncode < 0
    (left,) = set(folder.iterdir()) - before
    assert left.name.startswith(".kanwu-")
    return left


def test_what_a_killed_process_left_is_taken_away(tmp_path: Path) -> None:
    left = killed_in(tmp_path)
    other = killed_in(tmp_path / "sub")
    remove_abandoned([tmp_path, tmp_path / "sub", tmp_path / "missing"])
    assert not left.exists()
    assert not other.exists()


def test_a_living_process_keeps_its_file(tmp_path: Path) -> None:
    with replacing(tmp_path / "page.txt") as file:
        file.write(b"whole")
        remove_abandoned([tmp_path])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("page.txt", b"whole")]


def test_nothing_else_is_taken_away(tmp_path: Path) -> None:
    left = killed_in(tmp_path)
    _, number, rest = left.name.removesuffix(".tmp").split("-")
    elsewhere = f"{int(rest[:8], 16) ^ 1:08x}{rest[8:]}"
    names = [
        *(f".kanwu-{number}-{elsewhere}.tmp", f".kanwu-{number}-{rest}.tmp.txt", f"kanwu-{number}-{rest}.tmp", f".kanwu-{number}.tmp"),
        *(
            f".kanwu-0-{rest}.tmp",
            f".kanwu-{number}-{rest.upper()}g.tmp",
            f".kanwu-{'9' * 40}-{rest}.tmp",
            f"page.kanwu-{number}-{rest}.tmp",
        ),
    ]
    for name in names:
        (tmp_path / name).write_text("kept", "utf-8")
    folder, link = tmp_path / f".kanwu-{number}-{rest[:8]}00000000.tmp", tmp_path / f".kanwu-{number}-{rest[:8]}11111111.tmp"
    folder.mkdir()
    link.symlink_to(tmp_path / names[0])
    remove_abandoned([tmp_path])
    assert {path.name for path in tmp_path.iterdir()} == {*names, folder.name, link.name}


def test_cleaning_into_the_folder_takes_it_away(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    pages = write_pages(tmp_path, {"in/sub/a.txt": OWN_PAGE})
    left = killed_in(pages / "out" / "sub")
    assert kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--dry-run").code == 1
    assert left.exists()  # a dry run touches nothing
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert not left.exists()
    assert (pages / "out" / "sub" / "a.txt").is_file()
