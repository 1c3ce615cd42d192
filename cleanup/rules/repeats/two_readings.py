"""Two readings of one paragraph, and two bylines under one text."""

from collections.abc import Iterator

from cleanup.finding import Evidence, Finding, Fix
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.rules.repeats import readings
from cleanup.rules.repeats.fingerprints import Unit
from cleanup.rules.repeats.judged import Judged, blend, judge
from cleanup.rules.repeats.readings import Likeness
from cleanup.rules.repeats.report import ID, Report, ranked

FORM_HOLDERS = 5
"""A passage in so many paragraphs is the wording of a form."""

_FORM_ALIKE = 0.97  # share of equal characters from which on two notices of one form are two readings of one
_LINES_ALIKE = 0.85  # share of equal characters of two lines that are two readings of one
_SHOWN = 3  # differences that a sentence names
_BYLINE = lazy(r"(?:本报|本刊)?(?:记者|通讯员|实习生|特约|記者|通訊員|實習生|摄影|攝影|文/|图/)[^。！？!?]{1,40}\Z")


def near(report: Report, a: Unit, b: Unit, holders: int) -> Iterator[Finding]:
    """The finding of two paragraphs that are two readings of one; none where they are two texts that read alike."""
    folded = report.folded
    likeness = readings.compare(folded.text[a.low : a.high], folded.text[b.low : b.high])
    texts = report.text[a.start : a.end], report.text[b.start : b.end]
    small = min(a.size, b.size)
    if likeness.share < readings.LIKE_ENOUGH or readings.is_series(likeness, small):
        return
    if small < readings.SHORT and (likeness.share < _LINES_ALIKE or readings.in_list(folded, a.number, b.number)):
        return
    text_twice = readings.is_text(texts[0], a.size) and readings.is_text(texts[1], b.size)
    if not text_twice and not readings.close(folded, a.number, b.number):
        return
    form = holders >= FORM_HOLDERS or all(map(readings.is_notice, texts))
    if form and likeness.share < _FORM_ALIKE:
        return
    counts = {"equal": likeness.equal, "total": likeness.total, "percent": likeness.percent}
    evidence = [report.evidence("equal", 12 * (likeness.share - 0.75) + min(2.0, small / 50), **counts)]
    if not likeness.differences:
        evidence.append(report.evidence("marks", 1.0))
    if likeness.numbers:
        evidence.append(report.evidence("numbers", -0.7 * likeness.numbers, count=likeness.numbers))
    bylines = _bylines(texts[0], texts[1], likeness)
    if bylines is not None:
        evidence.append(report.evidence("bylines", 0.5, first=bylines[0], second=bylines[1]))
    fixes = _by_model(report, a, b, likeness, evidence) if bylines is None else ranked(_fixes(report, a, b, (0.35, 0.35, 0.3)))
    places = [report.paragraph(a), report.paragraph(b)]
    name = "message-near" if bylines is None else "message-bylines"
    yield report.finding(Message(f"{ID}.{name}", {"start": report.start(places[0]), "percent": likeness.percent}), places, evidence, fixes)


def _bylines(first: str, second: str, likeness: Likeness) -> tuple[str, str] | None:
    """The bylines that end two paragraphs, where they differ and the rest hardly does."""
    left, right = _BYLINE.search(first[-48:]), _BYLINE.search(second[-48:])
    if left is None or right is None or left.group() == right.group() or not likeness.differences:
        return None
    return left.group(), right.group()


def _by_model(report: Report, a: Unit, b: Unit, likeness: Likeness, evidence: list[Evidence]) -> list[Fix]:
    """The fixes ranked by what the model says of each difference, which goes into the evidence too."""
    judged = judge(report, a, b, likeness) if likeness.differences else []
    if judged:
        shown = "、".join(_shown(each) for each in judged[:_SHOWN])
        name = "differ-at-end" if likeness.at_end else "differ"
        evidence.append(report.evidence(name, count=len(judged), places=shown))
    wins = [sum(each.winner == side for each in judged) for side in (1, 2)]
    if any(wins):
        evidence.append(report.evidence("judged", first=wins[0], second=wins[1], count=len(judged)))
    total = sum(max(-6.0, min(6.0, each.gain)) for each in judged)
    first_is_better = total >= 0
    if abs(total) < 1:
        chances = (0.35, 0.3, 0.25) if first_is_better else (0.3, 0.35, 0.25)
    else:
        chances = (0.6, 0.15, 0.15) if first_is_better else (0.15, 0.6, 0.15)
    fixes = _fixes(report, a, b, chances, better=0 if abs(total) < 1 else 1 if first_is_better else 2)
    if all(wins):
        kept, dropped = (a, b) if first_is_better else (b, a)
        mended = blend(report, judged, into_first=first_is_better)
        drop = report.drop(dropped.number)
        if mended and drop:
            fixes.append(
                report.fix("blend", (*mended, *drop), 0.65, picks=True, start=report.start(report.paragraph(kept)), count=len(mended))
            )
    return ranked(fixes)


def _fixes(report: Report, a: Unit, b: Unit, chances: tuple[float, float, float], *, better: int = 0) -> list[Fix | None]:
    """Keep the first, keep the second, keep both, by their chances; `better` names the reading that the model prefers."""
    return [
        report.fix("keep-better-first" if better == 1 else "drop-second", report.drop(b.number), chances[0], picks=True),
        report.fix("keep-better-second" if better == 2 else "drop-first", report.drop(a.number), chances[1], picks=True),
        report.fix("keep", (), chances[2]),
    ]


def _shown(each: Judged) -> str:
    mark = {0: "/", 1: ">", 2: "<"}[each.winner]
    return f"“{each.difference.first}”{mark}“{each.difference.second}”"
