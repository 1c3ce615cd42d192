"""Many pages at once: several processes give what one gives, a process that dies takes one thing down, memory stays flat."""

import json
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cleanup.batch import pool, streaming
from cleanup.batch.cleaning import Cleaner, CleanTask
from cleanup.batch.files import replacing
from cleanup.batch.inputs import gather
from cleanup.batch.planning import plan_cleaning
from cleanup.batch.pool import CHUNK_BYTES, CHUNK_THINGS, PAYS_FROM, Pool, chunks, processes, run
from cleanup.batch.settings import RuleBook, configured
from cleanup.batch.streaming import clean_all
from cleanup.batch.taking import Taking
from cleanup.messages import KanwuError
from tests.commands import CLEAN_PAGE, OWN_PAGE, PAGE, Ran, kanwu, kanwu_process, own_rules_only, tree, write_pages

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


@dataclass(frozen=True)
class Thing:
    """A number, and how heavy it is."""

    number: int
    size: int = CHUNK_BYTES


@dataclass(frozen=True)
class Doubler:
    """Doubles numbers; dies over one of them, and takes its time over another."""

    dies_over: int = -1
    slow_over: int = -1

    def __call__(self, thing: Thing, /) -> tuple[int, bool]:
        if thing.number == self.dies_over:
            os._exit(9)
        if thing.number == self.slow_over:
            time.sleep(0.2)
        return 2 * thing.number, multiprocessing.parent_process() is not None

    def lost(self, thing: Thing, /) -> tuple[int, bool]:
        return -thing.number, False


