"""The Tab key: through every control that can be seen, in the order in which they stand, wherever the docks were put."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def tab_stops(parts: Iterable[QWidget]) -> list[QWidget]:
    """The controls that Tab reaches: part after part, in each of them line by line."""
    return [control for part in parts if part.isVisible() for control in _in_lines(part)]


def in_reading_order(centre: QWidget, around: Iterable[QWidget]) -> list[QWidget]:
    """The middle of a window and what stands around it: left of it, above, itself, right of it, below."""
    middle = _place(centre, centre.window())

    def where(part: QWidget) -> tuple[int, int, int]:
        place = _place(part, centre.window())
        left, above, right = place.right() < middle.left(), place.bottom() < middle.top(), place.left() > middle.right()
        return 0 if left else 1 if above else 3 if right else 4, place.left(), place.top()

    sorted_around = sorted((part for part in around if part.window() is centre.window()), key=where)
    before = [part for part in sorted_around if where(part)[0] < 2]
    return [*before, centre, *(part for part in sorted_around if part not in before)]


def go_on(stops: list[QWidget], *, forward: bool) -> bool:
    """Gives the keyboard to the next control, or the one before, going round; False where the one that has it is none of them."""
    focus = QApplication.focusWidget()
    if focus not in stops:
        return False
    wanted = stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)]
    wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    above = wanted.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(wanted)
        above = above.parentWidget()
    return True


def _in_lines(part: QWidget) -> list[QWidget]:
    """The controls of a part, and itself where it is one; those whose middles lie in the height of another one stand in its line."""
    # What can be scrolled keeps its order wherever it was scrolled to: it is ordered by itself, and stands where its view does.
    groups = [(_place(widget, part), _scrolled(widget)) for widget in _outermost(part)]
    groups.sort(key=lambda group: group[0].top())
    lines: list[list[tuple[QRect, list[QWidget]]]] = []
    bottom = -1
    for place, group in groups:
        if not lines or place.center().y() > bottom:
            lines.append([])
            bottom = place.bottom()
        lines[-1].append((place, group))
    return [widget for line in lines for _, group in sorted(line, key=lambda one: one[0].left()) for widget in group]


def _outermost(part: QWidget) -> list[QWidget]:
    """The controls of a part without those that are scrolled, whose views stand for them."""
    found = [part] if _is_stop(part) else []
    for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isVisible() or child.isWindow():
            continue
        if isinstance(child, QScrollArea):
            found.append(child)
        else:
            found += _outermost(child)
    return found


def _scrolled(widget: QWidget) -> list[QWidget]:
    """A control, with what is scrolled in it."""
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    return [*([widget] if _is_stop(widget) else []), *([] if inside is None else _in_lines(inside))]


def _is_stop(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
    )


def _place(widget: QWidget, ground: QWidget) -> QRect:
    return QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())
