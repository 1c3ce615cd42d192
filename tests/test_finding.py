"""What a rule says, and the fingerprint by which it is known again."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from cleanup.edits import Edit, Follow, Replace, Separator
from cleanup.finding import Evidence, Finding, Fix, Safety, edit_record, one_change
from cleanup.messages import Message, literal
from cleanup.page import Span

OFFSETS = st.integers(0, 10**7)
SPANS = st.builds(Span, OFFSETS, OFFSETS)
TEXTS = st.text('渠水"\\\n\u2028\x07𠀀é,', max_size=6)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(Replace, OFFSETS, OFFSETS, TEXTS, TEXTS),
    st.builds(Follow, st.none() | SPANS, st.none() | SPANS, st.sampled_from(Separator)),
)


@given(st.lists(SPANS, max_size=3).map(tuple), st.lists(st.lists(EDITS, max_size=4).map(tuple), max_size=3))
def test_the_fingerprint_is_of_rule_spans_and_edits_as_json(spans: tuple[Span, ...], fixes: list[tuple[Edit, ...]]) -> None:
    found = Finding("渠-rule", spans, literal("x"), 0.5, (), tuple(Fix(literal("y"), edits, Safety.ASK) for edits in fixes))
    edits = sorted({json.dumps(edit_record(edit)) for fix in fixes for edit in fix})
    record = json.dumps(["渠-rule", [list(span) for span in spans], edits], ensure_ascii=False)
    assert found.id == hashlib.sha256(record.encode("utf-8")).hexdigest()[:16]


def test_the_fingerprint_stays_what_it_was() -> None:
    join = Fix(literal("join"), (Follow(Span(0, 4), Span(9, 12)), Follow(None, Span(1, 2), Separator.PARAGRAPH)), Safety.ASK)
    mark = Fix(literal("mark"), (Replace(4, 5, ",", "，"),), Safety.SAFE)
    assert Finding("column-join", (Span(0, 4),), literal("x"), 0.5, (), (join, mark)).id == "dd83f00cdfcf8e10"


def test_a_change_alone_is_what_the_constructors_make() -> None:
    message, title, evidence = Message("spacing.between"), Message("spacing.remove"), (Evidence(literal("why"), 1.5),)
    made = one_change("spacing", (3, 4, " ", ""), message, title, Safety.SAFE, 0.9, evidence, "spacing:safe", ("join",))
    fix = Fix(title, (Replace(3, 4, " ", ""),), Safety.SAFE, 0.9)
    whole = Finding("spacing", (Span(3, 4),), message, 0.9, evidence, (fix,), "spacing:safe", ("join",))
    assert made == whole
    assert (made.id, made.version, made.safety) == (whole.id, whole.version, Safety.SAFE)
    assert [type(part) for part in (made, made.fixes[0], made.fixes[0].edits[0], made.spans[0])] == [Finding, Fix, Replace, Span]
