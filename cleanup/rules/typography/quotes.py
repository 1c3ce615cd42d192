"""Straight quotes made curly by their nesting, quotes turned the wrong way, and quotes without a partner."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cleanup.edits import Replace
from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import HAN_RUN, is_chinese, is_han
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, Option, OptionValue, Rule
from cleanup.rules.typography.context import tells_chinese
from cleanup.rules.typography.partner_places import breaks_off, closing_places, is_put_in, opening_places
from cleanup.rules.typography.quote_places import (
    DOUBLE,
    DOUBLE_CORNER,
    OTHER_CORNER,
    OTHER_CURLY,
    SINGLE,
    SINGLE_CORNER,
    Found,
    QuoteKind,
    by_block,
)
from cleanup.rules.typography.quote_roles import DOUBTFUL, Read, Role, context_cost, read_quotes, turned_cost
from cleanup.rules.view_blocks import Block

RULE_ID: Final = "quotes"

_ANY: Final = "\"'＂＇“”‘’「」『』"
_LONGEST_SPEECH: Final = 6  # paragraphs from the last that opens with a quote to the one that closes it
_AFTER_SPEECH: Final = frozenset('。！？!?…，,"“”')
_STOPS: Final = frozenset("。！？!?…")
_CUT_REACH: Final = 60  # code points from a paragraph's start in which a closing quote may end what an earlier piece began
_ODDS: Final = (0.5, 0.2, 0.1)
_CLEAR: Final = 2.0  # how much more the other role must cost for a lone quote's role to be proposed

_STRAIGHT_PAIR = Message("quotes.straight")
_TURNED_PAIR = Message("quotes.turned")
_SPEECH = Message("quotes.speech")
_LONE_OPEN = Message("quotes.lone-open")
_LONE_CLOSE = Message("quotes.lone-close")


class _Lone(NamedTuple):
    """A quote without partner in its paragraph, with the number of the paragraph, and how far the partner may stand from it."""

    block: int
    read: Read
    since: int
    until: int


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a pair of quotes, one a quote without a partner."""
    text = analysis.text
    if not any(char in text for char in _ANY):
        return
    corner = options["style"] == "corner" or (options["style"] == "page" and text.count("「") > text.count("“"))
    own, others = ((DOUBLE_CORNER, SINGLE_CORNER), OTHER_CURLY) if corner else ((DOUBLE, SINGLE), OTHER_CORNER)
    inside: list[tuple[int, int]] = []
    for kind in (*own, *(other for other in others if any(mark in text for mark in other.outer))):
        found = by_block(analysis, kind)
        read = _read_blocks(analysis, found)
        alone = [one for number, reads in read.items() for one in _lone(analysis.blocks[number], number, reads)]
        odd = {one.block for one in alone}
        for number, reads in read.items():
            sure = number not in odd and all(one.cost < DOUBTFUL for one in reads) and (not alone or _is_anchored(reads))
            rests_on = _rests_on(analysis, reads)
            for index, one in enumerate(reads):
                if one.partner is None or one.partner < index:
                    continue
                closing = reads[one.partner]
                nested = not kind.single or _inside(inside, one.quote.at)
                agreed = one.cost + closing.cost < DOUBTFUL
                yield from _pair(analysis, kind, one, closing, sure and nested and agreed, rests_on)
        if not kind.single:
            inside = sorted([*_pairs(read), *((ats[n], ats[n + 1]) for ats in found.sound.values() for n in range(0, len(ats), 2))])
        yield from _without_partner(analysis, kind, alone, read, found)


def _lone(block: Block, number: int, reads: Sequence[Read]) -> Iterator[_Lone]:
    """The quotes of a paragraph that have no partner; the next pair or lone quote on either side bounds where it may stand."""
    for index, one in enumerate(reads):
        if one.partner is None and one.role is not Role.MARK:
            since = reads[index - 1].quote.at + 1 if index else block.start
            until = reads[index + 1].quote.at if index + 1 < len(reads) else block.end
            yield _Lone(number, one, since, until)


def _pairs(read: Mapping[int, tuple[Read, ...]]) -> Iterator[tuple[int, int]]:
    for reads in read.values():
        for index, one in enumerate(reads):
            if one.partner is not None and one.partner > index:
                yield one.quote.at, reads[one.partner].quote.at


def _read_blocks(analysis: Analysis, found: Found) -> dict[int, tuple[Read, ...]]:
    """The quotes of each paragraph in their cheapest reading."""
    blocks = analysis.blocks
    read: dict[int, tuple[Read, ...]] = {}
    for number, quotes in found.quotes.items():
        goes_on = number + 1 < len(blocks) and found.begins(number + 1, blocks[number + 1].start)
        cut = is_han(analysis.text[blocks[number].end - 1])
        read[number] = read_quotes(quotes, cut=cut, goes_on=goes_on)
    return read


