"""Where on the page a finding or an edit is."""

from cleanup.edits import Edit, Follow, Replace
from cleanup.finding import Finding
from cleanup.page import Page, Span


def flagged_text(page: Page, finding: Finding) -> str:
    """The text a finding flags, which a rejection of scope STRING reaches wherever the rule flags it again."""
    return "\n".join(page.text[span.start : span.end] for span in finding.spans)


def touch(one: Edit, other: Edit) -> bool:
    """Whether two edits change the same place: their ranges meet, or they lead from or to the same line."""
    if isinstance(one, Replace) and isinstance(other, Replace):
        return one.start <= other.end and other.start <= one.end
    if isinstance(one, Follow) and isinstance(other, Follow):
        return one.tail == other.tail or (one.head is not None and one.head == other.head)
    return False


def spans_of(edit: Edit) -> tuple[Span, ...]:
    """The source spans an edit names."""
    if isinstance(edit, Replace):
        return (Span(edit.start, edit.end),)
    return tuple(span for span in (edit.tail, edit.head) if span is not None)
