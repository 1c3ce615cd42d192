"""Taking text away from a page without leaving an empty paragraph behind."""

from bisect import bisect_right

from cleanup.edits import Replace
from cleanup.rules.analysis import Analysis


def paragraph_of(analysis: Analysis, start: int, end: int) -> int:
    """The number of the paragraph that is all of the view's `start` to `end`, white space aside; -1 where the range is no paragraph."""
    paragraphs = analysis.paragraphs
    number = bisect_right(paragraphs, end - 1, key=lambda span: span[0]) - 1
    if number < 0:
        return -1
    low, high = paragraphs[number]
    text = analysis.text
    whole = start <= low or not text[low:start].strip()
    return number if whole and low < end and start < high and (end >= high or not text[end:high].strip()) else -1


def without(analysis: Analysis, start: int, end: int) -> tuple[Replace, ...]:
    """The edits that take the view's `start` to `end` away; a paragraph that is all taken goes with the break before it."""
    number = paragraph_of(analysis, start, end)
    if number < 0:
        return analysis.replaced(start, end, "")
    paragraphs = analysis.paragraphs
    low = paragraphs[number - 1][1] if number else paragraphs[number][0]
    high = paragraphs[1][0] if number == 0 and len(paragraphs) > 1 else paragraphs[number][1]
    return analysis.replaced(low, high, "") or analysis.replaced(start, end, "")
