"""Whether the passages that stand twice on a page were flagged, on both of their places."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleanup.scoring.truth import Twin

Span = tuple[int, int]
RULE = "duplicate-paragraph"


class DuplicateScore(NamedTuple):
    """Duplicates wanted and flagged; findings made and right; the kind and beginning of those missed."""

    wanted: int
    there: int
    made: int
    right: int
    missed: tuple[tuple[str, str], ...]


def score_duplicates(source: str, twins: Sequence[Twin], findings: Sequence[Mapping[str, object]]) -> DuplicateScore:
    """Duplicates against findings as `kanwu check --format jsonl` writes them, all of one page.

    A duplicate is flagged where one finding has a span on both of its places; a finding is right where it flags one.
    """
    flagged = [_spans(finding) for finding in findings if finding.get("rule") == RULE]
    places = [_places(source, twin) for twin in twins]
    found = [any(_on_both(spans, place) for spans in flagged) for place in places]
    right = sum(any(_on_both(spans, place) for place in places) for spans in flagged)
    missed = tuple((twin.kind, twin.second[:14]) for twin, is_found in zip(twins, found, strict=True) if not is_found)
    return DuplicateScore(len(twins), sum(found), len(flagged), right, missed)


def _spans(finding: Mapping[str, object]) -> list[Span]:
    spans = finding.get("spans")
    return [(span[0], span[1]) for span in spans] if isinstance(spans, list) else []


def _places(source: str, twin: Twin) -> tuple[Span, Span]:
    if twin.spans is not None:
        return twin.spans
    first, second = source.find(twin.first), source.rfind(twin.second)
    return (first, first + len(twin.first)), (second, second + len(twin.second))


def _on_both(spans: Sequence[Span], places: tuple[Span, Span]) -> bool:
    return all(any(start < last and first < end for start, end in spans) for first, last in places)
