"""Paragraphs and passages that stand on the page twice: exact, near, partial, and loops."""

from collections.abc import Iterator, Mapping

from cleanup.finding import Finding, Safety
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.repeats import copies, loops, readings, splices, two_readings
from cleanup.rules.repeats.fingerprints import Folded
from cleanup.rules.repeats.passages import Matches, exact_groups, find_matches
from cleanup.rules.repeats.report import ID, Report


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """Repeated paragraphs, passages and loops of the view.

    Loops of paragraphs and exact copies come first; one of each set of copies is then compared with the other paragraphs.
    """
    folded = Folded(analysis.text, analysis.paragraphs)
    seeds = folded.seeds()
    if not seeds:
        return
    report = Report(analysis, folded)
    groups = exact_groups(folded, seeds)
    skip = {number for group in groups for number in group[1:]}
    looping: set[int] = set()
    for turns in copies.find_turns(folded, groups):
        found = list(copies.turns(report, turns))
        if found:
            yield from found
            looping.update(range(turns.first + turns.period, turns.end))
    for group in groups:
        for run in copies.repeated(report, [number for number in group if number not in looping] or group[:1]):
            yield from copies.exact(report, run)
    matches = find_matches(folded, seeds, frozenset(skip | looping))
    for loop in matches.loops:
        yield from loops.loop(report, loop)
    yield from _pairs(report, matches)


def _pairs(report: Report, matches: Matches) -> Iterator[Finding]:
    """Paragraphs that read alike, each paired once, and passages that two share."""
    near: set[int] = set()
    for (first, second), passages in sorted(matches.passages.items()):
        a, b = report.folded.unit(first), report.folded.unit(second)
        same = sum(passage.same for passage in passages)
        if first != second and readings.may_be_near(a, b, same):
            holders = sum(passage.held for passage in passages) // same
            found = list(two_readings.near(report, a, b, holders)) if second not in near else []
            if found:
                near.add(second)
                yield from found
                continue
        yield from splices.partial(report, a, b, passages)


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example(
            "清河大桥昨日合龙，比计划提前十二天，两岸群众从此不再绕行三十里。\n\n通车时间另行通知。\n\n"
            "清河大桥昨日合龙，比计划提前十二天，两岸群众从此不再绕行三十里。",
            "清河大桥昨日合龙，比计划提前十二天，两岸群众从此不再绕行三十里。\n\n通车时间另行通知。",
        ),
        Example(
            "人民城市人民建\n\n街道干部走进小区，听取居民意见。\n\n人民城市人民建",
            "人民城市人民建\n\n街道干部走进小区，听取居民意见。\n\n人民城市人民建",
        ),
    ),
)
