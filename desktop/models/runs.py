"""What a finding or a fix does, in a few words of the page: runs of text that a panel draws each in its own way."""

from enum import StrEnum
from typing import NamedTuple

from cleanup.edits import Follow, Replace, Separator
from cleanup.finding import Finding, Fix
from cleanup.page import Page, Span

_AROUND = 6  # code points of context on each side of a replacement
_ENDS = 10  # code points of each line that a join brings together
_MOST = 18  # code points of a longer piece, its middle left out
# White space that a fix removes or puts must be seen.
_VISIBLE = str.maketrans({"\n": "↵", "\r": "", " ": "␣", "\t": "⇥", "\u00a0": "␣", "\u3000": "□", "\u2028": "↵", "\u2029": "↵"})


class Role(StrEnum):
    """What a run of a snippet is."""

    CONTEXT = "context"
    FLAGGED = "flagged"
    REMOVED = "removed"
    ADDED = "added"
    SEAM = "seam"


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
