"""Which encoding bytes are written in, by how likely the text is that each candidate makes of them.

Every candidate reads the same bytes, so the probabilities of the texts can be compared as they are: two bytes that make one
common Han character beat two bytes that make two odd letters. Probabilities are natural logarithms, from how common each Han
character is and a few classes for the rest. Right on strings of six characters, where detectors of general use err.
"""

import codecs
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.resources import resource

SAMPLE: Final = 4096
"""Bytes that are looked at, from the line on that holds the first byte outside ASCII."""

_GLANCE: Final = 768  # bytes of the sample that drop the hopeless candidates
_HOPELESS: Final = 120.0  # nats behind the best at that glance

LADDER: Final = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
"""Candidates, in the order that settles a tie."""

OTHERS: Final = ("cp932", "euc_jp", "euc_kr", "cp949", "johab", "cp1252", "iso8859_15", "cp1250", "cp1251", "koi8_r", "cp1253", "cp874")
"""Encodings of the rest of the world, told apart by charset-normalizer where no candidate gives a likely text."""

_BAD_UNIT: Final = -25.0  # a byte that the encoding cannot read
_MARGIN_OVER_ASCII: Final = 20.0  # nats by which UTF-16 must beat a plain ASCII reading: "Bush hid the facts" is no Chinese
_CHINESE_SHARE: Final = 0.8  # of its characters
_UTF8_BY_CHANCE: Final = 6.0  # nats in favour of what is valid UTF-8 but not ASCII: few texts of other encodings are
_UNLIKELY: Final = -9.3  # nats a character outside ASCII, on average; Chinese text reaches -7, so below it look further
_ENOUGH: Final = 6  # characters outside ASCII from which on the average says something
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")
_ABOVE_LATIN: Final = lazy("[^\x00-\xff]")
_LOOKS: Final = 2000  # characters above Latin among which a Chinese text shows itself
_COMMON_MARKS: Final = (
    dict.fromkeys("，。、", -3.5) | dict.fromkeys("；：“”‘’（）《》！？…—·「」『』", -5.5) | {"\u3000": -4.5, "\ufeff": -12.0}
)
_BLOCKS: Final = (  # first and last code point of a block, log probability of a character of it
    (0x30, 0x39, -4.5),
    (0x41, 0x5A, -5.5),
    (0x61, 0x7A, -4.0),
    (0x21, 0x7E, -6.0),
    (0xA0, 0xFF, -10.0),
    (0x100, 0x24F, -12.0),
    (0x370, 0x52F, -11.5),
    (0x2000, 0x206F, -9.0),
    (0x2070, 0x2BFF, -10.0),
    (0x2E80, 0x2FDF, -14.0),
    (0x3000, 0x303F, -8.5),
    (0x3040, 0x312F, -10.5),
    (0x3200, 0x33FF, -12.0),
    (0x4E00, 0x9FFF, -13.5),
    (0x3400, 0x4DBF, -16.0),
    (0xAC00, 0xD7A3, -13.0),
    (0xE000, 0xF8FF, -18.0),
    (0xF900, 0xFAFF, -15.0),
    (0xFE30, 0xFE6F, -11.0),
    (0xFF01, 0xFF5E, -8.0),
    (0x20000, 0x323AF, -17.0),
)
_ELSEWHERE: Final = -16.0
_NEVER: Final = -22.0  # controls, unassigned code points


class Score(NamedTuple):
    """What one candidate makes of a sample: the log probability of its text, and how many units it could not read."""

    encoding: str
    total: float
    bad: int
    outside: int  # characters outside ASCII that it did read
    mean: float  # log probability of one of these, on average


class Sniffed(NamedTuple):
    """Candidates, likeliest first, and whether the likeliest gives a text that makes sense at all."""

    scores: tuple[Score, ...]
    likely: bool


@cache
def _common() -> Mapping[str, float]:
    record = json.loads(resource("encoding", "common_characters.json").read_text(encoding="utf-8"))
    table = dict(_COMMON_MARKS)
    for band, chars in record["bands"].items():
        table.update(dict.fromkeys(chars, -int(band) / 10))
    table.update({" ": -4.0, "\n": -4.0, "\r": -4.5, "\t": -7.0, "\f": -9.0})
    return table


