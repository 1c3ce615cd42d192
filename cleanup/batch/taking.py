"""Which fixes a run takes without asking: never what somebody decided on, and no more than it was told to."""

from dataclasses import dataclass

from cleanup.engine import Take
from cleanup.finding import Finding, Fix, Safety
from cleanup.review import Review


@dataclass(frozen=True, slots=True)
class Taking:
    """What a run takes.

    `accept` is `safe` (fixes that are SAFE), `ask` (the first-ranked fix of an ASK finding too) or `show` (nothing).
    `drop_duplicates` adds fixes that remove a repeated passage, `move_blocks` those that move a finished block, `drop_furniture` those that
    leave out a line of page furniture, all only where they rank first; without these none is taken. A fix that picks one of two readings
    is for a person alone.
    """

    accept: str = "safe"
    drop_duplicates: bool = False
    move_blocks: bool = False
    drop_furniture: bool = False

    @property
    def least(self) -> Safety:
        """The least sure fix that the run takes of any finding."""
        asks = self.accept == "ask" or self.drop_duplicates or self.move_blocks or self.drop_furniture
        return Safety.ASK if asks else Safety.SAFE

    def chooser(self, review: Review) -> Take:
        """The choice for one page; its findings that are decided, rejected elsewhere or put off are left alone."""

        def take(finding: Finding) -> Fix | None:
            fix = self.first_fix(finding)
            return fix if fix is not None and review.state_of(finding) == "open" else None

        return take

    def first_fix(self, finding: Finding) -> Fix | None:
        """The fix that the run would take of an open finding; None where it leaves the finding."""
        if self.accept == "show" or not finding.fixes:
            return None
        fix = finding.fixes[0]
        if not fix.edits or fix.safety < Safety.ASK or fix.picks_copy:
            return None
        asked = (
            (fix.removes_text, self.drop_duplicates),
            (fix.moves_block, self.move_blocks),
            (fix.drops_furniture, self.drop_furniture),
        )
        if any(needed for needed, _ in asked):
            return fix if all(given for needed, given in asked if needed) else None
        return fix if fix.safety is Safety.SAFE or self.accept == "ask" else None
