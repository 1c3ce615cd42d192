"""What a command does where it cannot print, where it is told to end, and where a name would play with the terminal."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleanup.language.controls import escaped, in_one_line
from tests.commands import OWN_PAGE, PAGE, ROOT, kanwu, own_rules_only, process_args, write_pages

Capture = pytest.CaptureFixture[bytes]
FULL = Path("/dev/full")
posix = pytest.mark.skipif(os.name != "posix", reason="descriptors and signals are of POSIX")


def shell(redirection: str, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """The command run by a shell, with a redirection of its streams behind it."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "KANWU_LANG": "en"}
    line = ["sh", "-c", f'"$@" {redirection}', "sh", *process_args(*args)]
    return subprocess.run(line, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)


@posix
@pytest.mark.parametrize(("redirection", "code"), [("<&-", 0), (">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0)])
def test_closed_streams_are_no_hindrance(tmp_path: Path, redirection: str, code: int) -> None:
    """No file takes the place of a closed stream: what is written comes out whole."""
    write_pages(tmp_path / "in", {"a.txt": PAGE})
    done = shell(redirection, "clean", tmp_path / "in", "--out", tmp_path / "out", "--accept", "ask")
    again = shell("", "clean", tmp_path / "in", "--out", tmp_path / "again", "--accept", "ask")
    assert (done.returncode, again.returncode) == (code, code)
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out/a.txt").read_bytes() == (tmp_path / "again/a.txt").read_bytes()
    assert shell(redirection, "--version").returncode == 0


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("args", [("--version",), ("--help",), ("rules",), ("check",), ("check", "--format", "jsonl")])
def test_a_full_disk_behind_the_output_is_told(tmp_path: Path, args: tuple[str, ...]) -> None:
    write_pages(tmp_path, {"a.txt": PAGE})
    done = shell(f">{FULL}", *args, *([tmp_path] if args[0] == "check" else []))
    assert done.returncode == 2
    assert "standard output" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") <= 2
    quiet = shell(f"2>{FULL}", "check", tmp_path / "none.txt")
    assert quiet.returncode == 2


@posix
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_told_to_end_it_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals, jobs: str) -> None:
    """Takes seconds, since the command must be in the midst of many pages.

    A signal may fall into the instant between making a temporary file and being ready to remove it: one run of three must leave none.
    """
    own_rules_only(tmp_path / "in")
    text = OWN_PAGE * 250
    write_pages(tmp_path / "in", {f"{n:03}.txt": text for n in range(300)})
    left = ["not run"]
    for attempt in range(3):
        if left:
            left = stopped(tmp_path / "in", tmp_path / f"out-{attempt}", number, jobs)
    assert left == []
    assert {path.read_text(encoding="utf-8") for path in (tmp_path / "in").glob("*.txt")} == {text}


def stopped(source: Path, out: Path, number: signal.Signals, jobs: str) -> list[str]:
    """Stop a run once it has written a page, and look at what is there; gives the temporary files that it left."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "KANWU_LANG": "en"}
    line = process_args("clean", source, "--out", out, "--jobs", jobs)

    def heeds() -> None:
        """A run that is itself in the background of a shell would hand down that the signal is ignored."""
        signal.signal(number, signal.SIG_DFL)

    pipe = subprocess.PIPE
    with subprocess.Popen(line, env=environ, stdout=pipe, stderr=pipe, start_new_session=True, preexec_fn=heeds) as process:
        assert process.stderr is not None
        until = time.monotonic() + 60
        while not list(out.glob("*.txt")) and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(process.pid, number)
        said = process.stderr.read().decode()
        assert process.wait(60) == 128 + number, said
    assert "stopped" in said
    assert "Traceback" not in said
    names = {path.name for path in out.rglob("*") if path.is_file()}
    texts = {name for name in names if name.endswith(".txt")}
    assert 0 < len(texts) < 300
    assert len({(out / name).read_bytes() for name in texts}) == 1
    assert {f"{name}.kanwu.jsonl" for name in texts} <= names
    return sorted(name for name in names if name.endswith((".tmp", ".lock")))


@posix
def test_a_signal_that_is_ignored_stays_ignored() -> None:
    program = (
        "import os, signal\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from cleanup.cli.stopping import stopping_in_order\n"
        "with stopping_in_order():\n"
        "    os.kill(os.getpid(), signal.SIGHUP)\n"
        "    print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)\n"
        "print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "False\nTrue\n"), done.stderr


@posix
def test_a_name_does_not_play_with_the_terminal(capsysbinary: Capture, tmp_path: Path) -> None:
    name = "a\x1b[31m\nb.txt"
    write_pages(tmp_path, {name: PAGE})
    ran = kanwu(capsysbinary, "check", tmp_path / name)
    assert ran.code == 1
    assert all(line.startswith(f"{tmp_path}/a\\x1b[31m\\nb.txt:") for line in ran.text.splitlines())
    missing = kanwu(capsysbinary, "check", tmp_path / "\x9b2Jnone.txt")
    assert missing.code == 2
    assert "\\x9b2Jnone.txt" in missing.err


def test_control_characters_are_escaped_and_others_kept() -> None:
    text = "渠\x1b水\t清\n了\x00\x7f\x9f\u3000,👪"
    assert escaped(text) == "渠\\x1b水\t清\n了\\x00\\x7f\\x9f\u3000,👪"
    assert in_one_line(text) == "渠\\x1b水\\t清\\n了\\x00\\x7f\\x9f\u3000,👪"
