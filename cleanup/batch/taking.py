"""Which fixes a run takes without asking: never what somebody decided on, and no more than it was told to."""

from dataclasses import dataclass

from cleanup.engine import Take
from cleanup.finding import Finding, Fix, Safety
from cleanup.review import Review


@dataclass(frozen=True, slots=True)
class Taking:
    """What a run takes.

    `accept` is `safe` (fixes that are SAFE), `ask` (the first-ranked fix of an ASK finding too) or `show` (nothing).
    `drop_duplicates` adds fixes that remove a repeated passage, `move_blocks` those that move a finished block, both only where they
    rank first; without these neither is taken. A fix that picks one of two readings is for a person alone.
    """

    accept: str = "safe"
    drop_duplicates: bool = False
    move_blocks: bool = False

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
        if fix.removes_text or fix.moves_block:
            return fix if (self.drop_duplicates or not fix.removes_text) and (self.move_blocks or not fix.moves_block) else None
        return fix if fix.safety is Safety.SAFE or self.accept == "ask" else None
