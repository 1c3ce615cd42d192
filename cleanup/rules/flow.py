"""A text with its hard wraps closed, and the way back to the text that has them."""

from bisect import bisect_right
from collections.abc import Sequence

from cleanup.language.chars import is_chinese


class Flow:
    """The text as a reader reads it over its hard wraps: closed beside Chinese, one space between two words of Latin script.

    >>> flow = Flow("各级党\\n委和 the\\nparty", [(3, 4), (10, 11)])
    >>> flow.text, flow.view(2, 4)
    ('各级党委和 the party', (2, 5))
    """

    def __init__(self, text: str, wraps: Sequence[tuple[int, int]]) -> None:
        """`wraps` are the ranges of white space to close, in order and apart, with text on both sides."""
        parts: list[str] = []
        self._starts: list[int] = []
        self._views: list[int] = []
        at = length = 0
        for start, end in (*wraps, (len(text), len(text))):
            spaced = end < len(text) and not (is_chinese(text[start - 1]) or is_chinese(text[end]))
            part = text[at:start] + " " if spaced else text[at:start]
            self._starts.append(length)
            self._views.append(at)
            parts.append(part)
            length += len(part)
            at = end
        self.text = "".join(parts) if wraps else text

    def view(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` of this text stand in the text with its wraps; the range is not empty."""
        return self._view_at(start), self._view_at(end - 1) + 1

    def _view_at(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        return self._views[index] + offset - self._starts[index]
