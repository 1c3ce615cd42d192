"""Pairs of pieces weighed one by one, as they are asked for, by the evidence of the column join."""

from typing import Final

from cleanup.rules.order.candidates import End, Search
from cleanup.rules.order.scene import Scene

_KEPT: Final = 100_000  # pairs whose odds are kept


class Weigher:
    """The odds that pieces of a scene go on with others, for pairs that are asked for one by one."""

    def __init__(self, scene: Scene) -> None:
        self._pieces = scene.pieces
        self._open = [piece for piece in scene.pieces if not scene.finished[piece.number]]
        self._search = Search(scene)
        self._ends: dict[int, End] = {}
        self._odds: dict[tuple[int, int], float] = {}

    def odds(self, tail: int, head: int) -> float:
        """Natural-log odds that a piece goes on with another, by all the evidence but that of the lines around them."""
        pair = (tail, head)
        if pair not in self._odds:
            if len(self._odds) >= _KEPT:
                self._odds.clear()
            self._odds[pair] = self._search.weigh(self._end(tail), head).score
        return self._odds[pair]

    def heads(self, tail: int, most: int) -> list[int]:
        """The pieces, at most so many, that seem likeliest to go on after one by what is cheap to tell."""
        return self._search.by_their_ends(self._end(tail), most)

    def tails(self, head: int, most: int) -> list[int]:
        """The unfinished pieces, at most so many, that seem likeliest before one by what is cheap to tell."""
        return self._search.ends_by_them(head, [self._end(piece.number) for piece in self._open], most)

    def _end(self, tail: int) -> End:
        if tail not in self._ends:
            self._ends[tail] = self._search.end(self._pieces[tail])
        return self._ends[tail]
