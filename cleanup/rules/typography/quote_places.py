"""Where quotes stand in each paragraph, what stands around each of them, and how the kinds of quotes are set."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from cleanup.language.chars import is_chinese, is_han
from cleanup.language.lazy import lazy
from cleanup.rules.analysis import Analysis
from cleanup.rules.typography.quote_roles import DOUBTFUL, Quote, Role, context_cost
from cleanup.rules.view_blocks import Block

_STRAIGHT: Final = "\"'＂＇"
_ROLES: Final[Mapping[str, Role]] = {**dict.fromkeys("“‘「『", Role.OPEN), **dict.fromkeys("”’」』", Role.CLOSE)}
# What a term in quotes looks like, and no piece of narrative between two speeches: short, no pause, no verb of saying at its end.
_IN_TERM: Final = frozenset("、 \n")
_SAYS: Final = frozenset("说道问答称讲喊叫示绍诉着")
_SHORT_YEAR: Final = lazy("[0-9]{2}(?![0-9])")
_SPEAKS: Final = lazy("说|表示|介绍|告诉|坦言|感慨|笑着|回忆")
_LONGEST_NAME: Final = 5
_PAUSES: Final = frozenset("，,")
_LONGEST_TERM: Final = 16
_SPACE: Final = frozenset(" \t\r\n\u00a0\u3000*")
_REACH: Final = 16  # code points of white space and emphasis beside a quote that are looked over


class QuoteKind(NamedTuple):
    """Double or single quotes: which characters are looked at, a paragraph's quotes with which nothing is wrong, how they are to be set,
    and how inside their own kind."""

    pattern: re.Pattern[str]
    sound: re.Pattern[str]
    outer: tuple[str, str]
    inner: tuple[str, str]
    single: bool


DOUBLE: Final = QuoteKind(lazy('["＂“”]'), lazy("(?:“”)+"), ("“", "”"), ("‘", "’"), False)
SINGLE: Final = QuoteKind(lazy("['＇‘’]"), lazy("(?:‘’)+"), ("‘", "’"), ("“", "”"), True)
DOUBLE_CORNER: Final = QuoteKind(lazy('["＂「」]'), lazy("(?:「」)+"), ("「", "」"), ("『", "』"), False)
SINGLE_CORNER: Final = QuoteKind(lazy("['＇『』]"), lazy("(?:『』)+"), ("『", "』"), ("「", "」"), True)
# The quotes of the style that the page does not set: only their partners are looked for.
OTHER_CORNER: Final = (
    DOUBLE_CORNER._replace(pattern=lazy("[「」]")),
    SINGLE_CORNER._replace(pattern=lazy("[『』]"), single=False),
)
OTHER_CURLY: Final = (DOUBLE._replace(pattern=lazy("[“”]")), SINGLE._replace(pattern=lazy("[‘’]")))


class Found(NamedTuple):
    """The quotes of a kind by the number of their paragraph, apart for those paragraphs in which nothing is wrong with them."""

    quotes: dict[int, list[Quote]]
    sound: dict[int, list[int]]

    def begins(self, number: int, start: int) -> bool:
        """Whether the paragraph that begins at `start` begins with an opening quote."""
        if number in self.sound:
            return self.sound[number][0] == start
        quotes = self.quotes.get(number, [])
        return len(quotes) > 0 and quotes[0].at == start and context_cost(quotes[0], Role.OPEN) < DOUBTFUL


def by_block(analysis: Analysis, kind: QuoteKind) -> Found:
    """The quotes of a kind in each recognised paragraph of Chinese."""
    text = analysis.text
    blocks = analysis.blocks
    places: dict[int, list[int]] = {}
    number = 0
    for match in kind.pattern.finditer(text):
        at = match.start()
        while number < len(blocks) and blocks[number].end <= at:
            number += 1
        if number == len(blocks):
            break
        if blocks[number].start <= at and not analysis.is_protected(at, at + 1):
            places.setdefault(number, []).append(at)
    found = Found({}, {})
    for number, ats in places.items():
        if kind.sound.fullmatch("".join([text[at] for at in ats])):
            found.sound[number] = ats
            continue
        block = blocks[number]
        if not analysis.is_chinese((block.start, block.end)):
            continue
        quotes: list[Quote] = []
        for at in ats:
            if not (kind.single and _is_apostrophe(text, at)):
                quotes.append(_quote(text, at, block, quotes[-1].at if quotes else at))
        if quotes:
            found.quotes[number] = quotes
    return found


def _quote(text: str, at: int, block: Block, previous: int) -> Quote:
    left, right = _before(text, at, block.start), _after(text, at + 1, block.end)
    term = 1 < at - previous < _LONGEST_TERM and _is_term(text[previous + 1 : at])
    saying = left in _PAUSES and text[max(at - _REACH, block.start) : at].rstrip()[-2:-1] in _SAYS
    return Quote(at, _ROLES.get(text[at]), left, right, _names_speaker(text, at + 1), saying, term)


def _is_term(text: str) -> bool:
    return is_han(text[-1]) and text[-1] not in _SAYS and all(is_han(char) or char in _IN_TERM for char in text)


def _names_speaker(text: str, at: int) -> bool:
    """Whether a name and a verb of saying stand at `at`: 张三说."""
    at += text[at : at + 1] in (" ", "\n")
    verb = _SPEAKS.search(text, at, at + _LONGEST_NAME + 2)
    return verb is not None and verb.start() > at and all(map(is_han, text[at : verb.start()]))


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a single quote stands in or after a Latin word, before a short year, or after the feet of a measure."""
    left, right = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    latin_left, latin_right = left.isascii() and left.isalnum(), right.isascii() and right.isalnum()
    if latin_left and (latin_right or right.isspace() or not right):
        return True
    if text[at] == "’" and _SHORT_YEAR.match(text, at + 1):
        return True
    if text[at] in _STRAIGHT:
        return left.isdigit() or right.isdigit() or not (is_chinese(left) or is_chinese(right))
    return False


def _before(text: str, at: int, start: int) -> str:
    """The character before `at` over white space and emphasis; empty at the paragraph's start."""
    for index in range(at - 1, max(start, at - _REACH) - 1, -1):
        if text[index] not in _SPACE:
            return text[index]
    return ""


def _after(text: str, at: int, end: int) -> str:
    """The character from `at` on over white space and emphasis; empty at the paragraph's end."""
    for index in range(at, min(end, at + _REACH)):
        if text[index] not in _SPACE:
            return text[index]
    return ""
