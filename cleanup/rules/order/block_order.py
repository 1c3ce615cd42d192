"""Whole blocks that stand under another article's headline: what stood behind a displaced fragment, a headline set into running text,
a paragraph whose words belong elsewhere.

The rule reads the page as it reads with its joins, accepted or likely. A fix moves finished paragraphs or headlines: it is asked about, and
batch takes it only when told to move blocks.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cleanup.articles.blocks import Block, read_blocks
from cleanup.edits import Edit, Follow, Separator
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.rules.order.block_evidence import evidence_of
from cleanup.rules.order.block_following import Following, following
from cleanup.rules.order.block_scene import BlockScene, look
from cleanup.rules.order.block_straying import straying
from cleanup.rules.order.block_weights import ASK_FROM, SHOW_FROM, STRAY_FROM, probabilities
from cleanup.rules.record import Example, OptionValue, Rule

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis

ALTERNATIVES: Final = 3
_WORTH_NAMING: Final = 0.05  # probability from which a further place is named
_SHOWN: Final = 10  # code points of a line that a message shows
_MOST_BLOCKS: Final = 2000  # blocks of a page that is judged; a longer one is no newspaper page


def find(analysis: "Analysis", options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """The blocks of a page that stand in a wrong place, each with its likeliest places."""
    if len(analysis.page.lines) < 2:
        return
    blocks = read_blocks(analysis.view)
    if not 2 <= len(blocks) <= _MOST_BLOCKS:
        return
    scene = look(blocks, analysis.text)
    named = _Named(blocks, analysis.edits)
    told: set[int] = set()
    for number, hypotheses in following(scene):
        finding = _finding(analysis, scene, named, number, hypotheses, told)
        if finding is not None:
            yield finding
    for number, hypotheses in straying(scene, named.settled):
        if number not in told:
            finding = _finding(analysis, scene, named, number, hypotheses, told)
            if finding is not None:
                yield finding


class _Named:
    """Which blocks already have a place: those whose first or last line a Follow in force names."""

    def __init__(self, blocks: Sequence[Block], edits: Sequence[Edit]) -> None:
        self.tails: set[Span] = set()
        self.heads: set[Span] = set()
        for edit in edits:
            if isinstance(edit, Follow):
                self.tails |= {edit.tail} if edit.tail is not None else set()
                self.heads |= {edit.head} if edit.head is not None else set()
        self.top = any(isinstance(edit, Follow) and edit.tail is None for edit in edits)
        self.settled = frozenset(n for n, block in enumerate(blocks) if block.last in self.tails or block.first in self.heads)

    def leaves_room(self, edits: Sequence[Follow]) -> bool:
        """Whether none of the edits gives a line a second neighbour."""
        return not any(edit.tail in self.tails or edit.head in self.heads or (edit.tail is None and self.top) for edit in edits)


def moves(blocks: Sequence[Block], hypothesis: Following) -> tuple[Follow, ...]:
    """The edits that put the blocks of a hypothesis in their place."""
    chain = [blocks[hypothesis.after].last if hypothesis.after >= 0 else None]
    edits: list[Follow] = []
    for number in hypothesis.moved:
        edits.append(Follow(chain[-1], blocks[number].first, Separator.PARAGRAPH))
        chain.append(blocks[number].last)
    return tuple(edits)


def _finding(
    analysis: "Analysis", scene: BlockScene, named: _Named, number: int, hypotheses: Sequence[Following], told: set[int]
) -> Finding | None:
    """What is said of one choice; None where staying is likely, or every other place is taken."""
    possible = [(h, moves(scene.blocks, h)) for h in hypotheses]
    possible = [(h, edits) for h, edits in possible if named.leaves_room(edits)]
    chances = probabilities([h.features for h, _ in possible])
    # Whole answers compete: a piece taken from what belongs together mends one succession and breaks another.
    ranked = sorted((i for i, (h, _) in enumerate(possible) if h.moved), key=lambda i: (-chances[i], i))[:ALTERNATIVES]
    if not ranked:
        return None
    best = possible[ranked[0]][0]
    stray = _kind(best, number) == "stray"
    # Of what stood behind a fragment it is asked whether it follows at all, of a stray paragraph whether it goes to that very place.
    sure = chances[ranked[0]] if stray else 1.0 - sum(chance for (h, _), chance in zip(possible, chances, strict=True) if not h.moved)
    if sure < SHOW_FROM:
        return None
    ranked = [i for i in ranked if chances[i] >= _WORTH_NAMING or i == ranked[0]]
    told.update(best.moved)
    first = Safety.ASK if sure >= (STRAY_FROM if stray else ASK_FROM) else Safety.SHOW
    safeties = (first, *[Safety.SHOW] * (len(ranked) - 1))
    fixes = tuple(_fix(scene, number, *possible[i], chances[i], safety) for i, safety in zip(ranked, safeties, strict=True))
    moved = scene.blocks[best.moved[0]]
    anchor = scene.blocks[best.after] if best.after >= 0 else None
    rests = dict.fromkeys(
        finding for n in (number, *best.moved) for finding in analysis.rests_on(scene.blocks[n].start, scene.blocks[n].end)
    )
    key = _kind(best, number) if fixes[0].safety is not Safety.SHOW else f"unsure-{_kind(best, number)}"
    params = {"head": _start_of(scene, best.moved[0]), "tail": _end_of(scene, best.after), "count": len(best.moved), "places": len(fixes)}
    return Finding(
        "block-order",
        (moved.first, anchor.last) if anchor is not None else (moved.first,),
        Message(f"block-order.{key}", params),
        round(sure, 3),
        evidence_of(scene, number, best),
        fixes,
        rests_on=tuple(rests),
        version=RULE.version,
    )


def _kind(hypothesis: Following, number: int) -> str:
    if hypothesis.lifted:
        return "lift"
    return "follow" if hypothesis.after == number else "stray"


def _fix(scene: BlockScene, number: int, hypothesis: Following, edits: tuple[Follow, ...], probability: float, safety: Safety) -> Fix:
    params = {"tail": _end_of(scene, hypothesis.after), "count": len(hypothesis.moved)}
    title = Message("block-order.fix-top" if hypothesis.after < 0 else "block-order.fix", params)
    return Fix(title, edits, safety, round(probability, 4), moves_block=True)


def _start_of(scene: BlockScene, number: int) -> str:
    return scene.texts[number][:_SHOWN]


def _end_of(scene: BlockScene, number: int) -> str:
    return scene.texts[number][-_SHOWN:] if number >= 0 else ""


RULE = Rule(
    id="block-order",
    find=find,
    safety=Safety.ASK,
    examples=(
        Example(
            "城管局整治小巷\n\n一是修补路面，方便居民出行。\n\n三是规范停车，清理占道车辆。\n\n云雾岭春茶开采\n\n茶农天不亮就上山采茶。\n\n"
            "二是疏通管道，解决小巷积水。\n\n鲜叶当天送进茶厂烘干。",
            "城管局整治小巷\n\n一是修补路面，方便居民出行。\n\n二是疏通管道，解决小巷积水。\n\n三是规范停车，清理占道车辆。\n\n"
            "云雾岭春茶开采\n\n茶农天不亮就上山采茶。\n\n鲜叶当天送进茶厂烘干。",
        ),
        Example(
            "城管局整治小巷\n\n一是修补路面，方便居民出行。\n\n二是疏通管道，解决小巷积水。",
            "城管局整治小巷\n\n一是修补路面，方便居民出行。\n\n二是疏通管道，解决小巷积水。",
        ),
    ),
)
