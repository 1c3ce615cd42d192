"""Patches that somebody broke, or made to do harm: each is refused with its own error, and stays as it was."""

import os
from pathlib import Path
from typing import Any

import pytest

from cleanup.messages import KanwuError
from cleanup.patchfile import Journal, PatchReader, journal_path, load, review_from, review_of
from tests.hostile_patches import CASES, NAME, Case, good_records, lines, many, the_page


def some(*kinds: str) -> pytest.MarkDecorator:
    """Each case of these kinds; of all kinds where none is named."""
    chosen = [case for case in CASES if not kinds or case.kind in kinds]
    return pytest.mark.parametrize("case", chosen, ids=[f"{case.kind}: {case.name}" for case in chosen])


ANY = sorted({case.kind for case in CASES})


@some()
def test_a_hostile_patch_is_refused_and_stays_as_it_was(case: Case, tmp_path: Path) -> None:
    path = tmp_path / NAME
    data = case.damage(good_records())
    path.write_bytes(data)
    (tmp_path / "page.txt").write_text(the_page().text, encoding="utf-8")
    with pytest.raises(KanwuError) as refused:
        review_of(load(path), the_page())
    error = refused.value
    assert error.message.key == case.key, str(error)
    for language in ("en", "zh_CN", "zh_TW"):
        text = error.message.text(language)
        assert str(path) in text
        assert len(text) < 700
    if "line" in error.message.params:
        assert f"line {error.message.params['line']}" in str(error)
    assert path.read_bytes() == data
    assert sorted(p.name for p in tmp_path.iterdir()) == ["page.txt", NAME]


@some(*(set(ANY) - {"too large", "header", "many pages"}))
def test_a_window_does_not_open_on_a_hostile_patch_either(case: Case, tmp_path: Path) -> None:
    path = tmp_path / NAME
    data = case.damage(good_records())
    path.write_bytes(data)
    with pytest.raises(KanwuError), Journal(path, the_page()) as journal:
        journal.review()
    assert path.read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == [NAME]


@some("decision", "edit", "not JSON", "doubled key", "wrong number")
def test_a_hostile_journal_is_refused_too(case: Case, tmp_path: Path) -> None:
    path = tmp_path / NAME
    journal = case.damage(good_records()).replace(b'{"kanwu": "header"', b'{"kanwu":"journal"')
    journal_path(path).write_bytes(journal)
    with pytest.raises(KanwuError):
        review_of(load(path), the_page())
    with pytest.raises(KanwuError):
        Journal(path, the_page()).review()
    assert journal_path(path).read_bytes() == journal


def test_the_good_patch_is_taken(tmp_path: Path) -> None:
    """What the cases damage is good before: none of them is refused for another reason."""
    path = tmp_path / NAME
    path.write_bytes(lines(good_records()))
    assert review_of(load(path), the_page()).rendered.text == "防控工作要and实,再报\n\n水情快报"
    head = good_records()
    path.write_bytes(many({"kanwu": "page"}, *({**r, "page": "page.txt"} for r in head[1:]))(head))
    with PatchReader(path) as reader:
        records = reader.records("page.txt")
    assert records is not None
    assert review_from(records, the_page(), path).edits == review_of(load(path), the_page()).edits


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60
    assert len({case.kind for case in CASES}) >= 15
    assert len({(case.kind, case.name) for case in CASES}) == len(CASES)


def test_the_source_named_in_a_header_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the patch and its journal is opened, whatever the header says."""
    path = tmp_path / NAME
    path.write_bytes(lines(good_records()))
    opened: list[str] = []
    real = os.open

    def noted(name: Any, *rest: Any, **more: Any) -> int:
        opened.append(str(name))
        return real(name, *rest, **more)

    monkeypatch.setattr(os, "open", noted)
    load(path)
    assert set(opened) == {str(path), str(journal_path(path))}
