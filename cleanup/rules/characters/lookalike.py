"""Characters that were read as one that looks like them: 涌知 for 通知, 福社 for 福祉."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import exp
from typing import TYPE_CHECKING, Final

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language import models
from cleanup.language.chars import CLOSERS, OPENERS, is_han
from cleanup.language.lazy import lazy
from cleanup.language.script import is_mostly_traditional, traditional_only
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, Option, OptionValue, Rule

if TYPE_CHECKING:
    from cleanup.rules.characters.swaps import Swap, Tables

RULE_ID: Final = "lookalike"

_SHOWN: Final = 0.5  # natural-log odds by which a look-alike may miss being asked about and still be shown
_FIXES: Final = 4  # of a finding
_PUN: Final = 4  # code points of a quotation that may be a play on words
_BESIDE_PUN: Final = lazy("[\u4e00-\u9fff][“‘\"'「『][\u4e00-\u9fff]{1,2}[”’\"'」』][\u4e00-\u9fff]?$")  # 闻“汛”如令, 战“疫”有方
_AROUND: Final = 4  # characters on each side of which none may be traditional: the tables are of simplified text


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a place where a look-alike fits much better; the look-alikes of one place or of two neighbours are its fixes."""
    if is_mostly_traditional(analysis.characters):
        return
    from cleanup.rules.characters.swap_weights import load_looks
    from cleanup.rules.characters.swaps import swaps

    text = analysis.flow.text
    ask = load_looks().whole.least
    for group in _by_place(swaps(analysis.neighbouring, load_tables(), _confirmed(options["confusions"]), ask - _SHOWN)):
        finding = _finding(analysis, text, sorted(group, key=lambda swap: (-swap.odds, swap.at, swap.instead))[:_FIXES])
        if finding is not None:
            yield finding if max(swap.odds for swap in group) >= ask else finding.capped(Safety.SHOW)


@cache
def load_tables() -> "Tables":
    """What is known of the language, which remembers what it was asked."""
    from cleanup.language.alikes import load_alikes, load_pairs_in_words
    from cleanup.language.pair_gains import load_pair_gains
    from cleanup.rules.characters.swaps import Tables

    return Tables(models.lexicon(), models.ngrams(), load_alikes(), load_pairs_in_words(), load_pair_gains())


def _confirmed(pairs: OptionValue) -> Mapping[str, frozenset[str]]:
    """The confusions that somebody confirmed: for what was read what is right; what is no pair of characters counts for nothing."""
    found: dict[str, frozenset[str]] = {}
    for pair in pairs if isinstance(pairs, tuple) else ():
        if len(pair) == 2:
            found[pair[0]] = found.get(pair[0], frozenset()) | {pair[1]}
    return found


def _by_place(found: Iterable["Swap"]) -> Iterator[list["Swap"]]:
    """Those of one place and of the places beside it together: where two fit badly, either may be wrong."""
    group: list[Swap] = []
    for swap in found:
        if group and swap.at > group[-1].at + 1:
            yield group
            group = []
        group.append(swap)
    if group:
        yield group


def _is_left_alone(text: str, at: int) -> bool:
    """Whether a character stands amid traditional text, in a short quotation (a play on words), or ends the phrase around such a one."""
    if not traditional_only().isdisjoint(text[max(0, at - _AROUND) : at + 1 + _AROUND]):
        return True
    if _BESIDE_PUN.search(text[max(0, at - _PUN - 3) : at]) is not None and not is_han(text[at + 1 : at + 2] or " "):
        return True
    opened = any(char in OPENERS for char in text[max(0, at - _PUN) : at])
    return opened and any(char in CLOSERS for char in text[at + 1 : at + 1 + _PUN])


def _finding(analysis: Analysis, text: str, group: list["Swap"]) -> Finding | None:
    best = group[0]
    start, end = analysis.flow.view(best.at, best.at + 1)
    if _is_left_alone(text, best.at) or analysis.is_protected(start - 1, end + 1) or analysis.kind_at(start) is Kind.BYLINE:
        return None
    weights = [exp(min(swap.odds, 50.0)) for swap in group]
    fixes = []
    for swap, weight in zip(group, weights, strict=True):
        edits = analysis.replaced(*analysis.flow.view(swap.at, swap.at + 1), swap.instead)
        if edits:
            title = Message(f"{RULE_ID}.fix", {"read": swap.char, "instead": swap.instead, "word": swap.word})
            fixes.append(Fix(title, edits, Safety.ASK, round(weight / (1 + sum(weights)), 3)))
    if not fixes:
        return None
    return Finding(
        RULE_ID,
        analysis.spans(start, end),
        Message(f"{RULE_ID}.message", {"read": best.char, "instead": best.instead, "word": best.word}),
        round(sum(weights) / (1 + sum(weights)), 3),
        tuple(_reasons(best)),
        tuple(fixes),
        None,
        analysis.rests_on(max(0, start - 1), end + 1),
    )


def _reasons(swap: "Swap") -> Iterator[Evidence]:
    params = {"word": swap.word, "instead": swap.instead, "times": _times(swap.gain)}
    yield Evidence(Message(f"{RULE_ID}.gain", params), round(swap.gain, 3))
    yield Evidence(Message(f"{RULE_ID}.words", {"word": swap.word}), round(swap.words, 3))
    if swap.page:
        yield Evidence(Message(f"{RULE_ID}.page", {"word": swap.word, "count": swap.page}))


def _times(gain: float) -> str:
    """A gain in natural logarithms as a factor for people."""
    return f"{exp(gain):.0f}" if gain < 9 else f"10^{gain / 2.3026:.0f}"


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example("各村都接到了涌知，第二天清早集合。", "各村都接到了通知，第二天清早集合。"),
        Example("食堂门口写着战“疫”二字。", "食堂门口写着战“疫”二字。"),
    ),
    options={"confusions": Option((), Message(f"{RULE_ID}.confusions"))},
)
