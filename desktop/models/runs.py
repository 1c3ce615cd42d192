"""What a finding or a fix does, in a few words of the page: runs of text that a panel draws each in its own way."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from cleanup.compare.differences import differences
from cleanup.compare.seams import Seam
from cleanup.edits import Follow, Replace, Separator
from cleanup.finding import Finding, Fix
from cleanup.page import Page, Span

_AROUND = 6  # code points of context on each side of a replacement
_ENDS = 10  # code points of each line that a join brings together
_CONTEXT = 24  # code points on each side of a change that is shown before and after
_FAR = 160  # code points between the first and last of several changes that are still shown together
_SAME = 18  # equal code points at each side of a difference, of a longer run of them
_MOST = 18  # code points of a longer piece, its middle left out
# White space that a fix removes or puts must be seen.
_LINE_ENDS = str.maketrans({"\n": "↵", "\r": "", "\u3000": " ", "\u2028": "↵", "\u2029": "↵"})
_VISIBLE = str.maketrans({"\n": "↵", "\r": "", " ": "␣", "\t": "⇥", "\u00a0": "␣", "\u3000": "□", "\u2028": "↵", "\u2029": "↵"})


class Role(StrEnum):
    """What a run of a snippet is."""

    CONTEXT = "context"
    FLAGGED = "flagged"
    REMOVED = "removed"
    ADDED = "added"
    SEAM = "seam"
    CROSSED = "crossed"


class Run(NamedTuple):
    """A piece of text with its role."""

    text: str
    role: Role


Runs = tuple[Run, ...]


def finding_runs(page: Page, finding: Finding) -> Runs:
    """The flagged text in its context, with what the first fix makes of it."""
    if finding.fixes and finding.fixes[0].edits:
        return fix_runs(page, finding.fixes[0])
    if not finding.spans:
        return ()
    span = finding.spans[0]
    flagged = Run(_short(_visible(page.text[span.start : span.end])), Role.FLAGGED)
    return _around(page.text, span, [flagged])


def fix_runs(page: Page, fix: Fix) -> Runs:
    """What a fix does at its first edit; () for a fix that leaves the text as it is."""
    if not fix.edits:
        return ()
    first = fix.edits[0]
    follow = first if isinstance(first, Follow) else next((e for e in fix.edits if isinstance(e, Follow)), None)
    if follow is not None:
        return _follow_runs(page.text, follow)
    longest = max((e for e in fix.edits if isinstance(e, Replace)), key=lambda e: len(e.before) + len(e.after))
    made = []
    if longest.before:
        made.append(Run(_short(_visible(longest.before)), Role.REMOVED))
    if longest.after:
        made.append(Run(_short(_visible(longest.after)), Role.ADDED))
    return _around(page.text, Span(longest.start, longest.end), made)


def before_and_after(page: Page, fix: Fix) -> tuple[Runs, Runs]:
    """What the source reads around a fix's replacements, and what it makes of it; ((), ()) for a fix that only orders lines.

    Only characters that differ are marked. Of replacements far apart the longest is shown, with those near it.
    """
    replaces = sorted(edit for edit in fix.edits if isinstance(edit, Replace))
    if not replaces:
        return (), ()
    longest = max(replaces, key=lambda e: len(e.before) + len(e.after))
    replaces = [e for e in replaces if max(longest.end, e.end) - min(longest.start, e.start) < _FAR or e is longest]
    start = max(0, replaces[0].start - _CONTEXT)
    before: list[Run] = []
    after: list[Run] = []
    at = start
    for edit in replaces:
        _add_both(before, after, page.text[at : edit.start])
        for piece in differences(edit.before, edit.after):
            old, new = edit.before[piece.start : piece.end], edit.after[piece.other_start : piece.other_end]
            if piece.same:
                _add_both(before, after, old)
            else:
                before.append(Run(_visible_all(old), Role.REMOVED))
                after.append(Run(_visible_all(new), Role.ADDED))
        at = edit.end
    _add_both(before, after, page.text[at : at + _CONTEXT])
    return tuple(run for run in before if run.text), tuple(run for run in after if run.text)


def seam_runs(page: Page, seam: Seam) -> tuple[Runs, Runs]:
    """Both sides of a join, the parts of the word that crosses it marked; () for a side that is the page's top or end."""
    tail: Runs = ()
    head: Runs = ()
    if seam.tail is not None:
        cut = seam.tail.end - seam.in_tail
        made = (Run(_one_line(page.text[seam.tail.start : cut]), Role.CONTEXT), Run(page.text[cut : seam.tail.end], Role.CROSSED))
        tail = tuple(run for run in made if run.text)
    if seam.head is not None:
        cut = seam.head.start + seam.in_head
        made = (Run(page.text[seam.head.start : cut], Role.CROSSED), Run(_one_line(page.text[cut : seam.head.end]), Role.CONTEXT))
        head = tuple(run for run in made if run.text)
    return tail, head


