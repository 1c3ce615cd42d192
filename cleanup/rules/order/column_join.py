"""Paragraphs cut at the end of a column, and columns read across line by line: which line goes on where.

Every piece of body text that does not end as a paragraph does is an open tail; every beginning may be its head, over headlines and
earlier on the page too. Named evidence (`sides`, `pairs`, `streams`) is weighed by a table (`weights`), and the page's joins are judged
together (`assignment`), so that a join's probability knows of the other claims on its tail and its head, and of the chance that nothing
on the page fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import Message
from cleanup.rules.order.alternatives import alternatives, end_of, follow_link, start_of
from cleanup.rules.order.assignment import Assignment, Link
from cleanup.rules.order.join_evidence import evidence_of, stream_evidence
from cleanup.rules.order.pieces import Piece
from cleanup.rules.order.scene import SECTION, SECTIONS, first_left
from cleanup.rules.order.weights import ASK_LINES_FROM, LOST_FROM, SHOW_FROM
from cleanup.rules.record import Example, OptionValue, Rule, Stage

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis


def find(analysis: "Analysis", options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """The joins of a page: the streams of its columns' lines as one finding each, every other open tail with its ranked continuations."""
    for assignment in analysis.assignments:
        yield from _find_in(assignment, analysis.page.text)
    left = first_left(analysis.page)
    if left is not None:
        yield Finding(
            "column-join", (left.span,), Message("column-join.too-long", {"count": SECTION * SECTIONS}), 1.0, version=RULE.version
        )


def _find_in(assignment: Assignment, source: str) -> Iterator[Finding]:
    in_streams: set[int] = set()
    for stream in assignment.streams:
        in_streams.update(link.join for link in stream if link.join is not None)
        yield _stream_finding(assignment, source, stream)
    for tail in assignment.scene.pieces:
        index = assignment.chosen.get(tail.number)
        if index is None or index in in_streams or assignment.is_natural(index):
            continue
        # Lines that touch in their paragraph stay so unless it is likelier that they do not belong together.
        least = ASK_LINES_FROM if assignment.touches_next(tail.number) else SHOW_FROM
        if assignment.probabilities[index] >= least and assignment.nothing(tail.number) < LOST_FROM:
            yield _join_finding(assignment, source, tail)


def _join_finding(assignment: Assignment, source: str, tail: Piece) -> Finding:
    """An open tail with its ranked continuations."""
    fixes = alternatives(assignment, source, tail, Safety.SAFE)
    best = assignment.proposals[assignment.chosen[tail.number]]
    probability, nothing = assignment.probabilities[assignment.chosen[tail.number]], assignment.nothing(tail.number)
    head = assignment.scene.pieces[best.head]
    key = "join" if fixes[0].safety is not Safety.SHOW else "unsure" if probability >= nothing else "perhaps-lost"
    params = {"tail": end_of(source, tail), "head": start_of(source, head), "count": len(fixes), "percent": round(100 * nothing)}
    message = Message(f"column-join.{key}", params)
    evidence = evidence_of(assignment.scene, best, source)
    return Finding("column-join", (tail.last.span, head.first.span), message, round(probability, 3), evidence, fixes, version=RULE.version)


def _stream_finding(assignment: Assignment, source: str, stream: Sequence[Link]) -> Finding:
    """The lines of one column that stand apart on the page, as one question; its joins may be taken one by one too."""
    scene = assignment.scene
    first, last = scene.pieces[stream[0].tail], scene.pieces[stream[-1].head]
    params = {"tail": start_of(source, first), "head": end_of(source, last), "count": len(stream)}
    spans = dict.fromkeys(span for link in stream for span in (scene.pieces[link.tail].last.span, scene.pieces[link.head].first.span))
    probability = sum(link.probability for link in stream) / len(stream)
    edits = tuple(follow_link(scene, source, link) for link in stream)
    fix = Fix(Message("column-join.fix-stream", params), edits, Safety.ASK, round(probability, 4), parts=True)
    evidence = stream_evidence(assignment, stream, source)
    message = Message("column-join.stream", params)
    return Finding("column-join", tuple(spans), message, round(probability, 3), evidence, (fix,), version=RULE.version)


RULE = Rule(
    id="column-join",
    find=find,
    safety=Safety.SAFE,
    stage=Stage.ORDER,
    examples=(
        Example(
            "维修人员连夜赶到泵房，及时更\n\n换了破裂的阀门，供水恢复正常。", "维修人员连夜赶到泵房，及时更换了破裂的阀门，供水恢复正常。"
        ),
        Example("供水恢复正常。\n\n记者在现场看到，抢修仍在继续。", "供水恢复正常。\n\n记者在现场看到，抢修仍在继续。"),
    ),
)
