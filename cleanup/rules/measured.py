"""What was measured of the rules that ship with Kanwu: kept beside them, so that a help page says what a command has printed."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cleanup.resources import resource


class OnDamage(NamedTuple):
    """What a rule did with damage made for it: places wanted and found, findings made and right, SAFE fixes and those wrong among them;
    of a rule that only shows, what it shows.
    """

    wanted: int
    found: int
    made: int
    right: int
    safe: int
    safe_wrong: int


class OnCleanText(NamedTuple):
    """What a rule says of clean newspaper text: its characters, findings at ASK or above, and those merely shown."""

    characters: int
    asked: int
    shown: int


class Measured(NamedTuple):
    """Both; None where it was not measured."""

    damage: OnDamage | None
    clean: OnCleanText | None


def measured(rule: str) -> Measured:
    """What was measured of a rule; nothing of one that does not ship with Kanwu. See `resources/measured/ORIGIN.md`."""
    record = _records().get(rule, {})
    damage, clean = record.get("damage"), record.get("clean")
    return Measured(OnDamage(**damage) if damage else None, OnCleanText(**clean) if clean else None)


def file() -> Path:
    """Where the figures of all rules stand."""
    return resource("measured", "rules.json")


@cache
def _records() -> dict[str, dict[str, dict[str, int]]]:
    records: dict[str, dict[str, dict[str, int]]] = json.loads(file().read_text(encoding="utf-8"))
    return records
