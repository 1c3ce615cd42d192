"""What is looked for: words as they stand, or a regular expression that cannot take for ever."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from cleanup.messages import KanwuError
from cleanup.rules.pattern_cost import CostlyPatternError, bounded, steps_of

MOST_WORK: Final = 200_000_000
"""Steps of the worst case that one search over one text may take: some seconds."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: `text` as it stands, or as a regular expression; `case` tells capitals from small letters.

    A single character is as good as any text.
    """

    text: str
    regex: bool = False
    case: bool = False


class Match(NamedTuple):
    """A place that was found, and what was looked for there."""

    start: int
    end: int
    found: re.Match[str]


class Search:
    """A query made ready; KanwuError where it is empty, no regular expression, or one that could take too long."""

    def __init__(self, query: Query) -> None:
        if not query.text:
            raise KanwuError("search.empty")
        self.query = query
        self._steps = 1
        flags = re.MULTILINE if query.case else re.MULTILINE | re.IGNORECASE
        pattern = re.escape(query.text)
        try:
            if query.regex:
                re.compile(query.text)
                pattern = bounded(query.text)
                self._steps = steps_of(query.text)
            self._pattern = re.compile(pattern, flags)
        except (re.error, RecursionError, OverflowError) as error:
            raise KanwuError("search.pattern", reason=str(error)) from error
        except CostlyPatternError as error:
            raise KanwuError("search.costly", part=str(error)) from error

    def all(self, text: str) -> Iterator[Match]:
        """The places in a text, none of them empty; KanwuError where the text is too long for so costly an expression."""
        if self._steps * len(text) > MOST_WORK:
            raise KanwuError("search.too-long", length=len(text))
        return (Match(m.start(), m.end(), m) for m in self._pattern.finditer(text) if m.end() > m.start())

    def may_be_in(self, text: str) -> bool:
        """Whether a text that nobody has changed can hold what is looked for at all; never wrong when it says no."""
        if self.query.regex:
            return self._steps * len(text) > MOST_WORK or self._pattern.search(text) is not None
        return self._pattern.search(text) is not None

    def replacement(self, match: Match, wanted: str) -> str:
        r"""What takes the place of a match: `wanted` as it stands; for a regular expression with `\1` and `\g<name>` filled in.

        KanwuError where it names a group that is not there.
        """
        if not self.query.regex:
            return wanted
        try:
            return match.found.expand(wanted)
        except (re.error, IndexError) as error:
            raise KanwuError("search.replacement", reason=str(error)) from error
