"""The marks in the two texts: drawn by shape, painted where they change alone, and kept with the text that they stand on."""

import pytest
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.page import Span
from desktop.models.marks import Mark, Style
from desktop.models.runs import Role
from desktop.offsets import text_of
from desktop.panels.cleaned_panel import CleanedText
from desktop.panels.mark_formats import TINTS, UNDERLINES
from desktop.panels.text_view import TextView
from desktop.theme import DARK, LIGHT


class Typist:
    """Answers an editor as the window does until the rules have answered: what is typed is taken up, marks are not made anew."""

    def __init__(self, text: str) -> None:
        self.view = CleanedText(LIGHT)
        self.text = text
        self.view.open_text(text, ())
        self.view.edit_requested.connect(self.take)

    def take(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self.view.take_typed(self.text)


def formats(view: TextView, line: int) -> list[tuple[int, int, QTextCharFormat]]:
    """What is drawn in a line: first unit, number of units, how."""
    block = view.document().findBlockByNumber(line)
    return [(f.start, f.length, QTextCharFormat(f.format)) for f in block.layout().formats()]


def chosen(view: TextView, line: int) -> list[tuple[int, int, QTextCharFormat]]:
    """What of the chosen finding is drawn over a line: first unit, number of units, how; what comes later lies over it."""
    block = view.document().findBlockByNumber(line)
    return [(a - block.position(), b - a, look) for a, b, look in view.chosen.drawn if 0 <= a - block.position() < block.length()]


def test_marks_are_drawn_by_shape_and_only_where_they_changed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    view = TextView(LIGHT)
    view.open_text("𠮷渡口重开\n船工老秦\n路灯", (Mark(1, 3, Style.DOUBT),), (Mark(5, 8, Style.SURE, chosen=True),))
    assert [(start, length) for start, length, _ in formats(view, 0)] == [(2, 2)]
    assert formats(view, 0)[0][2].underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    # A place as small as this has a halo.
    assert formats(view, 1) == []
    assert [(start, length) for start, length, _ in chosen(view, 1)] == [(0, 4), (0, 2)]
    assert [made.background().color().name() for _, _, made in chosen(view, 1)] == [LIGHT.halo, LIGHT.chosen]
    assert view.gutter.pointed == {0}
    drawn: list[int] = []
    draw = view.highlighter.highlightBlock

    def spy(text: str) -> None:
        drawn.append(view.highlighter.currentBlock().blockNumber())
        draw(text)

    monkeypatch.setattr(view.highlighter, "highlightBlock", spy)
    view.set_marks((Mark(1, 3, Style.DOUBT), Mark(6, 8, Style.ACCEPTED, gone=True)))
    assert 0 not in drawn
    assert 1 in drawn
    assert formats(view, 1)[0][2].fontStrikeOut()
    view.set_theme(DARK)
    assert formats(view, 0)[0][2].underlineColor().name() == DARK.marks[Style.DOUBT]


def test_going_to_another_finding_paints_a_line_and_not_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(400, 300)
    lines = [f"第{number}行渡口重开" for number in range(12)]
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(12)]
    view.open_text("\n".join(lines), [Mark(start, start + 2, Style.DOUBT) for start in starts])
    with qtbot.waitExposed(view):
        view.show()
    told: list[tuple[int, int]] = []
    view.updateRequest.connect(lambda rect, _dy: told.append((rect.top(), rect.bottom())))

    def place(number: int) -> tuple[int, int]:
        top = view.height_of(starts[number])
        return top, top + view.fontMetrics().lineSpacing()

    def is_near(painted: tuple[int, int], *numbers: int) -> bool:
        return any(painted[0] >= place(number)[0] - 6 and painted[1] <= place(number)[1] + 6 for number in numbers)

    view.set_chosen([Mark(starts[3], starts[3] + 1, Style.DOUBT, chosen=True)])
    assert [told.pop() for _ in told[:]]
    view.set_chosen([Mark(starts[7], starts[7] + 1, Style.DOUBT, chosen=True)])
    assert told
    assert all(is_near(painted, 3, 7) for painted in told)
    told.clear()
    view.set_marks([Mark(start, start + 2, Style.ACCEPTED if start == starts[5] else Style.DOUBT) for start in starts])
    assert any(is_near(painted, 5) for painted in told)
    assert all(is_near(painted, 5, 7) for painted in told)


def test_a_line_that_changes_is_painted_alone_unless_it_becomes_higher(qapp: QApplication, qtbot: QtBot) -> None:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(300, 200)
    text = "\n".join(f"第{number}行,渡口重开" for number in range(40))
    view.open_text(text, ())
    with qtbot.waitExposed(view):
        view.show()
    painted: list[int] = []
    view.updateRequest.connect(lambda rect, _dy: painted.append(rect.height()))
    text = text.replace(",", "，", 1)
    view.change_text(text, ())
    assert painted
    assert max(painted) < view.viewport().height() // 2
    most, row = view.verticalScrollBar().maximum(), view.height_of(text.index("第3行")) - view.height_of(text.index("第2行"))
    longer = text.replace("第1行", "第1行" + "船工老秦说话" * 40)
    view.change_text(longer, ())
    come = view.verticalScrollBar().maximum() - most
    assert come > 5
    assert view.height_of(longer.index("第3行")) == view.height_of(longer.index("第1行")) + (come + 2) * row
    view.change_text(text, ())
    assert view.verticalScrollBar().maximum() == most
    assert view.height_of(text.index("第3行")) == view.height_of(text.index("第1行")) + 2 * row
    assert text_of(view.document().toRawText()) == text


