"""A page under review: its findings and the decisions on them, and what these come to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from cleanup.compare.moves import Moves, moves_of
from cleanup.conflicts import ConflictError, find_conflicts
from cleanup.edits import Edit, Follow, edit_key
from cleanup.finding import Finding, Fix
from cleanup.finding import sort_key as finding_key
from cleanup.handedit import HandEdit, hand_edit
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.render import Rendered, render
from cleanup.rerender import rerender
from cleanup.review.bulk import Skipped, choose
from cleanup.review.decision import STATE_OF, Decision, Scope, State, Verdict, batch_id, is_text, new_id
from cleanup.review.hand import hand_decision
from cleanup.review.places import flagged_text
from cleanup.review.reach import Reach, reach_of
from cleanup.review.standing import Standing, derived_from, standing_of
from cleanup.review.withdrawal import DerivedError, withdraw

# What is worked out from the page and the decisions alone, whatever the findings are.
_OF_DECISIONS: Final = ("standing", "edits", "rendered", "moves", "_by_id", "_by_finding", "_reach", "_made_on", "_superseded")


@dataclass(frozen=True)
class Review:
    """Page, findings and decisions; immutable: each decision gives a new value, and undo keeps the previous one.

    `decisions` hold withdrawn and superseded ones too. Their order means nothing.
    """

    page: Page
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()

    # What the decisions come to.

    @cached_property
    def standing(self) -> Standing:
        """Which decisions and edits are in force."""
        return standing_of(self.decisions)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in force, each once, in source order."""
        return tuple(sorted(self.standing.owners, key=edit_key))

    @cached_property
    def rendered(self) -> Rendered:
        """The cleaned text under the edits in force, with its offset map."""
        return render(self.page, self.edits)

    @cached_property
    def moves(self) -> Moves:
        """Which pieces of the cleaned text have left their place."""
        return moves_of(self.rendered)

    def owners(self, edit: Edit) -> tuple[Decision, ...]:
        """The decisions that hold an edit in force; the edit stands until the last of them is withdrawn."""
        return self.standing.owners.get(edit, ())

    @cached_property
    def _by_id(self) -> dict[str, Decision]:
        return {d.id: d for d in self.decisions}

    @cached_property
    def _by_finding(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self.standing.in_force:
            if decision.finding is not None:
                found.setdefault(decision.finding, []).append(decision)
        return found

    @cached_property
    def _findings(self) -> dict[str, Finding]:
        return {f.id: f for f in self.findings}

    @cached_property
    def _reach(self) -> Reach:
        return reach_of(self.standing.in_force)

    def finding(self, finding_id: str) -> Finding:
        """A finding by its id; KanwuError where the page has none of that id."""
        found = self._findings.get(finding_id)
        if found is None:
            raise KanwuError("review.no-finding", finding=finding_id, page=self.page.id)
        return found

    def decision(self, decision_id: str) -> Decision:
        """A decision by its id, withdrawn and superseded ones too; KanwuError where there is none."""
        found = self._by_id.get(decision_id)
        if found is None:
            raise KanwuError("review.no-decision", decision=decision_id, page=self.page.id)
        return found

    def decisions_on(self, finding_id: str) -> tuple[Decision, ...]:
        """The decisions in force that were made on a finding itself."""
        return tuple(self._by_finding.get(finding_id, ()))

    def state_of(self, finding: Finding) -> State:
        """What was decided on a finding; a decision on itself counts before one that reaches it: of its place, text or rule."""
        decided = self._by_finding  # an id costs more than all the rest, so none is asked for where nothing is decided
        own = {d.verdict for d in decided.get(finding.id, ())} if decided else set()
        for verdict, state in STATE_OF.items():
            if verdict in own:
                return state
        reached = self._reach.verdict(self.page, finding)
        return "open" if reached is None else STATE_OF[reached]

    def is_decided(self, finding: Finding) -> bool:
        """Whether a finding was accepted or rejected or said to be printed so, here or by a decision that reaches it."""
        return not self.is_left(finding)

    def is_left(self, finding: Finding) -> bool:
        """Whether somebody has yet to decide on a finding: nothing was decided, or it was put off."""
        return self.state_of(finding) in ("open", "postponed")

    def parts_taken(self, finding_id: str, alternative: int = 0) -> frozenset[int]:
        """Which edits of a fix were accepted, by index."""
        taken: set[int] = set()
        for decision in self._by_finding.get(finding_id, ()):
            if decision.verdict is Verdict.ACCEPTED and decision.alternative == alternative:
                taken.update(range(len(decision.edits)) if decision.part is None else decision.part)
        return frozenset(taken)

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nothing was decided on, in page order."""
        return tuple(f for f in self.findings if self.state_of(f) == "open")

    # What has to be computed anew.

    def with_findings(self, findings: Iterable[Finding]) -> "Review":
        """The review with the findings of a new run; decisions find theirs again by fingerprint.

        A finding whose fix was accepted is not found again, since its text is mended: it stays in the list with its decision.
        """
        new = {f.id: f for f in findings}
        for known in self.findings:
            if known.id not in new and any(d.edits for d in self._by_finding.get(known.id, ())):
                new[known.id] = known
        return self.having(sorted(new.values(), key=finding_key))

    def having(self, findings: Iterable[Finding]) -> "Review":
        """The review with just these findings; what its decisions come to is not worked out again."""
        made = replace(self, findings=tuple(findings))
        vars(made).update((name, known) for name in _OF_DECISIONS if (known := vars(self).get(name)) is not None)
        return made

    def after(self, earlier: "Review", change: HandEdit | None = None) -> bool:
        """Whether the cleaned text could be made from that of an earlier value, which is quick; `change` says what differs, if known.

        Where it could, the edits in force have no conflict.
        """
        known: Rendered | None = vars(earlier).get("rendered")
        if known is None or "rendered" in vars(self) or earlier.page is not self.page:
            return False
        made = None if change is None else change.rendered
        if made is None:
            old, new = earlier.standing.owners.keys(), self.standing.owners.keys()
            made = rerender(known, old - new, new - old)
        if made is not None:
            vars(self)["rendered"] = made
        return made is not None

    def stale(self, finding: Finding) -> bool:
        """Whether a join that a finding took for granted has been decided since, so that it must be looked for anew."""
        for name in finding.rests_on:
            join = self._findings.get(name)
            if join is not None and self.is_decided(join):
                return True
            if any(d.verdict is not Verdict.POSTPONED for d in self._by_finding.get(name, ())):
                return True
        return False

    def order_changed(self, earlier: "Review") -> bool:
        """Whether the reading order differs from an earlier value's, so that every finding must be looked for anew."""
        return {e for e in self.edits if isinstance(e, Follow)} != {e for e in earlier.edits if isinstance(e, Follow)}

    def changes(self, earlier: "Review") -> tuple[Decision, ...]:
        """What a file that holds `earlier` must be told: new and changed decisions, and as withdrawn those no longer here."""
        there = earlier._by_id
        told = [d for d in self.decisions if (known := there.get(d.id)) is not d and known != d]
        told += [replace(d, withdrawn=True) for d in earlier.decisions if d.id not in self._by_id and not d.withdrawn]
        return tuple(told)

    # Deciding.

    def accept(
        self,
        finding_id: str,
        *,
        alternative: int = 0,
        parts: Sequence[int] | None = None,
        who: str,
        when: str,
        id: str | None = None,
        batch: bool = False,
        note: str = "",
    ) -> "Review":
        """The review with a fix of a finding taken: its first, another `alternative`, or some `parts` (indices of its edits).

        A new acceptance takes the place of what was decided on the finding before, further parts of the same fix are added.
        ConflictError names the edits that keep it out; KanwuError where there is no such finding, fix or part.
        """
        made = self._acceptance(finding_id, alternative, parts, id, who=who, when=when, batch=batch, note=note)
        return self if made is None else self._taken([made])

    def accept_many(self, ids: Iterable[str], *, who: str, when: str, batch: bool = False, make_id: Callable[[], str] = new_id) -> "Review":
        """The review with the first fix of each finding taken, as one value; ConflictError names all edits in the way."""
        return self._taken(self._acceptances(ids, who, when, batch, make_id))

    def accept_compatible(
        self, ids: Iterable[str], *, who: str, when: str, batch: bool = False, make_id: Callable[[], str] = new_id
    ) -> tuple["Review", tuple[Skipped, ...]]:
        """As `accept_many`, but findings in conflict with an earlier one or with an edit in force are skipped and returned."""
        made = self._acceptances(ids, who, when, batch, make_id)
        choice = choose(self.page, self.standing.owners, made)
        skipped = tuple(Skipped(d.finding or "", conflicts) for d, conflicts in choice.left)
        return self._merged(choice.taken), skipped

    def reject(
        self, finding_id: str, scope: Scope = Scope.PLACE, *, who: str, when: str, id: str | None = None, note: str = ""
    ) -> "Review":
        """The review with a finding rejected: here, for its flagged text, or for its rule on the whole page."""
        return self._against(self.finding(finding_id), Verdict.REJECTED, id, scope, who=who, when=when, note=note)

    def postpone(self, finding_id: str, *, who: str, when: str, id: str | None = None, note: str = "") -> "Review":
        """The review with a finding put off for later."""
        return self._against(self.finding(finding_id), Verdict.POSTPONED, id, Scope.PLACE, who=who, when=when, note=note)

    def as_printed(self, finding_id: str, *, who: str, when: str, id: str | None = None, note: str = "") -> "Review":
        """The review with a finding settled as what the newspaper printed (sic): the text stays, and exports say where."""
        return self._against(self.finding(finding_id), Verdict.AS_PRINTED, id, Scope.PLACE, who=who, when=when, note=note)

    def edit(self, start: int, end: int, text: str, *, who: str, when: str, id: str | None = None, note: str = "") -> "Review":
        """The review with `text` put for `start` to `end` of the cleaned text by hand.

        An accepted edit whose text is touched is superseded, and comes back when the hand edit is withdrawn. The same value
        where nothing changes. KanwuError where the change cannot be said in source coordinates.
        """
        if not is_text(text):
            raise KanwuError("review.half-character", page=self.page.id)
        change = hand_edit(self.page, self.edits, start, end, text, now=self.rendered)
        return self.change(change, who=who, when=when, id=id, note=note)

    def change(
        self, made: HandEdit, *, finding_id: str | None = None, who: str, when: str, id: str | None = None, note: str = ""
    ) -> "Review":
        """The review with edits of a person's own, in place of the ones in force that they supersede; the same where there are none.

        With `finding_id` they answer that finding, which then counts as accepted, and take the place of what was decided on it before.
        ConflictError names the edits that keep them out.
        """
        if not made.edits and not made.supersedes:
            return self
        answered = None if finding_id is None else self.finding(finding_id)
        instead = () if answered is None else self._made_on.get(answered.id, ())
        decision = hand_decision(
            self.standing.owners, self._by_id, made, answered, instead, id=self._own_id(id), who=who, when=when, note=note
        )
        return self._taken([decision], None if instead else made)

    def derived(self, *decision_ids: str) -> tuple[Decision, ...]:
        """The hand edits that build on decisions: what a withdrawal must ask about."""
        return derived_from(self.decisions, decision_ids)

    def withdraw(self, *decision_ids: str, with_derived: bool | None = None) -> "Review":
        """The review without some decisions; they stay in the list, marked. What they superseded comes back.

        DerivedError names the hand edits built on them, unless `with_derived` says that these go too, or stay as they are.
        An edit whose place was taken since does not come back: the decision that took it supersedes it from now on.
        """
        gone = {self.decision(name).id for name in decision_ids}
        built = self.derived(*decision_ids)
        if built and with_derived is None:
            raise DerivedError(decision_ids, built)
        if with_derived:
            gone |= {d.id for d in built}
        return replace(self, decisions=withdraw(self.page, self.decisions, gone))

    # How a decision is made.

    @cached_property
    def _made_on(self) -> dict[str, tuple[str, ...]]:
        """The decisions on each finding that a new one takes the place of; those superseded already are among them."""
        made: dict[str, list[str]] = {}
        for decision in self.decisions:
            if decision.finding is not None and not decision.withdrawn:
                made.setdefault(decision.finding, []).append(decision.id)
        return {finding_id: tuple(ids) for finding_id, ids in made.items()}

    def _against(self, finding: Finding, verdict: Verdict, id: str | None, scope: Scope, *, who: str, when: str, note: str) -> "Review":
        """The review with a finding rejected, postponed, or left as printed."""
        made = Decision(
            id=self._own_id(id),
            verdict=verdict,
            finding=finding.id,
            rule=finding.rule,
            rule_version=finding.version,
            spans=finding.spans,
            scope=scope,
            string=flagged_text(self.page, finding) if scope is Scope.STRING else None,
            who=who,
            when=when,
            note=note,
            supersedes=self._made_on.get(finding.id, ()),
        )
        return self._merged([made])

    def _acceptance(
        self, finding_id: str, alternative: int, parts: Sequence[int] | None, id: str | None, *, who: str, when: str, batch: bool, note: str
    ) -> Decision | None:
        """An acceptance; None where the same person, or batch, has taken the same already."""
        found = self.finding(finding_id)
        fix = self._fix(found, alternative)
        part = None if parts is None else tuple(sorted(set(parts)))
        if part is not None and not fix.parts:
            raise KanwuError("review.no-parts", finding=finding_id, page=self.page.id)
        if part is not None and (not part or part[0] < 0 or part[-1] >= len(fix.edits)):
            raise KanwuError("review.no-part", finding=finding_id, page=self.page.id, count=len(fix.edits))
        same = [d for d in self._by_finding.get(finding_id, ()) if d.verdict is Verdict.ACCEPTED and d.alternative == alternative]
        beside = {d.id: d for d in same if (d.part is None) == (part is None)}
        if any(d.part == part and d.who == who and d.batch == batch for d in beside.values()):
            return None
        own = self._free_id(batch_id(self.page.id, finding_id, alternative, part)) if batch and id is None else self._own_id(id)
        return Decision(
            id=own,
            verdict=Verdict.ACCEPTED,
            edits=fix.edits if part is None else tuple(fix.edits[n] for n in part),
            finding=finding_id,
            rule=found.rule,
            rule_version=found.version,
            spans=found.spans,
            alternative=alternative,
            part=part,
            who=who,
            when=when,
            note=note,
            supersedes=tuple(name for name in self._made_on.get(finding_id, ()) if name not in beside and name != own),
            batch=batch,
        )

    def _fix(self, found: Finding, alternative: int) -> Fix:
        if not found.fixes:
            raise KanwuError("review.no-fix", finding=found.id, page=self.page.id)
        if not 0 <= alternative < len(found.fixes):
            raise KanwuError("review.no-alternative", finding=found.id, page=self.page.id, wanted=alternative + 1, count=len(found.fixes))
        return found.fixes[alternative]

    def _own_id(self, wanted: str | None) -> str:
        """An id for a person's decision; ValueError where the one wanted is taken."""
        if wanted is not None and wanted in self._by_id:
            raise ValueError(f"the review has a decision {wanted} already")
        return wanted or new_id()

    @cached_property
    def _superseded(self) -> frozenset[str]:
        return frozenset(name for d in self.decisions for name in d.supersedes)

    def _free_id(self, wanted: str) -> str:
        """The id for a batch decision: that of its earlier, withdrawn self, or else the first one free."""
        chosen, number = wanted, 1
        while chosen in self._by_id and (chosen in self._superseded or not self._by_id[chosen].withdrawn):
            number += 1
            chosen = f"{wanted}-{number}"
        return chosen

    def _acceptances(self, ids: Iterable[str], who: str, when: str, batch: bool, make_id: Callable[[], str]) -> list[Decision]:
        made = (
            self._acceptance(n, 0, None, None if batch else make_id(), who=who, when=when, batch=batch, note="") for n in dict.fromkeys(ids)
        )
        return [decision for decision in made if decision is not None]

    def _merged(self, new: Iterable[Decision]) -> "Review":
        """The review with decisions added, or put in the place of earlier ones of the same id."""
        every = dict(self._by_id)
        every.update((d.id, d) for d in new)
        return replace(self, decisions=tuple(every.values()))

    def _taken(self, new: Sequence[Decision], change: HandEdit | None = None) -> "Review":
        """As `_merged`, refused where the edits cannot stand together; `change` says what differs, where that is known."""
        made = self._merged(new)
        conflicts = find_conflicts(self.page, made.edits) if any(d.edits for d in new) and not made.after(self, change) else ()
        if conflicts:
            raise ConflictError(conflicts)
        return made