def test_chunks_are_bounded_by_number_and_size() -> None:
    assert [len(chunk) for chunk in chunks([Thing(n, 1) for n in range(40)])] == [CHUNK_THINGS, CHUNK_THINGS, 8]
    assert [len(chunk) for chunk in chunks([Thing(n, CHUNK_BYTES // 2) for n in range(5)])] == [2, 2, 1]
    assert list(chunks(iter(()))) == []


@pytest.mark.parametrize("start", sorted(set(multiprocessing.get_all_start_methods()) & {"fork", "spawn"}))
def test_results_come_in_order_from_other_processes(start: str) -> None:
    results = list(run(Doubler(slow_over=1), [Thing(n) for n in range(12)], 2, start=start))
    assert results == [(2 * n, True) for n in range(12)]


@dataclass(frozen=True)
class Who:
    """Says which process it is in."""

    def __call__(self, thing: Thing, /) -> int:
        return os.getpid()

    def lost(self, thing: Thing, /) -> int:
        return 0


def test_run_after_run_is_done_by_the_same_processes_which_then_end() -> None:
    before = set(multiprocessing.active_children())
    things = [Thing(n) for n in range(12)]
    with Pool(2) as workers:
        workers.begin()
        assert len(set(multiprocessing.active_children()) - before) == 2
        first, second = set(workers.run(Who(), things)), set(workers.run(Who(), things))
        started = {process.pid for process in set(multiprocessing.active_children()) - before}
        assert first | second <= started
        assert len(started) == 2
    assert not set(multiprocessing.active_children()) - before


def test_a_pool_goes_on_with_other_processes_when_one_has_died() -> None:
    with Pool(2) as workers:
        assert [value for value, _ in workers.run(Doubler(dies_over=1), [Thing(n) for n in range(3)])] == [0, -1, 4]
        assert [value for value, _ in workers.run(Doubler(), [Thing(n) for n in range(3)])] == [0, 2, 4]


def test_processes_that_died_while_nothing_was_asked_of_them_are_replaced() -> None:
    before = set(multiprocessing.active_children())
    things = [Thing(n) for n in range(6)]
    with Pool(2) as workers:
        workers.begin()
        for process in set(multiprocessing.active_children()) - before:
            process.kill()
            process.join(10)
        assert [value for value, _ in workers.run(Doubler(), things)] == [2 * n for n in range(6)]


def test_one_job_stays_in_this_process() -> None:
    assert list(run(Doubler(), [Thing(n) for n in range(3)], 1)) == [(0, False), (2, False), (4, False)]


def test_a_process_that_dies_takes_one_thing_down() -> None:
    results = [value for value, _ in run(Doubler(dies_over=5), [Thing(n, CHUNK_BYTES // 4) for n in range(20)], 2)]
    assert results == [-5 if n == 5 else 2 * n for n in range(20)]


def test_things_are_read_only_a_little_ahead() -> None:
    read = 0

    def things() -> Iterator[Thing]:
        nonlocal read
        for number in range(100):
            read += 1
            yield Thing(number)

    results = run(Doubler(), things(), 2)
    assert next(results) == (0, True)
    assert read <= 2 * pool.IN_FLIGHT + 1
    results.close()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Writer:
    """Writes a file for each thing, the first at once and the others never quite."""

    folder: Path

    def __call__(self, thing: Thing, /) -> int:
        with replacing(self.folder / f"{thing.number}.txt") as file:
            file.write(b"half")
            if thing.number:
                time.sleep(60)
        return thing.number

    def lost(self, thing: Thing, /) -> int:
        return -1


def test_a_run_that_is_given_up_leaves_no_process_no_thread_and_no_half_file_behind(tmp_path: Path) -> None:
    before, threads = set(multiprocessing.active_children()), set(threading.enumerate())
    results = run(Writer(tmp_path), [Thing(n) for n in range(50)], 2)
    assert next(results) == 0
    deadline = time.monotonic() + 30
    while len(list(tmp_path.glob(".kanwu-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    results.close()  # type: ignore[attr-defined]
    assert not set(multiprocessing.active_children()) - before
    assert not set(threading.enumerate()) - threads
    assert [path.name for path in tmp_path.iterdir()] == ["0.txt"]


def test_processes_are_started_only_where_they_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "cores", lambda: 4)
    assert processes(None, PAYS_FROM - 1) == 1
    assert processes(8, PAYS_FROM - 1) == 1
    assert processes(None, PAYS_FROM) == 4
    assert processes(2, PAYS_FROM) == 2
    assert processes(1, PAYS_FROM) == 1


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages of all forms, a bad one among them, and limits so low that processes and streams are used for them."""
    monkeypatch.setattr(pool, "PAYS_FROM", 0)
    monkeypatch.setattr(pool, "CHUNK_THINGS", 2)
    monkeypatch.setattr(streaming, "LARGE", 2000)
    monkeypatch.setattr(streaming, "CHUNK", 700)
    monkeypatch.setattr("cleanup.batch.checking._RECORDS_BYTES", 700)
    records = [json.dumps({"id": f"r{n}", "text": PAGE if n % 3 else OWN_PAGE, "n": n}, ensure_ascii=n == 4) for n in range(14)]
    return write_pages(
        tmp_path / "in",
        {
            "a.txt": PAGE,
            "bad.txt": b"%PDF-1.7",
            "gb.txt": PAGE.replace("\n", "\r\n").encode("gb18030"),
            "many/r.jsonl": "\n\n".join(records) + "\n",
            "many/worse.jsonl": "\n".join([*records, records[0]]),
            **{f"z{n}.txt": PAGE * (n + 1) for n in range(4)},
        },
    )


def cleaned(capsysbinary: Capture, corpus: Path, jobs: int) -> tuple[Ran, dict[str, bytes]]:
    out = corpus.parent / "out"
    ran = kanwu(capsysbinary, "clean", corpus, "--out", out, "--accept", "ask", "--jobs", str(jobs))
    written = tree(out)
    for name in written:
        (out / name).unlink()
    return ran, written


def test_two_processes_write_the_bytes_of_one(capsysbinary: Capture, corpus: Path) -> None:
    one, of_one = cleaned(capsysbinary, corpus, 1)
    two, of_two = cleaned(capsysbinary, corpus, 2)
    assert of_two == of_one
    assert two == one
    assert one.code == 2
    assert {name for name in of_one if not name.endswith(".kanwu.jsonl")} == {
        "a.txt",
        "gb.txt",
        "many/r.jsonl",
        *(f"z{n}.txt" for n in range(4)),
    }
    assert "worse.jsonl" in one.err
    assert "bad.txt" in one.err


def test_two_processes_find_in_order_what_one_finds(capsysbinary: Capture, corpus: Path) -> None:
    one = kanwu(capsysbinary, "check", corpus, "--format", "jsonl", "--jobs", "1")
    two = kanwu(capsysbinary, "check", corpus, "--format", "jsonl", "--jobs", "2")
    assert two.out == one.out
    assert len(one.out.splitlines()) > 50
    assert (one.code, two.code) == (2, 2)
    assert {line for line in two.err.splitlines() if line.startswith("kanwu:")} == {
        line for line in one.err.splitlines() if line.startswith("kanwu:")
    }


def test_two_processes_replay_what_one_replays(capsysbinary: Capture, corpus: Path) -> None:
    kanwu(capsysbinary, "clean", corpus, "--out", corpus.parent / "out", "--jobs", "2")
    for jobs in ("1", "2"):
        args: list[str | Path] = [corpus.parent / "out", "--source", corpus, "--out", corpus.parent / f"again{jobs}", "--jobs", jobs]
        assert kanwu(capsysbinary, "apply", *args).code == 0
    assert tree(corpus.parent / "again1") == tree(corpus.parent / "again2")
    assert tree(corpus.parent / "again1") == tree(corpus.parent / "out", without=[".kanwu.jsonl"])


def test_a_second_run_over_records_changes_nothing(capsysbinary: Capture, corpus: Path) -> None:
    args: list[str | Path] = ["clean", corpus / "many" / "r.jsonl", "--out", corpus.parent / "out", "--accept", "ask", "--jobs", "2"]
    kanwu(capsysbinary, *args)
    before = tree(corpus.parent / "out")
    ran = kanwu(capsysbinary, *args)
    assert "taken" not in ran.text
    assert tree(corpus.parent / "out") == before


def test_the_work_can_be_sent_to_processes_that_start_from_nothing(tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    inputs = gather([write_pages(tmp_path / "in", {"a.txt": OWN_PAGE, "b.txt": OWN_PAGE * 2})])
    settings = configured(inputs)
    cleaner = Cleaner(RuleBook(settings.configs), Taking("ask"), "en")
    plan = plan_cleaning(inputs, settings.of, out=tmp_path / "out")
    reports = list(run(cleaner, plan.tasks, 2, start="spawn"))
    assert [report.tally.failures for report in reports] == [[], []]
    assert (tmp_path / "out" / "b.txt").read_text("utf-8").startswith("临河市昨日通车。\n")


def test_a_process_that_dies_over_a_page_is_told_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_rules_only(tmp_path)
    inputs = gather([write_pages(tmp_path / "in", {f"{n}.txt": OWN_PAGE for n in range(6)})])
    true = Cleaner.__call__

    def deadly(self: Cleaner, task: CleanTask, /) -> object:
        if task.item.path.name == "3.txt":
            os._exit(9)
        return true(self, task)

    monkeypatch.setattr(Cleaner, "__call__", deadly)
    settings = configured(inputs)
    plan = plan_cleaning(inputs, settings.of, out=tmp_path / "out")
    with Pool(2) as pool:
        reports = list(clean_all(Cleaner(RuleBook(settings.configs), Taking(), "en"), plan.tasks, pool))
    assert [bool(report.tally.failures) for report in reports] == [False, False, False, True, False, False]
    assert "died" in reports[3].tally.failures[0].text
    assert len(tree(tmp_path / "out", without=[".kanwu.jsonl"])) == 5


def test_a_file_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    with replacing(path) as file:
        file.write(b"first")
        assert not path.exists()
    assert path.read_bytes() == b"first"

    def half() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        half()
    assert [(p.name, p.read_bytes()) for p in path.parent.iterdir()] == [("a.txt", b"first")]


def test_a_place_that_cannot_be_written_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KanwuError, match="cannot be written"), replacing(tmp_path / "file" / "below.txt"):
        pass


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak memory as Linux counts it")
def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    """Slow, since memory shows only over some megabytes: a file ten times as long may take at most a quarter more."""
    own_rules_only(tmp_path)
    record = json.dumps({"text": OWN_PAGE + CLEAN_PAGE * 100}, ensure_ascii=False) + "\n"
    peaks = []
    for count in (20, 200):
        (tmp_path / "r.jsonl").write_text(record * count, encoding="utf-8")
        program = (
            "import resource,sys; from cleanup.cli import main; "
            f"main(['clean',{str(tmp_path / 'r.jsonl')!r},'--out',{str(tmp_path / 'out')!r},'--jobs','1']); "
            "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
        )
        import subprocess

        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=True)
        peaks.append(int(done.stderr.splitlines()[-1]))
    assert peaks[1] < 1.25 * peaks[0]


@pytest.mark.slow
def test_the_pool_is_used_from_the_command_line(tmp_path: Path) -> None:
    """Slow, since processes are only started for two megabytes: the same output as with one, and nothing else in its folder."""
    own_rules_only(tmp_path)
    write_pages(tmp_path / "in", {f"{n:02}.txt": OWN_PAGE + CLEAN_PAGE * 1050 for n in range(20)})
    assert sum(path.stat().st_size for path in (tmp_path / "in").iterdir()) > PAYS_FROM
    ran = [kanwu_process("clean", "in", "--out", f"out{jobs}", "--jobs", str(jobs), cwd=tmp_path) for jobs in (1, 2)]
    assert ran[0] == ran[1]
    assert ran[0].code == 1
    assert tree(tmp_path / "out1") == tree(tmp_path / "out2")


def test_the_names_of_patches_are_those_of_the_patch_file() -> None:
    from cleanup import patch_paths as paths
    from cleanup.batch import places

    assert (places.PATCH, places.JOURNAL) == (paths.PATCH, paths.JOURNAL)
