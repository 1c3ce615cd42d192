"""Which stretches of a folded text stand in it twice: seeds grown to blocks, neighbouring blocks chained to passages, and loops."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from cleanup.language.chars import HAN_RUN
from cleanup.rules.repeats.fingerprints import GRAM, Block, Folded, common_after, common_before

MOST_HOLDERS = 16
"""A seed that more paragraphs than this share is the wording of a form (tables, notices), not a repeated reading."""

_GAP = 16  # folded characters that two readings may differ in between two blocks of one passage
_ALL_PAIRS = 5  # up to so many holders of a seed every two are compared, beyond it neighbours alone
_LEAST_INSIDE = 20  # folded characters of a block within one paragraph: shorter repeats there are its subject's name
_LATEST_CHAINS = 6
_SHORT_PERIOD = 6
_SHORT_LOOP = 40  # folded characters from which on a loop of less than `_SHORT_PERIOD` is a loop


class Passage(NamedTuple):
    """Two folded ranges that read alike, `a` before `b`; `same` characters of them lie in common blocks.

    `held` adds up, over these characters, how many paragraphs share the seed of their block.
    """

    a_low: int
    a_high: int
    b_low: int
    b_high: int
    same: int
    held: int

    @property
    def size(self) -> int:
        """The length of the longer reading in folded characters."""
        return max(self.a_high - self.a_low, self.b_high - self.b_low)

    @property
    def holders(self) -> int:
        """How many paragraphs have the passage, about."""
        return round(self.held / self.same)


class Loop(NamedTuple):
    """A folded range in one paragraph that repeats itself every `period` characters."""

    unit: int
    low: int
    high: int
    period: int


class Matches(NamedTuple):
    """Passages by the numbers of their two paragraphs (which may be one and the same), and loops."""

    passages: dict[tuple[int, int], list[Passage]]
    loops: list[Loop]


def exact_groups(folded: Folded, seeds: Iterable[Sequence[int]]) -> list[list[int]]:
    """Numbers of the paragraphs whose folded text is the same, in order, at least two a group and `GRAM` characters each."""
    edges = folded.edges
    groups: dict[str, list[int]] = {}
    for seed in seeds:
        numbers = [n for at in seed if edges[n := bisect_right(edges, at) - 1] == at and edges[n + 1] - at >= GRAM]
        if len(numbers) > 1:
            for number in numbers:
                groups.setdefault(folded.text[edges[number] : edges[number + 1]], []).append(number)
    return [numbers for numbers in groups.values() if len(numbers) > 1]


def find_matches(folded: Folded, seeds: Iterable[Sequence[int]], skip: frozenset[int]) -> Matches:
    """The passages that stand twice and the loops; the paragraphs numbered in `skip` are left out."""
    grower = _Grower(folded)
    edges = folded.edges
    for seed in seeds:
        by_unit: dict[int, list[int]] = {}
        for at in seed:
            number = bisect_right(edges, at) - 1
            if at + GRAM <= edges[number + 1] and number not in skip:
                by_unit.setdefault(number, []).append(at)
        for number, places in by_unit.items():
            for a, b in pairwise(places):
                grower.grow(a, b, number, number, len(by_unit))
        if 1 < len(by_unit) <= MOST_HOLDERS:
            numbers = list(by_unit)
            for left, right in combinations(numbers, 2) if len(numbers) <= _ALL_PAIRS else pairwise(numbers):
                for a in by_unit[left][:2]:
                    for b in by_unit[right][:2]:
                        grower.grow(a, b, left, right, len(numbers))
    passages = {pair: list(_chains(blocks, inside=pair[0] == pair[1])) for pair, blocks in grower.blocks.items()}
    return Matches({pair: found for pair, found in passages.items() if found}, _loops(folded.text, grower.loops))


class _Grower:
    """Grows seeds to blocks, each once."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.blocks: dict[tuple[int, int], dict[Block, int]] = {}
        self.loops: set[Loop] = set()
        self._latest: dict[tuple[int, int, int], Block] = {}

    def grow(self, a: int, b: int, left: int, right: int, holders: int) -> None:
        """The block around the seeds at `a` and `b`, in the paragraphs `left` and `right`."""
        key = (left, right, b - a)
        latest = self._latest.get(key)
        if latest is not None and latest.a <= a < latest.a + latest.length:
            return
        first, second, text = self.folded.unit(left), self.folded.unit(right), self.folded.text
        before = common_before(text, a, b, min(a - first.low, b - second.low))
        after = common_after(text, a, b, min(first.high - a, second.high - b))
        block = self._latest[key] = Block(a - before, b - before, before + after)
        if left != right:
            found = self.blocks.setdefault((left, right), {})
            found[block] = min(holders, found.get(block, holders))
        elif block.b <= block.a + block.length:
            self.loops.add(Loop(left, block.a, block.b + block.length, block.b - block.a))
        elif block.length >= _LEAST_INSIDE:
            self.blocks.setdefault((left, right), {})[block] = holders


def _chains(blocks: dict[Block, int], *, inside: bool) -> Iterator[Passage]:
    """Blocks that follow each other closely in both readings as one passage; `inside` one paragraph its readings stay apart."""
    chains: list[Passage] = []
    for block, holders in sorted(blocks.items()):
        for index in range(len(chains) - 1, max(len(chains) - 1 - _LATEST_CHAINS, -1), -1):
            longer = _linked(chains[index], block, holders)
            if longer is not None and not (inside and longer.a_high > longer.b_low):
                chains[index] = longer
                break
        else:
            size = block.length
            chains.append(Passage(block.a, block.a + size, block.b, block.b + size, size, size * holders))
    yield from chains


def _linked(chain: Passage, block: Block, holders: int) -> Passage | None:
    """The chain with the block added; None where the block does not follow it closely."""
    overlap = max(chain.a_high - block.a, chain.b_high - block.b, 0)
    length = block.length - overlap
    if length <= 0 or block.a + overlap - chain.a_high > _GAP or block.b + overlap - chain.b_high > _GAP:
        return None
    return Passage(
        chain.a_low,
        block.a + block.length,
        chain.b_low,
        block.b + block.length,
        chain.same + length,
        chain.held + length * holders,
    )


def _loops(text: str, found: Iterable[Loop]) -> list[Loop]:
    """The loops with their shortest periods, none overlapping; very short periods only where they go on for long."""
    kept: list[Loop] = []
    lows: list[int] = []
    for loop in sorted(found, key=lambda each: (each.period, each.low)):
        at = bisect_right(lows, loop.low)
        if (at and kept[at - 1].high > loop.low) or (at < len(kept) and kept[at].low < loop.high):
            continue
        once = text[loop.low : loop.low + loop.period]
        period = (once + once).find(once, 1)
        if period < _SHORT_PERIOD and (loop.high - loop.low < _SHORT_LOOP or not HAN_RUN.search(once)):
            continue
        kept.insert(at, loop._replace(period=period))
        lows.insert(at, loop.low)
    return kept
