"""Figures of a group of pages, cleaned as the batch cleans them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cleanup.batch.taking import Taking
from cleanup.config import Config
from cleanup.engine import analyse, settle
from cleanup.finding import Finding, Safety
from cleanup.page import Kind, Page
from cleanup.render import render
from cleanup.rules.record import Rule
from cleanup.rules.registry import load_rules
from cleanup.scoring import PageScore, score_page, total_of
from cleanup.scoring.normal import normal
from tests.accuracy.pages import Case


@dataclass
class Group:
    """The scores of a group of pages at both levels of acceptance, and what is counted over its findings."""

    name: str
    asked: PageScore
    safe: PageScore
    characters: int
    joins_by_kind: dict[str, list[int]] = field(default_factory=dict)
    kinds_right: int = 0
    kinds_all: int = 0
    flagged: Counter[tuple[str, Safety]] = field(default_factory=Counter)
    pages: list[PageScore] = field(default_factory=list)
    safe_pages: list[PageScore] = field(default_factory=list)


def cleaned(page: Page, rules: tuple[Rule, ...], level: Safety) -> str:
    """The page's text with the first fix of every finding of a level or above, as `kanwu clean --accept` takes them."""
    take = Taking(level.label).first_fix
    return render(page, settle(page, Config(), take, rules=rules).edits).text


def measure(name: str, cases: Iterable[Case]) -> Group:
    """Clean every page of a group at both levels and add up its scores."""
    rules = load_rules(Config())
    asked: list[PageScore] = []
    safe: list[PageScore] = []
    by_kind: dict[str, list[int]] = {}
    flagged: Counter[tuple[str, Safety]] = Counter()
    right = total = characters = 0
    for case in cases:
        page = case.page
        findings = analyse(page, Config(), rules=rules).findings
        flagged.update((f.rule, f.safety) for f in findings if not _names_furniture(f, case))
        records = [{"rule": f.rule, "spans": [list(s) for s in f.spans]} for f in findings]
        asked.append(score_page(page.text, cleaned(page, rules, Safety.ASK), case.truth, findings=records, with_words=False))
        safe.append(score_page(page.text, cleaned(page, rules, Safety.SAFE), case.truth, findings=records, with_words=False))
        for kind, found in _joins(case, asked[-1]):
            there, wanted = by_kind.get(kind, [0, 0])
            by_kind[kind] = [there + found, wanted + 1]
        good, known = _line_kinds(case)
        right += good
        total += known
        characters += len(page.text)
    return Group(name, total_of(asked, name), total_of(safe, name), characters, by_kind, right, total, flagged, asked, safe)


def _joins(case: Case, score: PageScore) -> Iterator[tuple[str, bool]]:
    missed = Counter(score.joins.missed)
    for pair, kind in zip(case.truth.joins, case.join_kinds, strict=False):
        key = (normal(pair[0]), normal(pair[1]))
        found = missed[key] == 0
        missed[key] -= not found
        yield kind, found


def _names_furniture(finding: Finding, case: Case) -> bool:
    """Whether a finding says of a line of page furniture what the labels say of it too: the article is clean, not that line."""
    if finding.rule != "furniture":
        return False
    start, end = finding.spans[0]
    return any(kind == Kind.FURNITURE and low <= start and end <= high for low, high, kind in case.line_kinds)


def _line_kinds(case: Case) -> tuple[int, int]:
    """How many of the labelled lines have the kind that their label says, weighed by line."""
    lines = case.page.lines
    right = known = 0
    at = 0
    for start, end, kind in sorted(case.line_kinds):
        while at < len(lines) and lines[at].end <= start:
            at += 1
        inside = []
        k = at
        while k < len(lines) and lines[k].start < end:
            inside.append(lines[k].kind)
            k += 1
        known += len(inside)
        right += sum(found == kind for found in inside)
    return right, known
