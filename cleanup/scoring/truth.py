"""What is known to be true of a page, as a JSON file says it: joins, false neighbours, edits, duplicates, and the true text beside it.

The keys that are read: `page`; `joins`, `allowed`, `splits`, `order` (pairs: the end of one piece, the beginning of another);
`stray` (token, what stands before it, what behind); `keep_english` (strings); `duplicates` (`kind`, `first`, `second`, and where
known `first_span`, `second_span`, `extra_span`); `edits` (start, end, damaged, true, kind; code points of the damaged text); `extra`
(start, end, kind: text that may go). Other keys are left alone, so a file may hold more.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from cleanup.messages import KanwuError

_Item = TypeVar("_Item")
Pair = tuple[str, str]


class TrueEdit(NamedTuple):
    """A change that a page needs: `damaged` stands at `start` to `end` of it, `true` should."""

    start: int
    end: int
    damaged: str
    true: str
    kind: str


class Stray(NamedTuple):
    """A token that must go, with what stands before and behind it."""

    token: str
    before: str
    after: str


class Twin(NamedTuple):
    """A passage that stands twice, as texts; `spans` where the file gives its places."""

    kind: str
    first: str
    second: str
    spans: tuple[tuple[int, int], tuple[int, int]] | None


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth of one page; `edits` is None where the file does not list them, `text` where no true text lies beside it."""

    page: str
    joins: tuple[Pair, ...] = ()
    allowed: tuple[Pair, ...] = ()
    splits: tuple[Pair, ...] = ()
    order: tuple[Pair, ...] = ()
    stray: tuple[Stray, ...] = ()
    keep_english: tuple[str, ...] = ()
    duplicates: tuple[Twin, ...] = ()
    edits: tuple[TrueEdit, ...] | None = None
    extra: tuple[tuple[int, int], ...] = ()
    text: str | None = None


def load_truth(path: Path) -> Truth:
    """The truth in a file; the true text is read from `NAME.truth.txt` beside `NAME.truth.json` or `NAME.json`, where there is one.

    KanwuError names the file, and the key whose value is not what it should be.
    """
    try:
        values = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise KanwuError("scoring.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise KanwuError("scoring.not-json", path=str(path), reason=str(error)) from error
    if not isinstance(values, dict):
        raise KanwuError("scoring.not-json", path=str(path), reason=type(values).__name__)
    page = values.get("page")
    if not isinstance(page, str) or not page:
        raise KanwuError("scoring.bad-key", path=str(path), at="page")
    edits = _items(path, values, "edits", _edit) if "edits" in values else None
    return Truth(
        page=page,
        joins=_items(path, values, "joins", _pair),
        allowed=_items(path, values, "allowed", _pair),
        splits=_items(path, values, "splits", _pair),
        order=_items(path, values, "order", _pair),
        stray=_items(path, values, "stray", lambda item: Stray(*_strings(item, 3))),
        keep_english=_items(path, values, "keep_english", _string),
        duplicates=_items(path, values, "duplicates", _twin),
        edits=edits,
        extra=_items(path, values, "extra", _span),
        text=_true_text(path),
    )


def _true_text(path: Path) -> str | None:
    beside = path.with_name(path.name.removesuffix(".json").removesuffix(".truth") + ".truth.txt")
    try:
        return beside.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise KanwuError("scoring.unreadable", path=str(beside), reason=str(error)) from error


def _items(path: Path, values: Mapping[str, object], key: str, read: Callable[[object], _Item]) -> tuple[_Item, ...]:
    items = values.get(key, [])
    if not isinstance(items, list):
        raise KanwuError("scoring.bad-key", path=str(path), at=key)
    found = []
    for number, item in enumerate(items):
        try:
            found.append(read(item))
        except (TypeError, ValueError, KeyError) as error:
            raise KanwuError("scoring.bad-key", path=str(path), at=f"{key}[{number}]") from error
    return tuple(found)


def _string(item: object) -> str:
    if not isinstance(item, str):
        raise TypeError(item)
    return item


def _strings(item: object, count: int) -> list[str]:
    if not isinstance(item, list) or len(item) != count:
        raise ValueError(item)
    return [_string(value) for value in item]


def _pair(item: object) -> Pair:
    first, second = _strings(item, 2)
    return first, second


def _span(item: object) -> tuple[int, int]:
    if not isinstance(item, list) or len(item) < 2 or type(item[0]) is not int or type(item[1]) is not int or not 0 <= item[0] <= item[1]:
        raise ValueError(item)
    return item[0], item[1]


def _edit(item: object) -> TrueEdit:
    start, end = _span(item)
    assert isinstance(item, list)
    damaged, true, kind = _strings(item[2:], 3)
    return TrueEdit(start, end, damaged, true, kind)


def _twin(item: object) -> Twin:
    if not isinstance(item, dict):
        raise TypeError(item)
    spans = (_span(item["first_span"]), _span(item["second_span"])) if "first_span" in item else None
    return Twin(_string(item["kind"]), _string(item["first"]), _string(item["second"]), spans)
