"""What must be found on the real pages, where they are at hand; of their text only what is wrong is written here."""

import json
from functools import cache
from typing import Any

import pytest

from tests.accuracy.pages import REAL
from tests.commands import kanwu_process

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not at hand")


@cache
def findings() -> tuple[dict[str, Any], ...]:
    """All that `kanwu check` finds on the pages together, by the number of the page."""
    ran = kanwu_process("check", *sorted(REAL.glob("*.txt")), "--format", "jsonl")
    records = [json.loads(line) for line in ran.text.splitlines()]
    return tuple({**record, "number": record["page"].partition("_")[0]} for record in records)


def asked(number: str, rule: str) -> list[str]:
    """The messages of a rule on a page that ask."""
    return [f["message"] for f in findings() if (f["number"], f["rule"], f["safety"]) == (number, rule, "ask")]


@pytest.mark.parametrize("beginning", ["The same paragraph stands twice", "One text under two bylines", "A passage of"])
def test_each_copy_is_told_by_its_kind(beginning: str) -> None:
    assert len(asked("001", "duplicate-paragraph")) == 3
    assert sum(message.startswith(beginning) for message in asked("001", "duplicate-paragraph")) == 1


@pytest.mark.parametrize(("number", "twice"), [("000", "感人的感人"), ("001", "地地")])
def test_what_stands_twice_is_asked_about(number: str, twice: str) -> None:
    assert any(f"“{twice}”" in message for message in asked(number, "repeated-phrase"))


def test_quotes_without_a_partner_are_asked_about() -> None:
    found = asked("000", "quotes")
    assert any("never opened" in message for message in found)
    assert any("never closed" in message for message in found)


def test_a_misread_character_is_put_right_first() -> None:
    found = [f for f in findings() if f["number"] == "003" and f["rule"] == "lookalike" and "通知" in f["message"]]
    assert len(found) == 1
    assert found[0]["safety"] == "ask"
    assert [edit["after"] for edit in found[0]["fixes"][0]["edits"]] == ["通"]


def test_a_name_that_the_page_beside_it_writes_otherwise_is_asked_about() -> None:
    assert asked("001", "name-variant")


def test_joins_that_are_safe_are_as_sure_as_is_asked() -> None:
    joins = [f for f in findings() if f["rule"] == "column-join" and f["safety"] == "safe"]
    assert len(joins) >= 10
    assert min(f["confidence"] for f in joins) >= 0.96
