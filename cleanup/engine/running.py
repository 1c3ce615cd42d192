"""Runs the rules over one page and says what they find."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cleanup.config import OFF, Config
from cleanup.edits import Edit, Follow, Replace
from cleanup.engine.remaining import Decided, remaining
from cleanup.engine.standing import standing
from cleanup.finding import Finding, Fix, Safety
from cleanup.findings import ordered
from cleanup.language.chars import is_han
from cleanup.language.equivalents import is_same_character
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.rules.analysis import Analysis
from cleanup.rules.exempt import Exemptions
from cleanup.rules.neighbours import Neighbours
from cleanup.rules.record import Rule, Stage
from cleanup.rules.registry import load_rules, options_of

LIKELY: Final = 0.5
"""The probability from which an undecided join shapes the view."""

_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_SAFE: Final = Safety.SAFE

Wanted = Callable[[], bool]
"""Whether the answer is still waited for."""


class StaleError(Exception):
    """Nobody waits any more for what the rules would find."""


def always() -> bool:
    """The answer is waited for in any case."""
    return True


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that raised: its id, the error in one line, and the traceback for whoever mends it."""

    rule: str
    error: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules say of a page: findings in their order of place, the rules that raised, and the edits that shaped the view."""

    findings: tuple[Finding, ...]
    broken: tuple[BrokenRule, ...] = ()
    view_edits: tuple[Edit, ...] = ()


def analyse(
    page: Page,
    config: Config | None = None,
    *,
    rules: Sequence[Rule] | None = None,
    edits: Iterable[Edit] = (),
    decided: Decided | None = None,
    neighbours: Neighbours | None = None,
) -> Result:
    """The findings of all rules on a page.

    `rules` are those of `load_rules(config)`, which a run over many pages calls once. `edits` are in force: the accepted ones. `decided`
    says of a finding whether it was accepted or rejected, so that its join shapes the view only through `edits`; by default none was.
    `neighbours` are the other pages of its paper, for texts that jump there. The result is the same for the same arguments.
    """
    run = Run(page, config or Config(), rules, decided, neighbours=neighbours)
    edits = tuple(edits)
    analysis, found = run.text_findings(edits)
    return Result(ordered([*run.order_left(edits), *found]), tuple(run.broken.values()), analysis.edits)


class Run:
    """One page under one configuration; the findings of stage ORDER are found once."""

    def __init__(
        self,
        page: Page,
        config: Config,
        rules: Sequence[Rule] | None,
        decided: Decided | None,
        wanted: Wanted = always,
        neighbours: Neighbours | None = None,
    ) -> None:
        """StaleError, here and later, where `wanted`, which is asked between two rules, says no."""
        self.page = page
        self._text = page.text
        self._size = len(page.text)
        self._wanted = wanted
        self.config = config
        self.taken: set[str] = set()  # ids of findings whose joins are in force since
        self._decided = decided
        self._harmless: dict[tuple[str, str], bool] = {}  # a page has few different changes and hundreds of each
        self.broken: dict[str, BrokenRule] = {}
        self._exempt = Exemptions(page, config)
        chosen = load_rules(config) if rules is None else rules
        self._rules = [r for r in chosen if config.level(r.id, r.safety) > OFF and not self._exempt.drops_all(r.id)]
        self._options = {rule.id: options_of(rule, config) for rule in self._rules}
        self._source = Analysis(page, neighbours=neighbours)
        self.order_findings = self._found(Stage.ORDER, self._source)

    def order_left(self, in_force: Collection[Edit]) -> list[Finding]:
        """What is left to be decided of the findings of stage ORDER, which were found in the source alone."""
        return remaining(self.order_findings, self.page, in_force, self._decided)

    def taken_up(self, decided: Decided | None, wanted: Wanted) -> None:
        """Takes up what has been decided since, and for whom the next findings are."""
        self._decided, self._wanted = decided, wanted

    def text_findings(
        self, in_force: tuple[Edit, ...], mergeable: Collection[Edit] = (), least: Safety = Safety.SHOW
    ) -> tuple[Analysis, list[Finding]]:
        """The page in its proposed reading order, and what the rules of stage TEXT find there that may offer a fix as sure as `least`."""
        undecided = self.undecided_joins(in_force)
        view_edits = (*in_force, *dict.fromkeys(edit for edit, _ in undecided))
        source = self._source
        analysis = Analysis(self.page, view_edits, undecided, mergeable, source.neighbours, source) if view_edits else source
        return analysis, self._found(Stage.TEXT, analysis, lambda most: most >= least)

    def less_sure(self, analysis: Analysis, least: Safety) -> list[Finding]:
        """What those rules of stage TEXT find in a view whose fixes are never as sure as `least`."""
        return self._found(Stage.TEXT, analysis, lambda most: most < least)

    def undecided_joins(self, in_force: tuple[Edit, ...]) -> list[tuple[Edit, str]]:
        """The edits of the likeliest joins that nobody decided on, each with its finding's id."""
        known = set(in_force)
        return [(edit, finding.id) for finding, fix in self._likely_joins(in_force) for edit in fix.edits if edit not in known]

    def local_findings(self, analysis: Analysis) -> list[Finding]:
        """What the rules that look at single paragraphs find in a part of the view."""
        return [finding for rule in self._rules if rule.local and rule.stage is Stage.TEXT for finding in self._of_rule(rule, analysis)]

    @property
    def local_rules(self) -> frozenset[str]:
        """The ids of the rules that look at single paragraphs."""
        return frozenset(rule.id for rule in self._rules if rule.local and rule.stage is Stage.TEXT)

    def _likely_joins(self, in_force: tuple[Edit, ...]) -> list[tuple[Finding, Fix]]:
        likely = []
        for finding in self.order_findings:
            fix = finding.fixes[0] if finding.fixes else None
            if fix is None or fix.probability < LIKELY or fix.safety < Safety.ASK:
                continue
            if all(isinstance(edit, Follow) for edit in fix.edits) and not self._is_decided(finding):
                likely.append((finding, fix))
        return standing(self.page, in_force, likely)

    def _is_decided(self, finding: Finding) -> bool:
        return (self._decided is not None and self._decided(finding)) or (bool(self.taken) and finding.id in self.taken)

    def _found(self, stage: Stage, analysis: Analysis, asked: Callable[[Safety], bool] | None = None) -> list[Finding]:
        found: list[Finding] = []
        for rule in self._rules:
            if rule.stage is stage and (asked is None or asked(self._most(rule))):
                found += self._of_rule(rule, analysis)
        return found

    def _most(self, rule: Rule) -> Safety:
        """How sure a fix of a rule may be, under this configuration."""
        return Safety(min(self.config.level(rule.id, rule.safety), rule.safety))

    def _of_rule(self, rule: Rule, analysis: Analysis) -> list[Finding]:
        """What one rule finds; nothing of a rule that raises, or that speaks of text that is not there."""
        if not self._wanted():
            raise StaleError
        most = self._most(rule)
        exempt = self._exempt
        try:
            found = list(self._sound(rule, rule.find(analysis, self._options[rule.id]), most))
        except KanwuError:
            raise
        except Exception as error:  # a rule may be a stranger's: whatever it raises is reported, and the others go on
            from traceback import format_exception

            self.broken[rule.id] = BrokenRule(rule.id, f"{type(error).__name__}: {error}", "".join(format_exception(error)))
            return []
        return found if exempt.is_empty else [finding for finding in found if not exempt(finding)]

    def _sound(self, rule: Rule, findings: Iterable[Finding], most: Safety) -> Iterator[Finding]:
        """The findings with no fix above `most`, and none SAFE that touches Han characters or digits, drops text or moves a block.

        ValueError where one names another rule, or a place or text that the page does not have.
        """
        text, size, harmless = self._text, self._size, self._harmless
        name = rule.id
        for finding in findings:
            # A page may have thousands of them: no function is called for what nearly all are, one change of one place.
            if finding.rule != name:
                raise ValueError(f"a finding of rule {finding.rule!r}")
            for start, end in finding.spans:
                if not 0 <= start <= end <= size:
                    raise ValueError(f"span {start}-{end} of a text of {size} code points")
            held = True
            for fix in finding.fixes:
                safety = fix.safety
                for edit in fix.edits:
                    if isinstance(edit, Replace):
                        start, end, before, after = edit
                        if start < 0 or text[start:end] != before:
                            raise ValueError(f"{before!r} does not stand at {start}-{end}")
                        if safety is _SAFE:
                            change = before, after
                            held = held and (harmless[change] if change in harmless else self._is_harmless(*change))
                held = held and safety <= most and not (safety is _SAFE and fix.is_choice)
            yield finding if held else self._held_back(finding, most)

    def _held_back(self, finding: Finding, most: Safety) -> Finding:
        """A finding with its fixes no safer than they may be."""
        kept = ((fix, min(fix.safety, most)) for fix in finding.fixes)
        safeties = (Safety.ASK if safety is _SAFE and not self._may_be_safe(fix) else safety for fix, safety in kept)
        return finding._replace(fixes=tuple(fix._replace(safety=safety) for fix, safety in zip(finding.fixes, safeties, strict=True)))

    def _may_be_safe(self, fix: Fix) -> bool:
        return not fix.is_choice and all(self._is_harmless(edit.before, edit.after) for edit in fix.edits if isinstance(edit, Replace))

    def _is_harmless(self, before: str, after: str) -> bool:
        """Whether a change touches no Han character and no digit; another code for the same character is none."""
        found = self._harmless.get((before, after))
        if found is None:
            touches = any(char in _DIGITS or is_han(char) for char in before + after)
            found = self._harmless[before, after] = not touches or is_same_character(before, after)
        return found
