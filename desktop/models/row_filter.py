"""Which findings the list shows, and how many there would be under each other choice."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from cleanup.finding import Safety

if TYPE_CHECKING:
    from desktop.models.list_rows import FindingRow


class Band(StrEnum):
    """How sure a finding is, in three bands; HINT only points at a place and proposes nothing to be taken."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    HINT = "hint"


PROPOSALS: Final = frozenset({Band.HIGH, Band.MIDDLE, Band.LOW})
EVERYTHING: Final = frozenset(Band)
HIGH_FROM: Final = 0.9
MIDDLE_FROM: Final = 0.5


def band_of(confidence: float, safety: Safety) -> Band:
    """The band of a finding, by its confidence (0 to 1)."""
    if safety is Safety.SHOW:
        return Band.HINT
    return Band.HIGH if confidence >= HIGH_FROM else Band.MIDDLE if confidence >= MIDDLE_FROM else Band.LOW


class Facet(NamedTuple):
    """What the filters ask of a row."""

    rule: str
    state: str
    band: Band


class RowFilter(NamedTuple):
    """Which findings the list shows: of one rule, in one state (None: all), in some bands, with a text in what they show."""

    rule: str | None = None
    state: str | None = None
    bands: frozenset[Band] = PROPOSALS
    text: str = ""

    def lets(self, facet: Facet) -> bool:
        """Whether rows of a facet are shown, whatever their text."""
        return (
            (self.rule is None or facet.rule == self.rule)
            and (self.state is None or facet.state == self.state)
            and facet.band in self.bands
        )

    def rows(self, rows: Iterable["FindingRow"], facets: Iterable[Facet]) -> list["FindingRow"]:
        """The rows that are shown; `facets` are all that occur among them."""
        wanted = {facet for facet in facets if self.lets(facet)}
        return [row for row in self.with_text(rows) if row.facet in wanted]

    def with_text(self, rows: Iterable["FindingRow"]) -> Iterable["FindingRow"]:
        """The rows that hold the text, in what they show or in the name of their rule, in capitals or not."""
        if not self.text:
            return rows
        sought = self.text.casefold()
        return [row for row in rows if sought in row.what.casefold() or sought in row.rule_title.casefold()]


class Counts(NamedTuple):
    """How many rows each choice of a filter would show, the others left as they are."""

    rules: Mapping[str | None, int]
    states: Mapping[str | None, int]
    bands: Mapping[frozenset[Band], int]


def count(rows: Iterable["FindingRow"], shown: RowFilter, choices: Iterable[frozenset[Band]]) -> Counts:
    """The counts under a filter; `choices` are the sets of bands that can be chosen."""
    facets = Counter([row.facet for row in shown.with_text(rows)])
    any_rule, any_state = shown._replace(rule=None), shown._replace(state=None)
    rules: Counter[str | None] = Counter()
    states: Counter[str | None] = Counter()
    bands: Counter[Band] = Counter()
    any_band = shown._replace(bands=EVERYTHING)
    for facet, number in facets.items():
        if any_rule.lets(facet):
            rules[facet.rule] += number
            rules[None] += number
        if any_state.lets(facet):
            states[facet.state] += number
            states[None] += number
        if any_band.lets(facet):
            bands[facet.band] += number
    return Counts(rules, states, {choice: sum(bands[band] for band in choice) for choice in choices})