def _is_anchored(reads: Sequence[Read]) -> bool:
    """Whether the paragraph surely begins outside a quotation, on a page where some quote has no partner: the contexts speak against
    the opposite reading, or one pair holds a single term."""
    if turned_cost(reads) >= DOUBTFUL:
        return True
    for index, read in enumerate(reads):
        if read.partner == index + 1 and reads[index + 1].quote.term and read.quote.before not in _AFTER_SPEECH:
            return True
    return False


def _rests_on(analysis: Analysis, reads: Sequence[Read]) -> tuple[str, ...]:
    """The undecided joins over which a quote is open: without them the paragraph's quotes would be read otherwise."""
    names: list[str] = []
    for read in reads:
        if read.partner is not None and read.role is Role.OPEN:
            names += analysis.rests_on(read.quote.at, reads[read.partner].quote.at + 1)
    return tuple(dict.fromkeys(names))


def _inside(pairs: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies inside a pair of the outer kind; `pairs` are in order."""
    index = bisect_right(pairs, (at, at)) - 1
    return index >= 0 and pairs[index][1] > at


def _pair(analysis: Analysis, kind: QuoteKind, opening: Read, closing: Read, sure: bool, rests_on: tuple[str, ...]) -> Iterator[Finding]:
    """A pair of which a quote is straight or turned the wrong way; none where Chinese stands neither inside nor beside it."""
    text = analysis.text
    straight = [read for read in (opening, closing) if read.quote.role is None]
    turned = [read for read in (opening, closing) if read.quote.role not in (None, read.role)]
    if not straight and not turned:
        return
    start, end = opening.quote.at, closing.quote.at
    beside = tells_chinese(opening.quote.before) or tells_chinese(closing.quote.after)
    if not beside and HAN_RUN.search(text, start, end) is None:
        return
    marks = kind.outer if opening.depth == 1 else kind.inner
    safe = sure and len(straight) == 2 and opening.depth == 1
    message = _TURNED_PAIR if turned else _STRAIGHT_PAIR
    confidence = 0.98 if safe else 0.8
    title = Message("quotes.fix", {"opening": marks[0], "closing": marks[1]})
    changed = [(read.quote.at, marks[read.role]) for read in (opening, closing) if text[read.quote.at] != marks[read.role]]
    evidence = (Evidence(Message("quotes.balanced" if sure else "quotes.unbalanced")),)
    yield from _finding(analysis, changed, message, title, Safety.SAFE if safe else Safety.ASK, confidence, evidence, rests_on)


def _without_partner(
    analysis: Analysis, kind: QuoteKind, lone: Sequence[_Lone], read: Mapping[int, tuple[Read, ...]], found: Found
) -> Iterator[Finding]:
    """Quotes that stand alone in their paragraphs: the ends of a speech of several paragraphs, or quotes whose partner is lost."""
    speech: list[_Lone] = []

    def ended() -> Iterator[Finding]:
        """A speech that goes on over paragraphs, each opened anew, may end with one that is whole; a quote alone may not."""
        following = speech[-1].block + 1 if speech else len(analysis.blocks)
        whole = following in found.sound or (following in read and read[following][0].partner is not None)
        begins = whole and found.begins(following, analysis.blocks[following].start)
        if begins and len(speech) > 1:
            return _speech(analysis, kind, speech)
        return _alone(analysis, kind, speech, anew=begins)

    for one in lone:
        if one.read.role is Role.OPEN:
            repeats = speech and one.block == speech[-1].block + 1 and one.read.quote.at == analysis.blocks[one.block].start
            if not repeats:
                yield from ended()
                speech = []
            speech.append(one)
        elif speech and one.block - speech[-1].block <= _LONGEST_SPEECH and _begins_speech(analysis, speech[0]):
            yield from _speech(analysis, kind, [*speech, one])
            speech = []
        else:
            yield from _alone(analysis, kind, [one])
    yield from ended()


def _begins_speech(analysis: Analysis, one: _Lone) -> bool:
    """Whether an opening quote may begin a speech of several paragraphs: after a colon, at a paragraph's start, where that one is cut."""
    quote, block = one.read.quote, analysis.blocks[one.block]
    return block.kind is Kind.BODY and (
        quote.at == block.start or quote.before in ":：" or quote.saying or is_han(analysis.text[block.end - 1])
    )


def _speech(analysis: Analysis, kind: QuoteKind, quotes: Sequence[_Lone]) -> Iterator[Finding]:
    """A speech that is opened in one paragraph and closed in a later one: flagged only where a quote of it is straight."""
    places = [(one.read.quote.at, kind.outer[one.read.role]) for one in quotes]
    changed = [(at, mark) for at, mark in places if analysis.text[at] != mark]
    if changed:
        title = Message("quotes.fix", {"opening": kind.outer[0], "closing": kind.outer[1]})
        rests_on = analysis.rests_on(places[0][0], places[-1][0] + 1)
        yield from _finding(analysis, changed, _SPEECH, title, Safety.ASK, 0.7, (), rests_on)


def _alone(analysis: Analysis, kind: QuoteKind, quotes: Sequence[_Lone], *, anew: bool = False) -> Iterator[Finding]:
    """Quotes without partner anywhere, with the places for it; only shown where it may stand in text that is not here.

    `anew` says that the next paragraph begins with a quote, as that of a speech does, whose paragraphs but the last are not closed.
    """
    for one in quotes:
        quote, role, cost, _, _ = one.read
        message = _LONE_OPEN if role is Role.OPEN else _LONE_CLOSE
        spans = analysis.spans(quote.at, quote.at + 1)
        other = context_cost(quote, Role.CLOSE if role is Role.OPEN else Role.OPEN)
        clear = quote.role is not None or other - cost >= _CLEAR or not kind.single
        chinese = is_chinese(quote.before) or is_chinese(quote.after)
        if not clear or not chinese or (kind.single and not (is_chinese(quote.before) and is_chinese(quote.after))):
            yield Finding(RULE_ID, spans, message, 0.5, (), (), "quotes:alone")
            continue
        block = analysis.blocks[one.block]
        if is_put_in(analysis, block.start, block.end, kind.outer[0] + kind.outer[1]):
            yield Finding(RULE_ID, spans, message, 0.5, (), (), "quotes:alone")
            continue
        cut = _is_cut(analysis, one)
        safety = Safety.SHOW if quote.role is not None and (anew or cut) else Safety.ASK
        fixes = () if anew and quote.role is not None else tuple(_partners(analysis, kind, block, one, safety))
        if anew and quote.role is None:
            fixes = (*fixes[-1:], *fixes[:-1])  # its own form alone comes first
        elif cut and quote.role is None:
            fixes = fixes[-1:] if other - cost >= _CLEAR else ()
        evidence = (Evidence(Message("quotes.anew" if anew else "quotes.elsewhere")),) if safety is Safety.SHOW else ()
        yield Finding(RULE_ID, spans, message, 0.6, evidence, fixes, f"quotes:alone:{safety.label}")


def _is_cut(analysis: Analysis, one: _Lone) -> bool:
    """Whether the text breaks off near the quote on the side where its partner is missing."""
    at, block = one.read.quote.at, analysis.blocks[one.block]
    if one.read.role is Role.OPEN:
        return breaks_off(analysis, one.block) and block.end - at <= _CUT_REACH
    return breaks_off(analysis, one.block - 1) and at - block.start <= _CUT_REACH


@lru_cache(maxsize=4)
def _terms(text: str, kind: QuoteKind) -> frozenset[str]:
    """What stands in whole pairs of quotes and could be a term."""
    return frozenset(re.findall(f"{kind.outer[0]}([^“”‘’「」『』\n]{{2,14}}){kind.outer[1]}", text))


def _partners(analysis: Analysis, kind: QuoteKind, block: Block, one: _Lone, safety: Safety) -> Iterator[Fix]:
    """The quote in its form with a partner, at the likeliest places; last, a straight one in its form alone."""
    text = analysis.text
    at, role = one.read.quote.at, one.read.role
    own = analysis.replaced(at, at + 1, kind.outer[role]) if text[at] != kind.outer[role] else ()
    partner = kind.outer[1 - role]
    known = _terms(text, kind)
    if role is Role.OPEN:
        places = closing_places(text, at, one.until, known, analysis.lexicon)
    else:
        places = opening_places(text, at, one.since, known, analysis.lexicon)
    for place, odds in zip(places, _ODDS, strict=False):
        edits = analysis.replaced(place.at, place.at, partner)
        if edits:
            params = {"mark": partner, "before": text[max(block.start, place.at - 4) : place.at]}
            title = Message("quotes.put" if place.at > block.start else "quotes.put-first", params)
            yield Fix(title, (*own, *edits), safety, odds)
    if own:
        yield Fix(Message("quotes.fix-one", {"mark": kind.outer[role]}), own, safety, 0.1)


def _finding(
    analysis: Analysis,
    changed: Sequence[tuple[int, str]],
    message: Message,
    title: Message,
    safety: Safety,
    confidence: float,
    evidence: tuple[Evidence, ...],
    rests_on: tuple[str, ...],
) -> Iterator[Finding]:
    edits: list[Replace] = []
    for at, mark in changed:
        edits += analysis.replaced(at, at + 1, mark)
    if len(edits) == len(changed):
        fix = Fix(title, tuple(edits), safety, confidence)
        spans = tuple(span for at, _ in changed for span in analysis.spans(at, at + 1))
        yield Finding(RULE_ID, spans, message, confidence, evidence, (fix,), f"{message.key.replace('.', ':')}:{safety.label}", rests_on)


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SAFE,
    examples=(
        Example('村民说："渠水清了。"', "村民说：“渠水清了。”"),
        Example('展板宽27"，高5\'10"。', '展板宽27"，高5\'10"。'),
    ),
    options={"style": Option("page", Message("quotes.option-style"), ("page", "curly", "corner"))},
)
