"""Data-only rules of the user: a pattern or a table of strings from the configuration, made into a rule.

They search the view without its hard wraps, so a string that a line's end cuts is found too. A fix that changes Han characters or digits
is never taken unasked, whatever safety the configuration gives it: the engine holds all rules to that.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cleanup.config import UserRule
from cleanup.finding import Finding, Fix
from cleanup.language.lazy import lazy
from cleanup.messages import KanwuError, Message, literal
from cleanup.rules.analysis import Analysis
from cleanup.rules.pattern_cost import CostlyPatternError, bounded
from cleanup.rules.record import Example, OptionValue, Rule

_CONFIDENCE = 0.6  # nobody measured the user's rule: likelier right than wrong
_ID = lazy(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class _Hit(NamedTuple):
    start: int
    end: int
    after: str | None


def make_rule(user: UserRule, path: Path | None = None) -> Rule:
    """The rule that a user's pattern or table describes.

    KanwuError, naming the file `path` and the rule, where the id is none, where the pattern is no regular expression or could take too
    long, where the rule would change its own result again, and where its example does not come out as it says.
    """
    where = str(path) if path is not None else "-"
    if _ID.fullmatch(user.id) is None:
        raise KanwuError("user-rules.id", path=where, name=user.id)
    search = _Table(user.table) if user.pattern is None else _pattern(user, where)
    for before, after in user.table.items():
        if before != after and any(True for _ in search.hits(after)):
            raise KanwuError("user-rules.feeds-itself", path=where, name=user.id, before=before, after=after)
    examples: tuple[Example, ...] = ()
    if user.example is not None:
        before, after = user.example
        made = search.applied(before)
        if made != after or not any(True for _ in search.hits(before)):
            raise KanwuError("user-rules.example", path=where, name=user.id, before=before, after=after, made=made)
        if search.applied(after) != after:
            raise KanwuError("user-rules.feeds-itself", path=where, name=user.id, before=before, after=after)
        examples = (Example(before, after),)

    def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
        flow = analysis.flow
        for hit in search.hits(flow.text):
            start, end = flow.view(hit.start, hit.end)
            if analysis.is_protected(start, end):
                continue
            fixes: tuple[Fix, ...] = ()
            if hit.after is not None:
                edits = analysis.replaced(start, end, hit.after, keep_wraps=True)
                if edits:
                    title = Message("user-rules.fix", {"before": flow.text[hit.start : hit.end], "after": hit.after})
                    fixes = (Fix(title, edits, user.safety, _CONFIDENCE),)
            rests_on = analysis.rests_on(start, end)
            yield Finding(user.id, analysis.spans(start, end), literal(user.hint), _CONFIDENCE, (), fixes, None, rests_on)

    texts: dict[str, str | Message] = {"title": user.id, "flags": user.hint, "trust": Message("user-rules.trust")}
    return Rule(id=user.id, find=find, safety=user.safety, examples=examples, texts=texts)


def _pattern(user: UserRule, where: str) -> "_Pattern":
    pattern = user.pattern or ""
    try:
        re.compile(pattern)
        compiled = re.compile(bounded(pattern), re.MULTILINE)
        if user.replacement is not None:
            compiled.sub(user.replacement, "")  # reads the template, and raises where it names a group that is not there
    except (re.error, IndexError, RecursionError, OverflowError) as error:
        raise KanwuError("user-rules.pattern", path=where, name=user.id, reason=str(error)) from error
    except CostlyPatternError as error:
        raise KanwuError("user-rules.costly", path=where, name=user.id, part=str(error)) from error
    return _Pattern(compiled, user.replacement)


class _Pattern:
    """A regular expression, and what to put for its matches."""

    def __init__(self, pattern: re.Pattern[str], replacement: str | None) -> None:
        self._pattern = pattern
        self._replacement = replacement

    def hits(self, text: str) -> Iterator[_Hit]:
        for match in self._pattern.finditer(text):
            if match.start() == match.end():
                continue
            after = None if self._replacement is None else match.expand(self._replacement)
            if after != match.group():
                yield _Hit(match.start(), match.end(), after)

    def applied(self, text: str) -> str:
        return _applied(text, self.hits(text))


class _Table:
    """Strings and what to put for them; the longest that fits at a place counts."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = {before: after for before, after in table.items() if before != after}
        lengths: dict[str, set[int]] = {}
        for before in self._table:
            lengths.setdefault(before[0], set()).add(len(before))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._first = re.compile(f"[{re.escape(''.join(sorted(lengths)))}]") if lengths else None

    def hits(self, text: str) -> Iterator[_Hit]:
        if self._first is None:
            return
        at = 0
        while (match := self._first.search(text, at)) is not None:
            start = match.start()
            at = start + 1
            for length in self._lengths[match.group()]:
                after = self._table.get(text[start : start + length])
                if after is not None:
                    at = start + length
                    yield _Hit(start, at, after)
                    break

    def applied(self, text: str) -> str:
        return _applied(text, self.hits(text))


def _applied(text: str, hits: Iterator[_Hit]) -> str:
    parts = []
    at = 0
    for hit in hits:
        parts += [text[at : hit.start], text[hit.start : hit.end] if hit.after is None else hit.after]
        at = hit.end
    return "".join([*parts, text[at:]])
