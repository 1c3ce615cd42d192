"""How lines stand to the columns of a page: as wide as one, among lines of one, going on from the line above."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cleanup.layout.evidence import Unit
from cleanup.layout.patterns import Seen

_CLEARLY: Final = 7  # half cells by which a line is narrower than a column: an indent of two characters is not enough
_NARROWER: Final = 3  # half cells by which the lines of one column may be narrower than one another
_WIDER: Final = 6  # and wider: by an indent of two characters and a digit
_COLUMN_SHARE: Final = 0.35  # of the lines that the page's commonest width has


@dataclass(frozen=True)
class Columns:
    """The units of a page by width; `seen` is what their words say, `blocks` whether paragraphs are blocks of wrapped lines."""

    units: Sequence[Unit]
    seen: Sequence[Seen | None]
    blocks: bool

    @cached_property
    def narrowest(self) -> int:
        """The width of the narrowest column in half cells; 0 on a page without.

        First lines, which are set in by two characters, are too few to be taken for a column.
        """
        counts = Counter(unit.width for unit in self.units if unit.column)
        near = {w: counts[w - 1] + counts[w] + counts[w + 1] for w in counts}
        return min((w for w in near if near[w] >= _COLUMN_SHARE * max(near.values())), default=0)

    def in_run(self, index: int) -> bool:
        """Whether a neighbour is about as wide, as the lines of one column are; the first line of a paragraph is set in by two."""
        here = self.units[index].width
        for other in (index - 1, index + 1):
            if 0 <= other < len(self.units):
                unit = self.units[other]
                touching = not self.blocks or self.units[max(index, other)].breaks == 1
                if touching and unit.column and not unit.heading and self.seen[other] is None and -_NARROWER <= unit.width - here <= _WIDER:
                    return True
        return False

    def goes_on_from(self, index: int) -> bool:
        """Whether a line stands right below an unfinished body line that fills its column, on a hard-wrapped page."""
        if not self.narrowest or index <= 0 or index >= len(self.units):
            return False
        here, above = self.units[index], self.units[index - 1]
        if here.breaks > 1 or here.indented or here.heading or above.heading or above.ends:
            return False
        return above.width + _CLEARLY >= self.narrowest

    def evidence(self, index: int, *, below_body: bool) -> list[str]:
        """The codes of what a line's width and its neighbours' say; `below_body`: the line above is running text."""
        unit = self.units[index]
        narrow = self.narrowest > 0 and unit.width + _CLEARLY < self.narrowest and not unit.ends
        if self.goes_on_from(index) and below_body:
            return ["block-end" if narrow or not self.blocks else "block-line"]
        codes = (
            ["block-start"] if self.blocks and self.goes_on_from(index + 1) and -3 <= self.units[index + 1].width - unit.width <= 7 else []
        )
        if narrow:
            return [*codes, "narrow-line"]
        if unit.ends and unit.width + _CLEARLY < self.narrowest:
            codes.append("last-line")
        run = self.in_run(index)
        if unit.column:
            codes.append("column-width" if run or not self.blocks else "column-width-alone")
        return codes + ["column-run"] * run
