"""What is counted of a rule: findings on clean text, found and wrong ones on damage, and error rates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cleanup.config import Config
from cleanup.engine import analyse
from cleanup.finding import Finding, Safety
from cleanup.page import Page
from cleanup.rules.measured import OnCleanText, OnDamage
from cleanup.rules.record import Rule
from cleanup.rules.registry import load_rules
from cleanup.scoring.distance import distance
from cleanup.scoring.normal import compact
from tests.accuracy.measure import cleaned
from tests.accuracy.pages import Case
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Made, Trial

_AROUND = 10  # characters of the text beside a place that is named


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding by name: where, how sure, and in what words."""

    safety: Safety
    confidence: float
    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.safety.label:4} {self.confidence:.2f} {self.where}  [{self.words}]"


def alarm(page: Page, finding: Finding) -> Alarm:
    """The finding as it is printed: its page, its first place between the characters beside it, its message and first fix."""
    start, end = finding.spans[0] if finding.spans else (0, 0)
    text = page.text
    place = f"{text[max(0, start - _AROUND) : start]}【{text[start:end][:40]}】{text[end : end + _AROUND]}"
    fix = f"; {finding.fixes[0].title.text()}" if finding.fixes else ""
    return Alarm(finding.safety, finding.confidence, f"{page.id}: {place!r}", finding.message.text() + fix)


@dataclass
class CleanFigures:
    """Findings on clean text by rule and safety, and their names."""

    characters: int = 0
    counts: dict[str, Counter[Safety]] = field(default_factory=dict)
    alarms: dict[str, list[Alarm]] = field(default_factory=dict)

    def rate(self, rule: str, *levels: Safety, per: int = 10_000) -> float:
        """Findings of a rule at some levels in so many characters."""
        return sum(self.counts[rule][level] for level in levels) * per / max(1, self.characters)

    def record(self, rule: str) -> OnCleanText:
        """The counts of a rule, for its help page."""
        counts = self.counts[rule]
        return OnCleanText(self.characters, counts[Safety.ASK] + counts[Safety.SAFE], counts[Safety.SHOW])


def measure_clean(pages: Iterable[Made], rules: Sequence[Rule], shown: Sequence[str]) -> CleanFigures:
    """What the rules say of clean text, all running together; those named in `shown` are counted."""
    figures = CleanFigures(counts={rule: Counter() for rule in shown}, alarms={rule: [] for rule in shown})
    for made in pages:
        figures.characters += len(made.text)
        for finding in analyse(made.page, Config(), rules=rules).findings:
            if finding.rule in figures.counts:
                figures.counts[finding.rule][finding.safety] += 1
                figures.alarms[finding.rule].append(alarm(made.page, finding))
    for alarms in figures.alarms.values():
        alarms.sort(key=lambda each: (-each.safety, -each.confidence, each.where))
    return figures


@dataclass
class TrialFigures:
    """What a rule made of the damage made for it. `kinds` holds, by kind of damage, how many were found and how many there are."""

    pages: int = 0
    wanted: int = 0
    found: int = 0
    mended: int = 0
    shown: int = 0
    made: int = 0
    right: int = 0
    safe: int = 0
    safe_wrong: int = 0
    kinds: dict[str, list[int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wrong: list[Alarm] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 1.0

    def record(self) -> OnDamage:
        """The counts, for the rule's help page."""
        return OnDamage(self.wanted, self.found, self.made, self.right, self.safe, self.safe_wrong)


def measure_trial(rule: str, trial: Trial) -> TrialFigures:
    """The figures of a rule on its trial's pages."""
    rules = [each for each in load_rules(Config()) if each.id == rule or each.id in trial.beside]
    figures = TrialFigures()
    for made in trial.pages():
        findings = [
            finding for finding in analyse(made.page, Config(), rules=rules, neighbours=made.neighbours).findings if finding.rule == rule
        ]
        _count_findings(figures, made, trial, findings)
    return figures


def _count_findings(figures: TrialFigures, made: Made, trial: Trial, findings: Sequence[Finding]) -> None:
    judge = Judge(made)
    asked = [finding for finding in findings if finding.safety >= trial.least]
    figures.pages += 1
    for damage in made.damages:
        found = any(trial.finds(judge, damage, finding) for finding in asked)
        row = figures.kinds.setdefault(damage.kind, [0, 0])
        row[0] += found
        row[1] += 1
        figures.wanted += 1
        figures.found += found
        figures.mended += any(judge.mends(damage, finding, finding.fixes[0]) for finding in asked if finding.fixes)
        if not found:
            figures.shown += any(trial.finds(judge, damage, finding) for finding in findings)
            around = made.text[max(0, damage.start - _AROUND) : damage.start], made.text[damage.end : damage.end + _AROUND]
            figures.missed.append(f"{made.name} {damage.kind}: {f'{around[0]}【{damage.before}→{damage.after}】{around[1]}'!r}")
    for finding in asked:
        right = any(trial.finds(judge, damage, finding) for damage in made.damages) or trial.allows(judge, finding)
        figures.made += 1
        figures.right += right
        if not right:
            figures.wrong.append(alarm(made.page, finding))
        if finding.safety is Safety.SAFE:
            figures.safe += 1
            figures.safe_wrong += not judge.mends_something(finding, finding.fixes[0])


def error_rates(cases: Iterable[Case], rules: Sequence[Rule], shown: Sequence[str]) -> Mapping[str, float]:
    """The character error rate of damaged pages: as they stand, with the SAFE fixes of each rule in `shown` alone, and with all together.

    Without any such rule there is nothing to count.
    """
    groups: dict[str, tuple[Rule, ...]] = {rule.id: (rule,) for rule in rules if rule.id in shown and rule.safety is Safety.SAFE}
    if not groups:
        return {}
    if len(shown) == len(rules):
        groups["all"] = tuple(rules)
    errors: Counter[str] = Counter()
    length = 0
    for case in cases:
        for name, wrong, true in _errors(case, groups):
            errors[name] += wrong
            length += true if name == "source" else 0
    return {name: count / max(1, length) for name, count in errors.items()}


def _errors(case: Case, groups: Mapping[str, tuple[Rule, ...]]) -> Iterator[tuple[str, int, int]]:
    if case.truth.text is None:
        return
    true = compact(case.truth.text)
    yield "source", distance(compact(case.page.text), true), len(true)
    for name, group in groups.items():
        yield name, distance(compact(cleaned(case.page, group, Safety.SAFE)), true), len(true)
