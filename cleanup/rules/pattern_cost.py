"""How much work a regular expression of the user may cost, and the same expression with its open repeats bounded.

Python's `re` has no time limit, so an expression such as `(a+)+b` would hang a run over a million pages. Instead of a watchdog, which
no thread and no platform but Unix could rely on, an expression is read before it is used: its open repeats are bounded at
`OPEN_REPEAT` times, and the steps that matching from one place may take are counted. Above `MOST_STEPS` it is refused, so that the
work is linear in the length of the text. Alternatives that begin with different characters count as one way.
"""

import re
from dataclasses import dataclass
from typing import Final

from cleanup.language.lazy import lazy

OPEN_REPEAT: Final = 64
MOST_STEPS: Final = 10_000
MOST_LENGTH: Final = 1000

_QUANTIFIER: Final = lazy(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})([?+]?)")
_GROUP: Final = lazy(r"\((?:\?(?:P<\w+>|:|>|=|!|<=|<!|[aimsuLA-]*:|\(\w+\)))?")
_WHOLE: Final = lazy(r"\(\?(?:P=\w+|#[^)]*|[aimsu]+)\)")
_CLASS: Final = lazy(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE: Final = lazy(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-9]{1,3}|.)", re.DOTALL)


class CostlyPatternError(ValueError):
    """An expression that could take too long; the message names the place in it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an expression: in how many ways it can match at one place, how many steps all of them take together, and the
    character it must begin with (None: unknown)."""

    ways: int
    steps: int
    first: str | None = None


def bounded(pattern: str) -> str:
    """The expression with `*`, `+` and `{n,}` bounded; CostlyPatternError where it could still take too long.

    The expression must be one that `re.compile` takes.

    >>> bounded("[A-Z]+号")
    '[A-Z]{1,64}号'
    """
    reader, _ = _read(pattern)
    return "".join(reader.written)


def steps_of(pattern: str) -> int:
    """The most steps that matching a bounded expression from one place may take; CostlyPatternError as `bounded`."""
    return _read(pattern)[1].steps


def _read(pattern: str) -> "tuple[_Reader, _Part]":
    if len(pattern) > MOST_LENGTH:
        raise CostlyPatternError(f"longer than {MOST_LENGTH} characters")
    reader = _Reader(pattern)
    part = reader.alternatives()
    if reader.at < len(pattern):
        raise CostlyPatternError(pattern[reader.at :])
    return reader, part


def _within(part: _Part, text: str) -> _Part:
    if part.steps > MOST_STEPS or part.ways > MOST_STEPS:
        raise CostlyPatternError(text)
    return part


class _Reader:
    """Reads an expression from left to right, and writes it anew."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.written: list[str] = []

    def take(self, end: int) -> str:
        text = self.pattern[self.at : end]
        self.written.append(text)
        self.at = end
        return text

    def alternatives(self) -> _Part:
        parts = [self.sequence()]
        while self.pattern[self.at : self.at + 1] == "|":
            self.take(self.at + 1)
            parts.append(self.sequence())
        if len(parts) == 1:
            return parts[0]
        firsts = [part.first.casefold() for part in parts if part.first is not None]
        apart = len(set(firsts)) == len(parts)
        ways = max(part.ways for part in parts) if apart else sum(part.ways for part in parts)
        return _Part(ways, sum(part.steps for part in parts))

    def sequence(self) -> _Part:
        whole = _Part(1, 1)
        begun = False
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            start = self.at
            part = self.repeated(self.atom())
            first = whole.first if begun else part.first
            whole = _Part(whole.ways * part.ways, whole.steps + whole.ways * part.steps, first)
            _within(whole, self.pattern[start : self.at])
            begun = True
        return whole

    def atom(self) -> _Part:
        char = self.pattern[self.at]
        if char == "(":
            return self.group()
        for form in (_CLASS, _ESCAPE):
            match = form.match(self.pattern, self.at)
            if match is not None:
                text = self.take(match.end())
                literal = text[1] if form is _ESCAPE and not text[1].isalnum() else None
                return _Part(1, 1, literal)
        self.take(self.at + 1)
        return _Part(1, 1, None if char in ".^$" else char)

    def group(self) -> _Part:
        whole = _WHOLE.match(self.pattern, self.at)
        if whole is not None:
            self.take(whole.end())
            return _Part(1, 1)
        match = _GROUP.match(self.pattern, self.at)
        if match is None or self.pattern[match.end() : match.end() + 1] == "?":
            raise CostlyPatternError(self.pattern[self.at : self.at + 8])
        opening = self.take(match.end())
        part = self.alternatives()
        if self.pattern[self.at : self.at + 1] != ")":
            raise CostlyPatternError(self.pattern[self.at : self.at + 8])
        self.take(self.at + 1)
        if opening in ("(?>", "(?=", "(?!", "(?<=", "(?<!"):
            return _Part(1, part.steps, part.first if opening == "(?>" else None)
        return part

    def repeated(self, part: _Part) -> _Part:
        match = _QUANTIFIER.match(self.pattern, self.at)
        if match is None:
            return part
        sign, low, comma, high, kind = match.groups()
        if sign is None and not low and not high:
            return part  # `{` and `{,}` stand for themselves
        least = {"*": 0, "+": 1, "?": 0}[sign] if sign else int(low or 0)
        if sign:
            most = 1 if sign == "?" else OPEN_REPEAT
        elif comma:
            most = int(high) if high else max(least, OPEN_REPEAT)
        else:
            most = least
        self.at = match.end()
        self.written.append(match.group() if sign == "?" else f"{{{least},{most}}}{kind}")
        first = part.first if least else None
        if part.ways == 1 or kind == "+":
            steps = max(most, 1) * part.steps
            return _within(_Part(1 if kind == "+" else most - least + 1, steps, first), match.group())
        ways = steps = 0
        for count in range(most + 1):
            steps += part.ways**count * part.steps
            ways += part.ways**count if count >= least else 0
            _within(_Part(ways, steps), match.group())
        return _Part(ways, steps, first)
