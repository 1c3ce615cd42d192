"""The joins of a page that are weighed: a first look tail by tail, what the lines around say, and a second look at what is left over."""

from collections.abc import Sequence

from cleanup.rules.order.candidates import LEAST, Proposal, Search, fits
from cleanup.rules.order.leftover import complete
from cleanup.rules.order.scene import Scene
from cleanup.rules.order.streams import MOST, STRIDES, around, leads, stream_features


def propose(scene: Scene) -> list[Proposal]:
    """The joins worth weighing, by tail, each with its evidence."""
    if all(scene.finished):
        return []
    search = Search(scene)
    return complete(scene, search, _first_look(scene, search))


def _first_look(scene: Scene, search: Search) -> list[Proposal]:
    """The joins of each tail by itself, with what the lines around say of them."""
    found = [search.proposals(tail) if not scene.finished[tail.number] else [] for tail in scene.pieces]
    said = [_said(scene, number, proposals) for number, proposals in enumerate(found)]
    lead, odds = leads(said), around(said)
    kept = []
    for proposals in found:
        for proposal in proposals:
            steps = proposal.head - proposal.tail
            if proposal.lined and 0 < steps <= STRIDES and scene.pieces[proposal.tail].cell is None:
                proposal = proposal.told(stream_features(lead, odds, proposal.tail, steps))
            if proposal.score > LEAST:
                kept.append(proposal)
    return kept


def _said(scene: Scene, number: int, proposals: Sequence[Proposal]) -> dict[int, float] | None:
    """What the characters at a line's breaks say, by how many lines further on it would go on; None for what is no open line."""
    if not scene.lined[number] or not proposals:
        return None
    if fits(scene, proposals[0]):
        odds = proposals[0].at_break
        return {stride: odds - MOST * (stride > 1) for stride in range(1, STRIDES + 1)}
    return {p.head - p.tail: p.at_break for p in proposals if 0 < p.head - p.tail <= STRIDES and scene.lined[p.head]}
