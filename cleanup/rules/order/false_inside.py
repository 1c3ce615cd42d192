"""Page furniture and captions in the middle of a paragraph: jump lines, running heads, page numbers, picture texts with their credit."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.language.ngrams import squash
from cleanup.layout.patterns import look
from cleanup.page import Kind, Span
from cleanup.rules.order.false_places import Place, Sheet

_ARROWS: Final = "[▶►▲△▼→☞]{1,3}"
_PAGE: Final = "(?:第[A-Z]?[0-9一二三四五六七八九十]{1,3}版|[A-Z][0-9]{1,2}版?|[0-9]{1,2}版|头版)"
_JUMP: Final = lazy(
    "[（(]\\s?(?:下转|上接|紧接|文接|转接|下接)[^（()）。，]{1,12}[)）]"
    "|[（(](?:未完待续|待续|未完|续完)[）)]"
    f"|(?:{_ARROWS}\\s?)?(?:下转|上接|紧接|文接)\\s?{_PAGE}(?:\\s{{0,2}}{_ARROWS})?"
)
_FOLIO: Final = lazy(
    "(?=[—–第●◎广新服发0-9责编A-Z综要时社经文体地国副])(?:[—–]\\s?[0-9]{1,3}\\s?[—–]|第[0-9]{2}版|[●◎][^，。\\s]{2,8}(?:出版|[日晚早周]报社?)|(?:广告|新闻|服务|发行)(?:热线|专线)\\s?[0-9][0-9-]{6,14}"
    "|(?:[0-9]{4}年)[0-9]{1,2}月[0-9]{1,2}日\\s星期[一二三四五六日](?:\\s编辑\\s[一-鿿]{2,3})?|责任编辑\\s[一-鿿]{2,3}(?:\\s(?:版式|美编|校对)\\s[一-鿿]{2,3})*"
    "|编辑\\s[一-鿿]{2,3}\\s美编\\s[一-鿿]{2,3}|(?<![A-Za-z0-9])[A-Z][0-9]{2}\\s(?:综合|要闻|时政|社会|经济|文化|体育|地方|国际|副刊|广告)"
    "|(?:综合|要闻|时政|社会|经济|文化|体育|地方|国际|副刊)\\s[A-Z]?[0-9]{1,2}(?![0-9年月日时点%％个人名]))"
)
_PHOTO: Final = lazy("(?:(?:本报|本刊)?(?:记者|通讯员|实习生|特约摄影)\\s?[一-鿿]{2,4}|(?<=[。\\s])[一-鿿]{2,3})\\s?摄(?![影像制入取政])")
_PICTURE: Final = lazy("(?<![（(附企意地插拼绘以])图为[^。（）()]{4,60}。")
_CREDIT_END: Final = lazy("\\s{0,4}(?:[（(][^（()）]{2,30}[摄图][)）])?\\s{0,4}")
_ENDS: Final = ("。", "！", "？", "”")
_LONGEST_FURNITURE: Final = 40
_DOUBTFUL: Final = frozenset({"weather", "rule-mark", "contact-line"})  # they stand in running text too
_LONGEST_CAPTION: Final = 90
_SIDE: Final = 3  # code points of text that must stand on a side for it to count as text


class Inside(NamedTuple):
    """A piece that stands inside a paragraph: its range, the white space around it included in `start` and `end`.

    `low` and `high` bound the piece itself; `kind` is `furniture`, `jump` or `caption`; `joined` is how much likelier the text after it
    is right behind the text before it than anywhere, as a natural logarithm; `guessed` says that an edge was found by likeness alone.
    """

    start: int
    end: int
    low: int
    high: int
    kind: str
    joined: float
    guessed: bool


class Known(NamedTuple):
    """Where a page has words that tell a piece, in source order: jump lines, folios, the credits of pictures, 图为 with its sentence."""

    jumps: tuple[Span, ...] = ()
    folios: tuple[Span, ...] = ()
    photos: tuple[Span, ...] = ()
    pictures: tuple[Span, ...] = ()


def known_pieces(text: str) -> Known:
    """Those of a whole text; one search for each kind, where the text has a word of it at all."""
    return Known(
        _found(_JUMP, text)
        if any(word in text for word in ("下转", "上接", "紧接", "文接", "转接", "下接", "待续", "未完", "续完"))
        else (),
        _found(_FOLIO, text),
        _found(_PHOTO, text) if "摄" in text else (),
        _found(_PICTURE, text) if "图为" in text else (),
    )


def _found(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in pattern.finditer(text))


def _within(spans: tuple[Span, ...], paragraph: Span) -> tuple[Span, ...]:
    if not spans:
        return ()
    low = bisect_left(spans, (paragraph.start, 0))
    high = bisect_left(spans, (paragraph.end, 0))
    return tuple(span for span in spans[low:high] if span.end <= paragraph.end)


def inside_pieces(sheet: Sheet, paragraph: Span, places: tuple[Place, ...], known: Known) -> Iterator[Inside]:
    """The pieces inside one paragraph, in its order, apart from each other; `known` are those of the page."""
    found = [*_by_words(sheet, paragraph, known), *_between_gaps(sheet, paragraph, places)]
    end = paragraph.start
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end, piece.kind != "jump")):
        if piece.start >= end and not _is_whole(paragraph, piece):
            yield piece
            end = piece.end


def _is_whole(paragraph: Span, piece: Inside) -> bool:
    """Whether hardly any text but the piece stands in its paragraph."""
    return paragraph.end - paragraph.start - (piece.end - piece.start) < 2 * _SIDE


def _by_words(sheet: Sheet, paragraph: Span, known: Known) -> Iterator[Inside]:
    text = sheet.text
    for low, high in _within(known.jumps, paragraph):
        yield _inside(sheet, paragraph, low, high, "jump", guessed=False)
    for low, high in _within(known.folios, paragraph):
        staff = text.startswith(("责任编辑", "编辑"), low) or text.find("编辑", low, high) >= 0
        last = _name_end(sheet, paragraph, low, high) if staff else high
        yield _inside(sheet, paragraph, low, last, "furniture", guessed=False)
    for credit, high in _within(known.photos, paragraph):
        if paragraph.start + _SIDE < credit and high + _SIDE < paragraph.end:
            start, guessed = _caption_start(sheet, paragraph, credit, high)
            if start is not None:
                yield _inside(sheet, paragraph, start, high, "caption", guessed=guessed)
    for low, high in _within(known.pictures, paragraph):
        if _closes(text, paragraph, low, high):
            continue
        photo = _PHOTO.match(text, high, min(paragraph.end, high + 16))
        yield _inside(sheet, paragraph, low, photo.end() if photo else high, "caption", guessed=False)


def _closes(text: str, paragraph: Span, low: int, high: int) -> bool:
    """Whether 图为 and its sentence, with a credit in brackets or none, end a paragraph after a full sentence: news told by a picture."""
    before = text[max(paragraph.start, low - 8) : low].rstrip()
    return before[-1:] in _ENDS and _CREDIT_END.fullmatch(text, high, paragraph.end) is not None


def _name_end(sheet: Sheet, paragraph: Span, low: int, high: int) -> int:
    """Where the last name of a staff line ends: after two or three characters, as the text around joins better."""
    if high >= paragraph.end or sheet.text[high].isspace():
        return high
    before = sheet.text[max(paragraph.start, low - 8) : low].rstrip()
    return max((high, high - 1), key=lambda at: (_gain(sheet, before, sheet.text[at : min(paragraph.end, at + 8)]), at))


def _caption_start(sheet: Sheet, paragraph: Span, credit: int, after: int) -> tuple[int | None, bool]:
    """Where the caption begins that a credit ends: at 图为, at white space, else where the text after the credit fits best."""
    text = sheet.text
    low = max(paragraph.start, credit - _LONGEST_CAPTION)
    picture = text.rfind("图为", low, credit)
    if picture >= 0:
        return picture, False
    if text[after].isspace():
        at = credit - _SIDE
        while at > low and not text[at - 1].isspace():
            at -= 1
        return (at, False) if at > low else (None, False)
    rest = text[after : min(paragraph.end, after + 8)]
    stop = credit - 1 if text[credit - 1] in "。！？" else credit
    best, most = None, 2.0
    for at in range(stop - 4, low + _SIDE, -1):
        if text[at - 1] in "。！？" and at < stop - 4:
            break
        left = text[max(paragraph.start, at - 8) : at]
        score = _gain(sheet, left, rest) - _gain(sheet, left, text[at : at + 8])
        crossing = sheet.lexicon.crossing(left[-8:], rest)
        if crossing is not None and crossing.gain > 0:
            score += min(4.0, crossing.gain) / 2
        if score > most:
            best, most = at, score
    return best, True


def _between_gaps(sheet: Sheet, paragraph: Span, places: tuple[Place, ...]) -> Iterator[Inside]:
    """What stands between two gaps and is furniture by its own words."""
    text = sheet.text
    at = 0
    while at < len(places):
        for other in range(min(len(places), at + 6) - 1, at, -1):
            low, high = places[at].end, places[other].start
            seen = look(text[low:high]) if high - low <= _LONGEST_FURNITURE and not text[low:high].isdigit() else None
            if seen is not None and seen.kind is Kind.FURNITURE and seen.code not in _DOUBTFUL:
                kind = "jump" if seen.code == "jump-line" else "furniture"
                yield _inside(sheet, paragraph, low, high, kind, guessed=False)
                at = other
                break
        at += 1


def _inside(sheet: Sheet, paragraph: Span, low: int, high: int, kind: str, *, guessed: bool) -> Inside:
    text = sheet.text
    start, end = low, high
    while start > paragraph.start and text[start - 1].isspace():
        start -= 1
    while end < paragraph.end and text[end].isspace():
        end += 1
    left, right = text[max(paragraph.start, start - 8) : start], text[end : min(paragraph.end, end + 8)]
    joined = 0.0
    if left and right:
        joined = _gain(sheet, left, right)
        crossing = sheet.lexicon.crossing(left, right)
        if crossing is not None and crossing.gain > 0:
            joined += min(4.0, crossing.gain)
    return Inside(start, end, low, high, kind, joined, guessed)


def _gain(sheet: Sheet, left: str, right: str) -> float:
    return sheet.ngrams.gain(squash(left), squash(right))
