"""What a finding suggests for a list of strings that are never flagged or always changed."""

from typing import NamedTuple

from cleanup.edits import Replace
from cleanup.finding import Finding
from cleanup.page import Page, Span


class Wording(NamedTuple):
    """A string as the page has it, and what a fix puts in its place; both empty where that is no string of one line."""

    before: str = ""
    after: str = ""


def wording_of(page: Page, finding: Finding, alternative: int = 0) -> Wording:
    """The string that a finding flags, of several places the first, and what one of its fixes makes of that (else the same string)."""
    span = next((span for span in finding.spans if span.start < span.end), None)
    before = "" if span is None else page.text[slice(*span)]
    if span is None or before.splitlines() != [before]:
        return Wording()
    after = _fixed(page, finding, span, alternative)
    return Wording(before, after if len(after.splitlines()) <= 1 else before)


def _fixed(page: Page, finding: Finding, span: Span, alternative: int) -> str:
    fixes = finding.fixes[alternative : alternative + 1] if alternative >= 0 else ()
    inside = [
        edit for fix in fixes for edit in fix.edits if isinstance(edit, Replace) and span.start <= edit.start and edit.end <= span.end
    ]
    text, at = "", span.start
    for edit in sorted(inside):
        text += page.text[at : edit.start] + edit.after
        at = edit.end
    return text + page.text[at : span.end]
