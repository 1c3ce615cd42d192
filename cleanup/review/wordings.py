"""What a finding suggests for a list of strings that are never flagged or always changed."""

from typing import Final, NamedTuple

from cleanup.edits import Follow, Replace
from cleanup.finding import Finding
from cleanup.page import Page, Span

_LONGEST: Final = 60  # code points: a list holds words, no passages


class Wording(NamedTuple):
    """A string as the page has it, and what a fix puts in its place; both empty where that is no short string of one line."""

    before: str = ""
    after: str = ""


def wording_of(page: Page, finding: Finding, alternative: int = 0) -> Wording:
    """The string that a finding flags, of several places the first, and what one of its fixes makes of that (else the same string).

    What a finding of the reading order flags are whole lines, and none of them is wrong.
    """
    span = next((span for span in finding.spans if span.start < span.end), None)
    before = "" if span is None else page.text[slice(*span)]
    orders = any(isinstance(edit, Follow) for fix in finding.fixes for edit in fix.edits)
    if span is None or orders or len(before) > _LONGEST or before.splitlines() != [before]:
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
