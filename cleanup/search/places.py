"""What a search found on pages, and what was found of a rule, as plain records that one process hands to another."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from cleanup.edits import Edit, Follow, Replace, Separator
from cleanup.finding import Finding, Fix, Safety, edit_record
from cleanup.messages import literal
from cleanup.page import Page, Span
from cleanup.review import Review
from cleanup.review.places import flagged_text
from cleanup.search.found import Hit, hit_at, line_starts

MOST: Final = 20_000
"""Hits of one file that are listed."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A finding's pattern: the rule, and the text that it flags."""

    rule: str
    text: str

    @classmethod
    def of(cls, page: Page, finding: Finding) -> "Pattern":
        return cls(finding.rule, flagged_text(page, finding))

    def may_be_in(self, text: str) -> bool:
        """Whether a source can hold it."""
        return all(line in text for line in self.text.split("\n"))

    def fits(self, page: Page, finding: Finding) -> bool:
        """Whether a finding is one of them."""
        return finding.rule == self.rule and flagged_text(page, finding) == self.text


@dataclass(frozen=True, slots=True)
class Place:
    """A hit on a page of a file: `path`, the page's number there and its name; with the finding that it is, if it is one, and its state."""

    path: str
    index: int
    page: str
    hit: Hit
    finding: Finding | None = None
    state: str = "open"


def finding_places(path: str, index: int, review: Review, pattern: Pattern) -> list[Place]:
    """The findings of a pattern on a page, where they stand in its cleaned text."""
    starts = line_starts(review.page.text)
    places = []
    for finding in review.findings:
        if pattern.fits(review.page, finding) and finding.spans:
            span = finding.spans[0]
            at = review.rendered.to_cleaned(span.start)
            end = max(at, review.rendered.to_cleaned(span.end, "left"))
            hit = hit_at(review.rendered, starts, at, end)
            places.append(Place(path, index, review.page.id, hit, finding, review.state_of(finding)))
    return places


def record(place: Place) -> dict[str, Any]:
    """A place as plain JSON values."""
    made = {"path": place.path, "index": place.index, "page": place.page, "hit": asdict(place.hit), "state": place.state}
    if place.finding is not None:
        found = place.finding
        fixes = [[[edit_record(edit) for edit in fix.edits], int(fix.safety)] for fix in found.fixes]
        made["finding"] = {"rule": found.rule, "version": found.version, "spans": [list(span) for span in found.spans], "fixes": fixes}
        made["before"] = [[edit.before if isinstance(edit, Replace) else "" for edit in fix.edits] for fix in found.fixes]
    return made


def place_of(made: Mapping[str, Any]) -> Place:
    """The place that a record holds; the finding without its sentences, which stay where they were found."""
    finding = None
    if "finding" in made:
        found = made["finding"]
        fixes = tuple(
            Fix(literal(""), tuple(_edit(*pair) for pair in zip(edits, before, strict=True)), Safety(safety))
            for (edits, safety), before in zip(found["fixes"], made["before"], strict=True)
        )
        spans = tuple(Span(*span) for span in found["spans"])
        finding = Finding(found["rule"], spans, literal(""), 0.0, fixes=fixes, version=found["version"])
    return Place(made["path"], made["index"], made["page"], Hit(**made["hit"]), finding, made["state"])


def _edit(plain: Sequence[Any], before: str) -> Edit:
    if plain[0] == "replace":
        return Replace(plain[1], plain[2], before, plain[3])
    tail, head = (None if span is None else Span(*span) for span in plain[1:3])
    return Follow(tail, head, Separator(plain[3]))
