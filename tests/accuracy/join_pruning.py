"""Which of a page's true joins are among those that were kept, and which fell out on the way there."""

from collections import defaultdict
from dataclasses import dataclass, field

from cleanup.rules.order.assignment import Assignment
from tests.accuracy.join_pages import Case


@dataclass
class Kept:
    """True joins of a kind: those among the proposals, those that pruning let fall, those whose tail was taken for a paragraph's end."""

    proposed: int = 0
    pruned: int = 0
    closed: int = 0

    @property
    def recall(self) -> float:
        """Of the joins whose tail is open, the share that pruning keeps; 1 where there are none."""
        return self.proposed / (self.proposed + self.pruned) if self.proposed + self.pruned else 1.0


@dataclass
class Pruning:
    """The true joins by kind of damage; `pairs` counts those of an open tail and a head of its page, `kept` the proposals."""

    kinds: dict[str, Kept] = field(default_factory=lambda: defaultdict(Kept))
    pairs: int = 0
    kept: int = 0

    def count(self, case: Case, found: Assignment) -> None:
        """Add one page."""
        proposed = {(p.tail, p.head) for p in found.proposals}
        for tail, head in case.truth.items():
            kept = self.kinds[case.kinds[tail]]
            if (tail, head) in proposed:
                kept.proposed += 1
            elif case.scene.finished[tail]:
                kept.closed += 1
            else:
                kept.pruned += 1
        count = len(case.scene.pieces)
        self.pairs += case.scene.finished.count(False) * (count - 1)
        self.kept += len(proposed)

    @property
    def all(self) -> Kept:
        """All kinds together."""
        return Kept(*(sum(getattr(kept, name) for kept in self.kinds.values()) for name in ("proposed", "pruned", "closed")))

    def show(self) -> None:
        """Print them."""
        print(f"pruning: {self.kept} of {self.pairs} pairs of an open tail and a head are kept")
        for name, kept in [*sorted(self.kinds.items()), ("all", self.all)]:
            closed = f"{kept.closed} with a tail that reads as a paragraph's end"
            print(f"  {name:14} true joins kept {kept.proposed:6}, pruned {kept.pruned:4}  recall {kept.recall:.4f}; {closed}")
