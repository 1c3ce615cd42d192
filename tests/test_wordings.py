"""What a finding suggests for the lists of strings that are never flagged or always changed."""

import pytest

from cleanup.edits import Edit, Follow, Replace, Separator
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.review.wordings import Wording, wording_of
from tests.test_render import page_of

PAGE = page_of("涌知各村,\n涌知各镇")


def finding(*spans: Span, edits: tuple[Edit, ...] = ()) -> Finding:
    fixes = (Fix(Message("desktop.read-only"), edits, Safety.ASK),) if edits else ()
    return Finding("some-rule", spans, Message("desktop.read-only"), 0.5, fixes=fixes)


@pytest.mark.parametrize(
    ("made", "wording"),
    [
        (finding(Span(0, 2), edits=(Replace(0, 1, "涌", "通"),)), Wording("涌知", "通知")),
        (finding(Span(0, 2), Span(6, 8), edits=(Replace(0, 1, "涌", "通"), Replace(6, 7, "涌", "通"))), Wording("涌知", "通知")),
        (finding(Span(0, 2)), Wording("涌知", "涌知")),
        (finding(Span(4, 5), edits=(Replace(4, 5, ",", "，"),)), Wording(",", "，")),
        (finding(Span(0, 4), edits=(Replace(2, 3, "各", ""),)), Wording("涌知各村", "涌知村")),
        (finding(Span(4, 6)), Wording()),
        (finding(Span(0, 5), edits=(Follow(Span(0, 5), Span(6, 10), Separator.JOIN),)), Wording()),
        (finding(Span(4, 7)), Wording()),
        (finding(Span(2, 2), edits=(Replace(2, 2, "", "到"),)), Wording()),
    ],
)
def test_the_string_and_what_the_fix_makes_of_it(made: Finding, wording: Wording) -> None:
    assert wording_of(PAGE, made) == wording
