"""Runs `kanwu` in this process or in one of its own, and the pages that its tests work on."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from cleanup.cli import main
from cleanup.rules.registry import RULES

ROOT = Path(__file__).resolve().parent.parent

PAGE = (
    "临河市图书馆新馆昨日开馆\n\n"
    "本报讯 昨日上午,临河市图书馆新馆正式开馆,首日接待读者三千余人。新馆设有少儿阅览室、地方文献室和自习\n\n"
    "区,全年免费开放。\n\n"
    '馆长说:"希望每位读者都能找到喜欢的书。"\n\n'
    "据了解，旧馆藏书将于下月底前全部搬迁完毕，届时读者可凭原有借书证办理借阅。\n"
)

CLEAN_PAGE = "澜江大桥昨日通车。\n\n市民纷纷前来参观，有人说，过江再也不用绕路了。\n"

# Two rules made of data alone, one that may be taken unasked and one that asks: what they do never changes with ours.
USER_RULES = """
[[rule.user]]
id = "two-stops"
hint = "A full stop stands twice."
table = { "。。" = "。" }
safety = "safe"

[[rule.user]]
id = "old-name"
hint = "The town was renamed."
table = { "临水县" = "临河市" }
safety = "ask"
"""
OWN_PAGE = "临水县昨日通车。。\n\n市民说，过江再也不用绕路了。\n\n临水县图书馆下月开馆。。\n"


class Ran(NamedTuple):
    """What a command gave: exit code, standard output and standard error."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """The standard output as text."""
        return self.out.decode("utf-8")


def kanwu(capsysbinary: pytest.CaptureFixture[bytes], *args: str | Path) -> Ran:
    """Run a command in this process."""
    capsysbinary.readouterr()
    code = main([str(arg) for arg in args])
    out, err = capsysbinary.readouterr()
    return Ran(code, out, err.decode("utf-8", "backslashreplace"))


def kanwu_process(*args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """Run a command in a process of its own."""
    done = subprocess.run(
        process_args(*args),
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KANWU_LANG": "en", **(env or {})},
        capture_output=True,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "backslashreplace"))


def process_args(*args: str | Path) -> list[str]:
    """The command line of a process that runs a command."""
    return [sys.executable, "-m", "cleanup.cli", *map(str, args)]


def write_pages(folder: Path, pages: Mapping[str, str | bytes]) -> Path:
    """Write pages (text as UTF-8, line ends as they are) under a folder; gives the folder."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def own_rules_only(folder: Path) -> Path:
    """Write a `kanwu.toml` under which only the two rules above find anything."""
    off = "".join(f'[rule.{rule.id}]\nlevel = "off"\n' for rule in RULES)
    path = folder / "kanwu.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(off + USER_RULES, encoding="utf-8")
    return path


def tree(folder: Path, *, without: Sequence[str] = ()) -> dict[str, bytes]:
    """The files under a folder with their bytes; those whose names end in one of `without` are left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(tuple(without) or ("\0",)))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
