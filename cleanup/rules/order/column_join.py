"""Paragraphs cut at the end of a column: which line goes on where, over headlines and earlier on the page too.

Every body paragraph that does not end as a paragraph does is an open tail; every beginning of a body paragraph may be its head. Named
evidence (`sides`, `pairs`) is weighed by a table (`weights`), and the page's joins are judged together (`matching`), so that a join's
probability knows of the other claims on its tail and its head, and of the chance that nothing on the page fits.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from cleanup.edits import Follow, Separator
from cleanup.finding import Finding, Fix, Safety
from cleanup.language.chars import is_latin_letter
from cleanup.messages import Message
from cleanup.rules.order.candidates import Proposal, propose
from cleanup.rules.order.join_evidence import evidence_of, is_strong, lost_evidence
from cleanup.rules.order.matching import Candidate, choose, join_probabilities
from cleanup.rules.order.pieces import Piece
from cleanup.rules.order.scene import SECTION, SECTIONS, Models, Scene, first_left, scenes
from cleanup.rules.order.weights import ASK_FROM, SAFE_FROM, SHOW_FROM
from cleanup.rules.record import Example, OptionValue, Rule, Stage

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis

ALTERNATIVES: Final = 3
_WORTH_NAMING: Final = 0.05  # probability from which a further alternative is named
_SHOWN: Final = 10  # code points of a line that a message shows


@cache
def load_models() -> Models:
    """The language data, mapped into memory once a process."""
    from cleanup.language.lexicon import Lexicon
    from cleanup.language.ngrams import Ngrams

    return Models(Lexicon.load(), Ngrams.load())


def find(analysis: "Analysis", options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """The open tails of a page, each with its ranked continuations, or as lost text where none fits."""
    for scene in scenes(analysis.page, load_models()):
        yield from _find_in(scene, analysis.page.text)
    left = first_left(analysis.page)
    if left is not None:
        yield Finding(
            "column-join", (left.span,), Message("column-join.too-long", {"count": SECTION * SECTIONS}), 1.0, version=RULE.version
        )


def _find_in(scene: Scene, source: str) -> Iterator[Finding]:
    proposals = propose(scene)
    candidates = [Candidate(p.tail, p.head, p.score) for p in proposals]
    probabilities = join_probabilities(candidates)
    chosen = choose(candidates, probabilities, len(scene.pieces))
    by_tail: dict[int, list[int]] = defaultdict(list)
    for index, proposal in enumerate(proposals):
        by_tail[proposal.tail].append(index)
    for tail in scene.pieces:
        if scene.finished[tail.number]:
            continue
        indexes = by_tail.get(tail.number, [])
        first = chosen.get(tail.number)
        nothing = max(0.0, 1.0 - sum(probabilities[i] for i in indexes))
        ranked = sorted(indexes, key=lambda i: (i != first, -probabilities[i], i))
        ranked = [i for i in ranked[:ALTERNATIVES] if probabilities[i] >= _WORTH_NAMING or i == first]
        if first is not None and probabilities[first] >= SHOW_FROM:
            yield _join_finding(scene, source, [(proposals[i], probabilities[i]) for i in ranked], nothing)
            continue
        evidence = lost_evidence(scene, tail, nothing, source)
        if evidence:
            message = Message("column-join.lost", {"tail": _end_of(source, tail)})
            yield Finding("column-join", (tail.last.span,), message, round(nothing, 3), evidence, version=RULE.version)


def _join_finding(scene: Scene, source: str, ranked: Sequence[tuple[Proposal, float]], nothing: float) -> Finding:
    """An open tail with its ranked continuations; `nothing` is the probability that it has none on the page."""
    best, probability = ranked[0]
    tail, head = scene.pieces[best.tail], scene.pieces[best.head]
    fixes = tuple(_fix(scene, source, proposal, chance) for proposal, chance in ranked)
    key = "join" if fixes[0].safety is not Safety.SHOW else "unsure" if probability >= nothing else "perhaps-lost"
    params = {"tail": _end_of(source, tail), "head": _start_of(source, head), "count": len(fixes), "percent": round(100 * nothing)}
    message = Message(f"column-join.{key}", params)
    evidence = evidence_of(scene, best, source)
    return Finding("column-join", (tail.last.span, head.first.span), message, round(probability, 3), evidence, fixes, version=RULE.version)


def _fix(scene: Scene, source: str, proposal: Proposal, probability: float) -> Fix:
    tail, head = scene.pieces[proposal.tail], scene.pieces[proposal.head]
    steps = head.block - tail.block
    key = "next" if steps == 1 else "ahead" if steps > 0 else "back"
    title = Message(f"column-join.fix-{key}", {"head": _start_of(source, head), "blocks": abs(steps)})
    edit = Follow(tail.last.span, head.first.span, _separator(source, tail, head))
    return Fix(title, (edit,), _safety(proposal, steps, probability), round(probability, 4))


def _safety(proposal: Proposal, steps: int, probability: float) -> Safety:
    if probability < ASK_FROM:
        return Safety.SHOW
    if steps == 1 and probability >= SAFE_FROM and is_strong(proposal.features):
        return Safety.SAFE
    return Safety.ASK


def _separator(source: str, tail: Piece, head: Piece) -> Separator:
    latin = is_latin_letter(source[tail.last.end - 1]) and is_latin_letter(source[head.first.start])
    return Separator.SPACE if latin else Separator.JOIN


def _end_of(source: str, piece: Piece) -> str:
    return source[max(piece.last.start, piece.last.end - _SHOWN) : piece.last.end]


def _start_of(source: str, piece: Piece) -> str:
    return source[piece.first.start : min(piece.first.end, piece.first.start + _SHOWN)]


RULE = Rule(
    id="column-join",
    find=find,
    safety=Safety.SAFE,
    stage=Stage.ORDER,
    examples=(
        Example(
            "维修人员连夜赶到泵房，及时更\n\n换了破裂的阀门，供水恢复正常。", "维修人员连夜赶到泵房，及时更换了破裂的阀门，供水恢复正常。"
        ),
        Example("供水恢复正常。\n\n记者在现场看到，抢修仍在继续。", "供水恢复正常。\n\n记者在现场看到，抢修仍在继续。"),
    ),
)