def compared_runs(texts: tuple[str, str], pieces: Sequence[tuple[bool, int, int, int, int]]) -> tuple[Runs, Runs]:
    """Two texts with what differs marked; long stretches that are the same in both are shortened alike."""
    made: tuple[list[Run], list[Run]] = ([], [])
    for number, (same, *places) in enumerate(pieces):
        for side, (start, end) in enumerate((places[:2], places[2:])):
            text = texts[side][start:end]
            if same and len(text) > 2 * _SAME + 4:
                first, last = number == 0, number == len(pieces) - 1
                text = f"{'' if first else text[:_SAME]}…{'' if last else text[-_SAME:]}" if len(pieces) > 1 else _short_end(text)
            if text:
                made[side].append(Run(text, Role.CONTEXT if same else (Role.REMOVED, Role.ADDED)[side]))
    return tuple(made[0]), tuple(made[1])


def _short_end(text: str) -> str:
    return text if len(text) <= 3 * _SAME else f"{text[: 3 * _SAME]}…"


def _add_both(before: list[Run], after: list[Run], text: str) -> None:
    shown = _shortened(text).translate(_LINE_ENDS)
    before.append(Run(shown, Role.CONTEXT))
    after.append(Run(shown, Role.CONTEXT))


def _visible_all(text: str) -> str:
    """A text in one line, shortened where it is long; its line ends and spaces are seen."""
    return _shortened(text).translate(_VISIBLE)


def _shortened(text: str) -> str:
    return text if len(text) <= _FAR else f"{text[: _FAR // 2]}…{text[-_FAR // 4 :]}"


def plain(runs: Runs) -> str:
    """The runs as one string, for a screen reader and for tests."""
    return "".join(f"[{run.text}]" if run.role in (Role.REMOVED, Role.FLAGGED) else run.text for run in runs)


def _follow_runs(text: str, follow: Follow) -> Runs:
    left = "⊢" if follow.tail is None else _one_line(text[max(follow.tail.start, follow.tail.end - _ENDS) : follow.tail.end])
    right = "⊣" if follow.head is None else _one_line(text[follow.head.start : min(follow.head.end, follow.head.start + _ENDS)])
    arrow = {Separator.JOIN: "⟶", Separator.SPACE: "␣⟶", Separator.LINE: "↵⟶", Separator.PARAGRAPH: "¶⟶"}[follow.separator]
    return (Run(left, Role.CONTEXT), Run(arrow, Role.SEAM), Run(right, Role.CONTEXT))


def _around(text: str, span: Span, middle: list[Run]) -> Runs:
    before = _one_line(text[max(0, span.start - _AROUND) : span.start])
    after = _one_line(text[span.end : span.end + _AROUND])
    runs = [Run(before, Role.CONTEXT), *middle, Run(after, Role.CONTEXT)]
    return tuple(run for run in runs if run.text)


def _one_line(text: str) -> str:
    return " ".join(text.split()) if text.strip() else ""


def _visible(text: str) -> str:
    return text.translate(_VISIBLE) if not text.strip() or len(text) < _MOST else _one_line(text)


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST * 2 // 3]}…{text[-_MOST // 3 :]}"
