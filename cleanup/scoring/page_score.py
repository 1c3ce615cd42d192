"""One page's score: everything that can be told from its source, its cleaned text and its truth."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleanup.language.chars import is_han
from cleanup.scoring.distance import distance
from cleanup.scoring.duplicates import DuplicateScore, score_duplicates
from cleanup.scoring.edits import EditScore, KindScore, score_edits
from cleanup.scoring.joins import JoinScore, score_joins
from cleanup.scoring.normal import compact, normal, normal_body
from cleanup.scoring.truth import Pair, Truth

_BETWEEN = 3  # short lines (bylines, section marks) that may stand between two paragraphs that follow each other
_SHORT = 8


class Ratio(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The quotient; None where there is nothing to count."""
        return self.part / self.whole if self.whole else None


class Rates(NamedTuple):
    """Errors over length, before and after cleaning."""

    before: Ratio
    after: Ratio


@dataclass(frozen=True, slots=True)
class PageScore:
    """The scores of one page; None where its truth says nothing of them.

    `order` are paragraphs that follow each other as they should. `stray` are tokens gone of those that must go, `latin` strings
    there of those that must stay. `han_lost` and `han_added` count Han characters against the source.
    """

    page: str
    joins: JoinScore
    edits: EditScore | None
    duplicates: DuplicateScore | None
    order: Ratio
    stray: Ratio
    latin: Ratio
    han_lost: int
    han_added: int
    characters: Rates | None
    words: Rates | None


def score_page(
    source: str, cleaned: str, truth: Truth, *, findings: Sequence[Mapping[str, object]] | None = None, with_words: bool = True
) -> PageScore:
    """The score of a cleaned page. `findings` are those of the page, as `kanwu check --format jsonl` writes them."""
    body = normal_body(cleaned)
    before, after = _han(source), _han(cleaned)
    gone = sum(normal(s.before) + normal(s.token) + normal(s.after) not in body for s in truth.stray)
    kept = sum(normal(text) in body for text in truth.keep_english)
    return PageScore(
        page=truth.page,
        joins=score_joins(source, cleaned, truth.joins, splits=truth.splits, allowed=truth.allowed),
        edits=None if truth.edits is None else score_edits(source, cleaned, truth.edits, truth.extra),
        duplicates=None if findings is None else score_duplicates(source, truth.duplicates, findings),
        order=_in_order(body, truth.order),
        stray=Ratio(gone, len(truth.stray)),
        latin=Ratio(kept, len(truth.keep_english)),
        han_lost=(before - after).total(),
        han_added=(after - before).total(),
        characters=None if truth.text is None else _character_rates(source, cleaned, truth.text),
        words=None if truth.text is None or not with_words else _word_rates(source, cleaned, truth.text),
    )


def _han(text: str) -> Counter[str]:
    return Counter(char for char in text if is_han(char))


def _in_order(body: str, order: Sequence[Pair]) -> Ratio:
    """Of the successions of paragraphs those that stand; short lines without a full stop between them are not counted."""
    paragraphs = body.split("\n")
    good = 0
    for tail, head in order:
        end, start = normal(tail)[-_SHORT:], normal(head)[:_SHORT]
        good += any(_follows(paragraphs, number, start) for number, text in enumerate(paragraphs) if text.endswith(end))
    return Ratio(good, len(order))


def _follows(paragraphs: Sequence[str], number: int, start: str) -> bool:
    for text in paragraphs[number + 1 : number + 1 + _BETWEEN]:
        if text.startswith(start):
            return True
        if len(text) > _SHORT or "。" in text:
            return False
    return False


def _character_rates(source: str, cleaned: str, true: str) -> Rates:
    want = compact(true)
    return Rates(Ratio(distance(compact(source), want), len(want)), Ratio(distance(compact(cleaned), want), len(want)))


def _word_rates(source: str, cleaned: str, true: str) -> Rates:
    from cleanup.scoring.words import words

    want = words(true)
    return Rates(Ratio(distance(words(source), want), len(want)), Ratio(distance(words(cleaned), want), len(want)))


def total_of(scores: Iterable[PageScore], name: str) -> PageScore:
    """The counts of several pages added up; what no page has stays None."""
    every = list(scores)
    edits = [s.edits for s in every if s.edits is not None]
    twins = [s.duplicates for s in every if s.duplicates is not None]
    return PageScore(
        page=name,
        joins=_joins_together([s.joins for s in every]),
        edits=_edits_together(edits) if edits else None,
        duplicates=_duplicates_together(twins) if twins else None,
        order=_ratios(s.order for s in every),
        stray=_ratios(s.stray for s in every),
        latin=_ratios(s.latin for s in every),
        han_lost=sum(s.han_lost for s in every),
        han_added=sum(s.han_added for s in every),
        characters=_rates(s.characters for s in every),
        words=_rates(s.words for s in every),
    )


def _joins_together(scores: Sequence[JoinScore]) -> JoinScore:
    return JoinScore(
        wanted=sum(s.wanted for s in scores),
        there=sum(s.there for s in scores),
        made=sum(s.made for s in scores),
        right=sum(s.right for s in scores),
        splits=sum(s.splits for s in scores),
        apart=sum(s.apart for s in scores),
        missed=tuple(pair for s in scores for pair in s.missed),
        wrong=tuple(pair for s in scores for pair in s.wrong),
    )


def _edits_together(scores: Sequence[EditScore]) -> EditScore:
    wanted: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for score in scores:
        for kind, (wants, has) in score.kinds.items():
            wanted[kind] += wants
            there[kind] += has
    return EditScore(
        wanted=sum(s.wanted for s in scores),
        there=sum(s.there for s in scores),
        made=sum(s.made for s in scores),
        right=sum(s.right for s in scores),
        kinds={kind: KindScore(wanted[kind], there[kind]) for kind in sorted(wanted)},
        wrong=tuple(made for s in scores for made in s.wrong),
    )


def _duplicates_together(scores: Sequence[DuplicateScore]) -> DuplicateScore:
    return DuplicateScore(
        wanted=sum(s.wanted for s in scores),
        there=sum(s.there for s in scores),
        made=sum(s.made for s in scores),
        right=sum(s.right for s in scores),
        missed=tuple(twin for s in scores for twin in s.missed),
    )


def _ratios(ratios: Iterable[Ratio]) -> Ratio:
    every = list(ratios)
    return Ratio(sum(r.part for r in every), sum(r.whole for r in every))


def _rates(rates: Iterable[Rates | None]) -> Rates | None:
    every = [r for r in rates if r is not None]
    return Rates(_ratios(r.before for r in every), _ratios(r.after for r in every)) if every else None