def test_what_is_chosen_moves_with_what_is_typed(qapp: QApplication) -> None:
    follower = Typist("船工老秦\n路灯亮了")
    view = follower.view
    view.set_chosen([Mark(5, 7, Style.DOUBT, chosen=True)])

    def places() -> list[tuple[int, int]]:
        assert len(view.chosen.drawn) == len(view.extraSelections())
        return [(start, end) for start, end, _ in view.chosen.drawn]

    halo, place = places()
    assert place == (5, 7)
    for at, typed, wanted in ((0, "老", (6, 8)), (8, "下", (6, 8)), (6, "新", (7, 9)), (8, "甲", (7, 10))):
        cursor = view.textCursor()
        cursor.setPosition(at)
        cursor.insertText(typed)
        assert view.text == follower.text
        assert places()[-1] == wanted
    assert view.chosen.lines == {1}
    cursor.setPosition(7)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    assert view.chosen.lines == frozenset()
    assert halo != places()[-1]


def test_every_kind_of_mark_has_its_own_shape() -> None:
    assert set(UNDERLINES) | TINTS == set(Style)
    assert len(set(UNDERLINES.values())) == len(UNDERLINES)
    for theme in (LIGHT, DARK):
        assert len({*(theme.tints[style] for style in TINTS), theme.base, theme.chosen, theme.halo}) == len(TINTS) + 3


def test_marks_move_with_their_lines(qapp: QApplication) -> None:
    view = TextView(LIGHT)
    lines = [f"第{n}行字" for n in range(600)]
    view.open_text("\n".join(lines), [Mark(view_start, view_start + 1, Style.DOUBT) for view_start in range(0, 2000, 50)])
    text = "\n" + view.text
    marks = [Mark(start + 1, start + 2, Style.DOUBT) for start in range(0, 2000, 50)]
    view.change_text(text, marks)
    wanted = {view.document().findBlock(mark.start).blockNumber() for mark in marks if text[mark.start] != "\n"}
    assert {n for n in range(view.blockCount()) if formats(view, n)} == wanted


def test_the_gutter_shows_marks_by_shape_and_links_both_sides_of_a_join(qapp: QApplication, qtbot: QtBot) -> None:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(300, 200)
    text = "\n".join(f"第{n}行" for n in range(100))
    places = [text.index(f"第{n}行") for n in (1, 3, 90)]
    kinds = ((places[0], Style.ACCEPTED), (places[0], Style.DOUBT), (places[1], Style.MOVED))
    marks = [Mark(start, start + 2, style) for start, style in kinds]
    view.open_text(text, marks, [Mark(places[0], places[0] + 1, Style.DOUBT, chosen=True)], [Span(places[0], places[1])])
    view.show()
    qtbot.waitExposed(view)
    assert view.gutter.signs_of(1) == (Style.DOUBT, Style.ACCEPTED)
    assert view.gutter.signs_of(3) == (Style.MOVED,)
    assert view.gutter.signs_of(4) == ()
    assert view.gutter.links == ((1, 3),)
    ends = view.gutter.link_ends(1, 3)
    assert ends is not None
    assert 0 < ends[0] < ends[1] < view.gutter.height()
    image = view.gutter.grab().toImage()
    seam = QColor(LIGHT.runs[Role.SEAM])
    drawn = [y for y in range(image.height()) if any(_near(image.pixelColor(x, y), seam) for x in range(2, 6))]
    assert drawn
    assert drawn[0] <= ends[0] + 2
    assert drawn[-1] >= ends[1] - 2
    # One end far below: the line runs to the edge. Both above: there is none.
    assert view.gutter.link_ends(1, 90) == (ends[0], view.gutter.height())
    view.show_top(places[2])
    assert view.gutter.link_ends(1, 3) is None


def _near(one: QColor, other: QColor) -> bool:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue()) < 60


MARKED = "0123456789\n0123456789\nabc"


@pytest.mark.parametrize(
    ("start", "end", "text", "wanted"),
    [
        (0, 0, "xx", {0: [(5, 3)], 2: [(0, 2)]}),
        (4, 4, "x", {0: [(3, 4)], 2: [(0, 2)]}),
        (6, 6, "x", {0: [(3, 3)], 2: [(0, 2)]}),
        (2, 5, "", {0: [(2, 1)], 2: [(0, 2)]}),
        (2, 8, "", {2: [(0, 2)]}),
        (0, 10, "", {2: [(0, 2)]}),
        (11, 11, "\n", {0: [(3, 3)], 3: [(0, 2)]}),
        (8, 12, "", {1: [(0, 2)]}),
        (12, 12, "𠮷", {0: [(3, 3)], 2: [(0, 2)]}),
    ],
)
def test_marks_stay_with_the_text_that_is_typed_into(
    qapp: QApplication, start: int, end: int, text: str, wanted: dict[int, list[tuple[int, int]]]
) -> None:
    view = CleanedText(LIGHT)
    view.open_text(MARKED, (Mark(3, 6, Style.DOUBT), Mark(22, 24, Style.DOUBT)))
    view.edit_requested.connect(lambda first, last, put: view.take_typed(view.text[:first] + put + view.text[last:]))
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
    assert view.text == MARKED[:start] + text + MARKED[end:]
    shown = {n: [(a, b) for a, b, _ in formats(view, n)] for n in range(view.blockCount()) if formats(view, n)}
    assert shown == wanted
