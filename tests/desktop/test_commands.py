"""Runs of typing, and steps back and forth."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication

from cleanup.page import Page
from cleanup.review import Review
from desktop.commands import DecisionCommand, TypingCommand, TypingRun

PAGE = Page("p", "渡口重开。船工老秦说话了。")
WHEN = "2026-03-01T08:00:00Z"


@given(st.data())
def test_a_run_of_changes_in_one_place_is_one_change(data: st.DataObject) -> None:
    text = "渡口重开。船工老秦说话了。"
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    typed = data.draw(st.text("甲乙𠮷", max_size=3))
    run = TypingRun(Review(PAGE), start, end, typed, "r")
    now = text[:start] + typed + text[end:]
    assert run.expected == now
    for _ in range(data.draw(st.integers(0, 5))):
        low = data.draw(st.integers(0, len(now)))
        high = data.draw(st.integers(low, len(now)))
        more = data.draw(st.text("丙丁", max_size=2))
        touches = low <= run.start + len(run.text) and high >= run.start
        joined = run.joined(low, high, more)
        assert (joined is not None) is touches
        if joined is None:
            continue
        now = now[:low] + more + now[high:]
        run = joined
        assert run.expected == now
        assert run.id == "r"
    after = run.review("甲", WHEN)
    assert after.rendered.text == now
    assert len(after.decisions) == (0 if now == text else 1)


def test_steps_restore_the_values_they_hold(qapp: QApplication) -> None:
    stack = QUndoStack()
    seen: list[tuple[Review, str | None]] = []
    before = Review(PAGE)
    after = before.edit(0, 0, "老", who="甲", when=WHEN, id="e")
    stack.push(DecisionCommand("step", before, after, lambda r, f: seen.append((r, f)), "f"))
    stack.undo()
    stack.redo()
    assert [r for r, _ in seen] == [after, before, after]
    assert [f for _, f in seen] == ["f", "f", "f"]


def test_typing_merges_by_run_and_vanishes_where_it_is_taken_back(qapp: QApplication) -> None:
    stack = QUndoStack()
    seen: list[Review] = []

    def push(run: TypingRun) -> None:
        stack.push(TypingCommand("typing", run, run.review("甲", WHEN), lambda r, f: seen.append(r)))

    first = TypingRun(Review(PAGE), 2, 2, "甲", "one")
    push(first)
    longer = first.joined(3, 3, "乙")
    assert longer is not None
    push(longer)
    assert stack.count() == 1
    assert seen[-1].rendered.text == "渡口甲乙重开。船工老秦说话了。"
    other = TypingRun(seen[-1], 0, 0, "丙", "two")
    push(other)
    assert stack.count() == 2
    stack.undo()
    assert seen[-1].rendered.text == "渡口甲乙重开。船工老秦说话了。"
    gone = longer.joined(2, 4, "")
    assert gone is not None
    push(gone)
    assert stack.count() == 0
    assert seen[-1] == Review(PAGE)
