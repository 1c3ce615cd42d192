"""The benchmarks measure what they say: pages are the same each time, every stage runs, and the costs of a command are its own."""

import sys
from pathlib import Path

import pytest

from seeds.recipe import RECIPES
from tests.benchmarks.clock import cost_of, in_turns
from tests.benchmarks.pages import KINDS, LENGTH, page_of, page_text, page_texts, write_records
from tests.benchmarks.report import Goal, Report
from tests.benchmarks.stages import RULE_STAGES, STAGES, Subject, prepare


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """One page, taken through all stages."""
    return prepare("blocks", tmp_path_factory.mktemp("page"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_typical_and_always_the_same(kind: str) -> None:
    first = page_text(KINDS[kind])
    page_of.cache_clear()
    assert page_text(KINDS[kind]) == first
    assert 0.85 * LENGTH < len(first) < 1.25 * LENGTH
    assert KINDS[kind] in RECIPES


def test_no_two_pages_of_a_folder_are_alike(tmp_path: Path) -> None:
    texts = list(page_texts(9, drawn=3))
    assert len({text[3000:3400] for text in texts}) == 9
    assert write_records(tmp_path / "pages.jsonl", 2) > 2 * 10_000


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_runs_again_and_again(stage: str, subject: Subject) -> None:
    """What is timed must do the same each time: the second run gives as much as the first."""
    once, again = STAGES[stage](subject), STAGES[stage](subject)
    assert once is not None
    assert type(once) is type(again)
    if stage in RULE_STAGES:
        assert once == again


def test_the_page_has_work_for_the_rules(subject: Subject) -> None:
    assert subject.settled.taken
    assert not subject.settled.broken
    assert subject.undecided


def test_the_cost_of_a_command_is_its_own() -> None:
    filler = bytearray(200_000_000)  # what this process holds must not count
    cost = cost_of([sys.executable, "-I", "-S", "-c", "held = bytearray(40_000_000); held[::4096] = bytes(len(held[::4096]))"])
    assert 40 < cost.peak < 90
    assert len(filler) > 0
    assert cost.cpu > 0
    assert cost.wall > 0


def test_a_command_that_fails_is_not_timed() -> None:
    with pytest.raises(RuntimeError, match="nonsense"):
        cost_of([sys.executable, "-c", "import sys; sys.stderr.write('nonsense'); sys.exit(2)"])


def test_sides_take_turns() -> None:
    called: list[str] = []
    times = in_turns({"a": lambda: called.append("a"), "b": lambda: called.append("b")}, 2)
    assert "".join(called) == "baabba"
    assert [len(taken.rounds) for taken in times.values()] == [2, 2]


def test_goals_are_counted_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    assert report.judge("start", 0.2, Goal(0.35, "s")) == "≤ 0.35 s met"
    assert report.judge("two processes", 1.2, Goal(1.6, "times", least=True)) == "≥ 1.6 times missed"
    report.table("Figures", ["", "ms"], [["中文", "1.0"], ["a", "10.0"]], "a note")
    report.close()
    assert capsys.readouterr().out.splitlines() == [
        "",
        "Figures",
        "          ms",
        "  中文   1.0",
        "  a     10.0",
        "  a note",
        "",
        "Goals: 1 met, 1 missed",
        "  missed  two processes: 1.2 times (goal ≥ 1.6 times)",
    ]
