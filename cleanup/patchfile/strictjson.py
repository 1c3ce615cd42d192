"""JSON read with no mercy: what is wrong with a line, and where."""

import json
import re
from typing import NoReturn

DEPTH = 64  # nesting beyond this is no record of any program's


class Flaw(Exception):
    """What is wrong with a line: a message name of the catalogue `patch`, and its values."""

    def __init__(self, name: str, **params: object) -> None:
        self.name = name
        self.params = params
        super().__init__(name, params)


def parse_object(line: bytes) -> dict[str, object]:
    """The JSON object that a line holds; Flaw where it is anything else, or holds what would be read in two ways."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Flaw("not-utf8", column=error.start + 1) from None
    if re.match(r"<{7}|={7}|>{7}|\|{7}", text):
        raise Flaw("merge-marks")
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float, parse_int=_int)
    except json.JSONDecodeError as error:
        raise Flaw("not-json", column=error.colno) from None
    except RecursionError:
        raise Flaw("too-deep", most=DEPTH) from None
    if not isinstance(value, dict):
        raise Flaw("not-object")
    if _depth(value) > DEPTH:
        raise Flaw("too-deep", most=DEPTH)
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise Flaw("half-character") from None
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise Flaw("twice-key", field=key)
            seen.add(key)
    return made


def _constant(name: str) -> NoReturn:
    raise Flaw("not-a-number", number=name)


def _float(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise Flaw("not-a-number", number=digits[:40])
    return number


def _int(digits: str) -> int:
    if len(digits) > 1000:
        raise Flaw("not-a-number", number=digits[:40] + "…")
    return int(digits)


def _depth(value: object) -> int:
    """How deep containers are nested, without recursion."""
    deepest = 0
    waiting = [(value, 1)]
    while waiting:
        here, depth = waiting.pop()
        inside = here.values() if isinstance(here, dict) else here if isinstance(here, list) else ()
        deepest = max(deepest, depth)
        waiting += [(item, depth + 1) for item in inside if isinstance(item, dict | list)]
    return deepest