def _of_class(char: str) -> float:
    point = ord(char)
    for first, last, value in _BLOCKS:
        if first <= point <= last:
            return value if unicodedata.category(char) != "Cn" else _NEVER
    return _NEVER if unicodedata.category(char) in ("Cc", "Cn", "Cs") else _ELSEWHERE


def score(sample: bytes, encoding: str) -> Score:
    """How likely the text is that `encoding` makes of the sample, whose last character may be incomplete."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(sample)
    bad = text.count("\ufffd")
    if bad and encoding.startswith("utf"):
        bad -= sample.count("\ufffd".encode(encoding))
    common = _common()
    total = bad * _BAD_UNIT
    above = 0.0
    outside = 0
    for char, number in Counter(text).items():
        if char == "\ufffd":
            continue
        value = common.get(char)
        if value is None:
            value = _of_class(char)
        total += number * value
        if char > "\x7f":
            above += number * value
            outside += number
    if encoding == "utf-8" and outside and not bad:
        total += _UTF8_BY_CHANCE
    return Score(encoding, total, bad, outside, above / outside if outside else 0.0)


def sample_of(data: bytes) -> bytes:
    """The part of `data` that scores are taken from: the first line with a byte outside ASCII, and what follows it.

    It begins at an even offset, so that UTF-16 is not read askew.
    """
    if len(data) <= SAMPLE:
        return data
    first = _NOT_ASCII.search(data)
    if first is None:
        return data[:SAMPLE]
    start = max(data.rfind(b"\n", 0, first.start()) + 1, first.start() - SAMPLE // 2, 0)
    start -= start % 2
    return data[start : start + SAMPLE]


def sniff(data: bytes) -> Sniffed:
    """The candidates for bytes without a BOM, likeliest first.

    >>> sniff("图书馆开馆了".encode("gb18030")).scores[0].encoding
    'gb18030'
    """
    sample = sample_of(data)
    candidates = [encoding for encoding in LADDER if not (encoding.startswith("utf-16") and len(data) % 2)]
    scores = [score(sample[:_GLANCE], encoding) for encoding in candidates]
    if len(sample) > _GLANCE:
        floor = max(s.total for s in scores) - _HOPELESS
        scores = [score(sample, s.encoding) for s in scores if s.total >= floor or s.encoding == "utf-8"]
    ranked = sorted(scores, key=lambda s: -s.total)  # stable: the ladder's order settles ties
    if ranked[0].encoding.startswith("utf-16"):
        ascii_only = b"\0" not in data and _NOT_ASCII.search(data) is None
        if ascii_only and not _is_chinese(sample, ranked[0], scores[0]):
            ranked.remove(scores[0])
            ranked.insert(0, scores[0])
    best = ranked[0]
    return Sniffed(tuple(ranked), best.outside < _ENOUGH or best.mean > _UNLIKELY)


def _is_chinese(sample: bytes, wide: Score, plain: Score) -> bool:
    """Whether bytes that are plain ASCII are beyond doubt Chinese in UTF-16 all the same."""
    text = sample.decode(wide.encoding, "replace")
    return wide.total > plain.total + _MARGIN_OVER_ASCII and sum(map(_is_cjk, text)) >= _CHINESE_SHARE * len(text)


def _is_cjk(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef" or char >= "\U00020000"


def is_settled_utf8(text: str) -> bool:
    """Whether text that strict UTF-8 gave needs no second look: it holds Chinese, and no NUL.

    A few GB18030 words (and much of UTF-16) are by chance valid UTF-8, but never as Chinese.
    """
    return "\0" not in text and any(_is_cjk(found.group()) for found in islice(_ABOVE_LATIN.finditer(text), _LOOKS))


def foreign(data: bytes) -> str | None:
    """The encoding that charset-normalizer finds among those of the rest of the world; None where it finds none."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample_of(data), cp_isolation=list(OTHERS), preemptive_behaviour=False, enable_fallback=False).best()
    return None if best is None else codecs.lookup(best.encoding).name
