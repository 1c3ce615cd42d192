"""Which side each quotation mark of a paragraph is on: the cheapest reading of the whole paragraph.

Straight quotes do not say whether they open or close, and curly ones are sometimes turned round. Every reading costs something where its
context speaks against it and where it leaves a quote without its partner; the cheapest one is found in one pass, state by state (a Viterbi
search over how deep the quotes are nested), so that one missing quote costs once and does not turn all later ones round.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from cleanup.language.chars import DIGITS

_ALONE: Final = 4.0  # a quote without its partner, at the edge of a paragraph, which may be cut there
_ALONE_INSIDE: Final = 4.2
_CUT: Final = 2.5  # an open quote where the paragraph stops in mid-sentence
_GOES_ON: Final = 0.5  # an open quote where the next paragraph begins with an opening one
_EMPTY: Final = 9.0  # nothing between two quotes
_LEAST_OTHER: Final = 1.6  # no reading but the one in turn costs less: it leaves a quote alone, turns one, or nests two
_TERM: Final = 0.5  # taken off for a pair that holds a single term
_SAID: Final = 1.5  # an opening quote after a sentence, before words such as 张三说
_TURNED: Final = 2.6  # a curly quote on the wrong side: likelier than two quotes without partners, less likely than one
_NESTED: Final = {"S": 0.9, "C": 1.5}  # a straight or curly quote inside a curly one of its kind
_MIXED: Final = 0.8  # a pair of a straight and a curly quote
_AGAINST: Final = 3.0
DOUBTFUL: Final = 2.0
"""The cost of one quote from which its context speaks against its role."""

_PAUSES: Final = frozenset("，、；,;")
_COLONS: Final = frozenset("：:")
_ENDS: Final = frozenset("，。、；：！？）》〉」』】〕〗,.;:?!)]％%")
_SENTENCE_ENDS: Final = frozenset("。！？!?…")
_STARTS: Final = frozenset("（《〈「『【〔〖([")


class Role(IntEnum):
    """What a quote does; MARK is none at all, as in 27″."""

    OPEN = 0
    CLOSE = 1
    MARK = 2


class Quote(NamedTuple):
    """A quote at `at`, the role its form gives it (None: straight), and the characters beside it over white space (empty: none).

    `said` says that the words after it name a speaker, as after a closing quote: 他说. `saying` says that the words before it do, with a
    pause: 他说，. `term` says that the text since the quote before it could be one term.
    """

    at: int
    role: Role | None
    before: str
    after: str
    said: bool = False
    saying: bool = False
    term: bool = False


class Read(NamedTuple):
    """A quote, its role in the cheapest reading, what its context says against it, its partner's index (None: alone), and its depth.

    `depth` is 1 for an outer pair, 2 for one inside it.
    """

    quote: Quote
    role: Role
    cost: float
    partner: int | None
    depth: int


def context_cost(quote: Quote, role: Role) -> float:
    """What the characters beside a quote say against a role."""
    if role is Role.OPEN:
        if not quote.after or quote.after in _ENDS:
            return _AGAINST
        if quote.role is None and quote.before in DIGITS:
            return 2.5  # 27" is a measure
        if quote.before in _SENTENCE_ENDS:
            return _SAID if quote.said else 0.3
        return 0.0
    if not quote.before or quote.before in _STARTS:
        return _AGAINST
    if quote.before in _COLONS or quote.saying:
        return 2.5
    return 1.0 if quote.before in _PAUSES else 0.0


# What is open: nothing, a straight quote (S), a curly one (C), and a second one inside a curly one.
_STATES: Final = ("", "S", "C", "CS", "CC")
_Step = tuple[str, Role]


def read_quotes(quotes: Sequence[Quote], *, cut: bool = False, goes_on: bool = False) -> tuple[Read, ...]:
    """The roles and partners of a paragraph's quotes of one kind.

    `cut` says that the paragraph stops in mid-sentence, `goes_on` that the next one begins with an opening quote.

    >>> quotes = (Quote(2, None, "说", "好"), Quote(5, None, "。", "他"))
    >>> [read.role.name for read in read_quotes(quotes)]
    ['OPEN', 'CLOSE']
    """
    plain = _in_turn(quotes)
    if plain is not None:
        return plain
    costs = {"": 0.0}
    steps: list[dict[str, _Step]] = []
    for index, quote in enumerate(quotes):
        best: dict[str, float] = {}
        step: dict[str, _Step] = {}
        touches = index > 0 and quotes[index - 1].at == quote.at - 1
        for state, cost in costs.items():
            opened = index > 0 and steps[-1][state][1] is Role.OPEN
            closing = (_EMPTY if touches else -_TERM if quote.term else 0.0) if opened else 0.0
            for role, then, price in _moves(quote, state, first=index == 0):
                total = cost + price + (closing if role is Role.CLOSE else 0.0)
                if then not in best or total < best[then]:
                    best[then] = total
                    step[then] = (state, role)
        costs = best
        steps.append(step)
    alone = _GOES_ON if goes_on else _CUT if cut else _ALONE
    state = min(costs, key=lambda end: (costs[end] + len(end) * alone, _STATES.index(end)))
    path: list[tuple[Role, str]] = []
    for step in reversed(steps):
        after = state
        state, role = step[after]
        path.append((role, after))
    path.reverse()
    return _matched(quotes, path)


def _in_turn(quotes: Sequence[Quote]) -> tuple[Read, ...] | None:
    """The reading in which the quotes open and close in turn, where their forms allow it and it costs so little that none is cheaper."""
    if len(quotes) % 2:
        return None
    reads: list[Read] = []
    total = 0.0
    for index, quote in enumerate(quotes):
        role = Role.CLOSE if index % 2 else Role.OPEN
        if quote.role is not None and quote.role is not role:
            return None
        cost = context_cost(quote, role)
        total += cost
        partner = index - 1 if index % 2 else index + 1
        if index % 2:
            before = quotes[partner]
            total += (_EMPTY if before.at == quote.at - 1 else 0.0) + (_MIXED if (before.role is None) != (quote.role is None) else 0.0)
        if total >= _LEAST_OTHER:
            return None
        reads.append(Read(quote, role, cost, partner, 1))
    return tuple(reads)


def turned_cost(reads: Sequence[Read]) -> float:
    """What the contexts say against the reading in which every quote has the other role: small where the paragraph could as well begin
    inside a quotation that was opened elsewhere."""
    cost = 0.0
    for index, read in enumerate(reads):
        other = Role.CLOSE if read.role is Role.OPEN else Role.OPEN
        cost += context_cost(read.quote, other)
        touches = index > 0 and reads[index - 1].quote.at == read.quote.at - 1
        cost += _EMPTY if touches and other is Role.CLOSE else 0.0
    return cost


def _moves(quote: Quote, state: str, *, first: bool) -> Iterator[tuple[Role, str, float]]:
    """The roles a quote may have in a state: role, state after it, cost."""
    form = "S" if quote.role is None else "C"
    opens = context_cost(quote, Role.OPEN) + (_TURNED if quote.role is Role.CLOSE else 0.0)
    closes = context_cost(quote, Role.CLOSE) + (_TURNED if quote.role is Role.OPEN else 0.0)
    yield Role.OPEN, form, opens + len(state) * _ALONE_INSIDE
    if state == "C" and quote.role is not Role.CLOSE:
        yield Role.OPEN, "C" + form, opens + _NESTED[form]
    if state:
        yield Role.CLOSE, state[:-1], closes + (0.0 if state[-1] == form else _MIXED)
    else:
        yield Role.CLOSE, "", closes + (_ALONE if first else _ALONE_INSIDE)
    if quote.role is None and quote.before in DIGITS:
        yield Role.MARK, state, 2.5 if state else 1.2


def _matched(quotes: Sequence[Quote], path: Sequence[tuple[Role, str]]) -> tuple[Read, ...]:
    """Each quote with its partner; `path` holds the role of each and what is open after it."""
    partners: list[int | None] = [None] * len(path)
    depths: list[int] = []
    opened: list[int] = []
    for index, (role, state) in enumerate(path):
        if role is Role.OPEN:
            del opened[len(state) - 1 :]
            opened.append(index)
            depths.append(len(state))
        elif role is Role.CLOSE and opened:
            depths.append(len(state) + 1)
            partner = opened.pop()
            partners[index], partners[partner] = partner, index
        else:
            depths.append(1)
    reads = zip(quotes, path, partners, depths, strict=True)
    return tuple(Read(quote, role, context_cost(quote, role), partner, depth) for quote, (role, _), partner, depth in reads)
