"""Rendering: the consequences of saying everything in the coordinates of the source, over generated pages and edits."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.conflicts import ConflictError, find_conflicts
from cleanup.edits import Edit, Replace
from cleanup.page import Page
from cleanup.render import Rendered, Side, render
from tests.strategies import edits_of, pages, pages_with_edits


@given(pages())
def test_nothing_accepted_gives_the_source(page: Page) -> None:
    rendered = render(page, [])
    assert rendered.text == page.text
    assert all(rendered.blame(i) == i and rendered.fate(i) == i for i in range(len(page.text)))


@given(pages_with_edits(), st.randoms())
def test_rendering_does_not_depend_on_order_or_repetition(case: tuple[Page, list[Edit]], random: st.DataObject) -> None:
    page, edits = case
    shuffled = edits * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert render(page, shuffled) == render(page, edits)


@given(pages_with_edits(), st.data())
def test_every_subset_of_a_valid_set_is_valid(case: tuple[Page, list[Edit]], data: st.DataObject) -> None:
    page, edits = case
    some = [e for e in edits if data.draw(st.booleans())]
    assert find_conflicts(page, some) == ()
    render(page, some)


@given(pages_with_edits())
def test_any_single_edit_can_be_withdrawn(case: tuple[Page, list[Edit]]) -> None:
    page, edits = case
    for edit in edits:
        render(page, [e for e in edits if e != edit])


def covered(rendered: Rendered) -> None:
    at = 0
    seen: Counter[int] = Counter()
    for segment in rendered.segments:
        assert segment.start == at
        at = segment.end
        seen.update(range(segment.source_start, segment.source_end))
        if segment.edit is None:
            kept = rendered.page.text[segment.source_start : segment.source_end]
            assert rendered.text[segment.start : segment.end] == kept
        elif isinstance(segment.edit, Replace):
            assert segment.source_start >= segment.edit.start
            assert segment.source_end <= segment.edit.end
    assert at == len(rendered.text)
    assert seen == Counter(range(len(rendered.page.text)))


@given(pages_with_edits())
def test_every_character_is_traced_both_ways(case: tuple[Page, list[Edit]]) -> None:
    page, edits = case
    rendered = render(page, edits)
    covered(rendered)
    for i, character in enumerate(rendered.text):
        source = rendered.blame(i)
        if isinstance(source, int):
            assert page.text[source] == character
            assert rendered.fate(source) == i
            assert rendered.to_source(i) == source
            assert rendered.to_cleaned(source) == i
            assert rendered.to_source(i + 1, "left") == source + 1
        else:
            assert source in edits
    for offset in range(len(page.text)):
        place = rendered.fate(offset)
        if isinstance(place, int):
            assert rendered.blame(place) == offset
        else:
            assert place in edits
            assert place not in rendered.asleep


@given(pages_with_edits())
def test_text_is_lost_only_to_a_replacement(case: tuple[Page, list[Edit]]) -> None:
    page, edits = case
    rendered = render(page, edits)
    for offset, character in enumerate(page.text):
        if not character.isspace() and not isinstance(rendered.fate(offset), int):
            assert isinstance(rendered.fate(offset), Replace)
    for edit in edits:
        if isinstance(edit, Replace) and edit.after.strip():
            assert edit not in rendered.asleep
            assert edit.after.strip() in rendered.text


@given(pages_with_edits(), st.data())
def test_edits_that_cannot_stand_together_are_all_named(case: tuple[Page, list[Edit]], data: st.DataObject) -> None:
    page, edits = case
    other = data.draw(edits_of(page))
    if other is None:
        return
    conflicts = find_conflicts(page, [*edits, other])
    if conflicts:
        assert all(other in c.edits and len(c.edits) > 1 for c in conflicts)
        with pytest.raises(ConflictError) as refused:
            render(page, [*edits, other])
        assert refused.value.conflicts == conflicts


@given(pages(), st.data())
def test_carets_stay_inside_the_texts(page: Page, data: st.DataObject) -> None:
    edits = [e for e in [data.draw(edits_of(page))] if e is not None]
    rendered = render(page, edits)
    sides: tuple[Side, ...] = ("left", "right")
    for side in sides:
        for offset in range(len(page.text) + 1):
            assert 0 <= rendered.to_cleaned(offset, side) <= len(rendered.text)
        for offset in range(len(rendered.text) + 1):
            assert 0 <= rendered.to_source(offset, side) <= len(page.text)
