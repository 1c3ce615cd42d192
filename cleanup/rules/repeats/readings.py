"""What two stretches of text that read alike are: two readings of one text, or what a newspaper rightly prints twice."""

from typing import NamedTuple

from cleanup.language.chars import CLOSERS, OPENERS, SENTENCE_ENDS
from cleanup.language.lazy import lazy
from cleanup.rules.repeats.fingerprints import Folded, Unit

SHORT = 24
"""Folded characters below which a paragraph is a line: headline, caption, byline, slogan."""

BODY = 40
"""Folded characters from which on a paragraph is text whatever it ends in."""

PASSAGE = 30
"""Folded characters from which on a passage with a sentence's end in it is worth a finding; one without needs `BODY`."""

LIKE_ENOUGH = 0.78
"""Share of equal characters from which on two paragraphs are two readings of one."""

_COMPARED = 6_000  # folded characters of two texts that are compared one by one: the memory grows with the square
_NEAR_LENGTH = 1.6  # two readings differ less in length
_NEIGHBOURS = 3  # paragraphs before and after that tell a list or a poem
_LIST = 4  # so many short ones among them make it one
_BETWEEN = 12  # folded characters that may stand between two lines that stand close: an image's mark, a photographer, a jump line
_REACH = 3  # paragraphs that two lines that stand close are apart at most
_ROW_SIZE = 16  # folded characters from which on a line said twice on end is no row of a list
_LINE = 12  # folded characters from which on two lines may be two readings of one

# Notices are printed from one form: two that differ in a name and a number are two notices.
_NOTICE = lazy("声明作废|遗失|挂失|特此公告|特此声明|本院受理|公告期|公告之日|竞买|拍卖|招标|聲明作廢|遺失|掛失|競買|拍賣|招標")
# What tells the entries of a series apart: figures, ordinals, the celestial stems, directions.
_COUNTING = lazy("[0-9０-９一二三四五六七八九十百千万两首次甲乙丙丁戊东西南北上下左右前后男女大中小]")
_ROW = lazy(r"\||[^\t\n]*\t[^\t\n]*\t")
_TRAILING_MARKS = "”’」』）)】》\"' \t\r\n*"


class Difference(NamedTuple):
    """A place where two readings differ: what the first and the second have there, either may be empty, and where in each.

    Offsets are folded characters from the beginning of each text.
    """

    first: str
    second: str
    a_low: int
    a_high: int
    b_low: int
    b_high: int


class Likeness(NamedTuple):
    """How alike two folded texts are: equal characters, out of how many, and where they differ."""

    share: float
    equal: int
    total: int
    differences: tuple[Difference, ...]
    at_end: bool

    @property
    def percent(self) -> int:
        """The share in whole percent, 100 only where nothing differs."""
        return 100 if self.share == 1 else min(99, round(self.share * 100))

    @property
    def numbers(self) -> int:
        """In how many places they differ in what counts the entries of a series."""
        return sum(1 for d in self.differences if _COUNTING.search(d.first) and _COUNTING.search(d.second))


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends as a sentence does, closing quotes and brackets aside."""
    stripped = text.rstrip(_TRAILING_MARKS)
    return bool(stripped) and (stripped[-1] in SENTENCE_ENDS or stripped[-1] == ".")


def holds_sentence_end(text: str) -> bool:
    """Whether a sentence ends inside a text, not only with it."""
    return not SENTENCE_ENDS.isdisjoint(text.rstrip(_TRAILING_MARKS + "".join(SENTENCE_ENDS)))


def is_row(text: str) -> bool:
    """Whether a paragraph is a row of a table."""
    return _ROW.match(text) is not None


def is_notice(text: str) -> bool:
    """Whether a text is a notice, court or loss announcement."""
    return _NOTICE.search(text) is not None


def quoted(text: str, start: int, end: int) -> bool:
    """Whether a range stands in quotes or brackets of its own."""
    return start > 0 and text[start - 1] in OPENERS and end < len(text) and text[end] in CLOSERS


def in_list(folded: Folded, first: int, last: int) -> bool:
    """Whether a paragraph is short and those around `first` to `last` are short lines too: a list, a table, a poem."""
    if folded.unit(first).size >= _ROW_SIZE:
        return False
    around = [*range(max(first - _NEIGHBOURS, 0), first), *range(last + 1, min(last + 1 + _NEIGHBOURS, len(folded)))]
    return sum(1 for number in around if folded.unit(number).size < SHORT) >= _LIST


def among_lines(folded: Folded, number: int) -> bool:
    """Whether a paragraph is a short line between short lines."""
    around = [folded.unit(n).size for n in (number - 1, number + 1) if 0 <= n < len(folded)]
    return folded.unit(number).size < _ROW_SIZE and bool(around) and max(around) < SHORT


def close(folded: Folded, first: int, second: int) -> bool:
    """Whether two paragraphs follow each other, with next to nothing between them."""
    if second == first + 1:
        return True
    return second - first <= _REACH and folded.edges[second] - folded.edges[first + 1] < _BETWEEN


def is_text(text: str, size: int) -> bool:
    """Whether a paragraph of `size` folded characters is text, which is printed once; not a slogan, a headline or a list's line.

    A caption with its photographer's name after the full stop is text too.
    """
    if size >= BODY:
        return True
    return holds_sentence_end(text) if size < SHORT else not SENTENCE_ENDS.isdisjoint(text)


def compare(first: str, second: str) -> Likeness:
    """How alike two folded texts are; of very long ones only the beginnings are compared."""
    if first == second:
        return Likeness(1.0, len(first), len(first), (), at_end=False)
    from rapidfuzz.distance import Indel, Levenshtein  # 40 ms, which a page without candidates saves

    first, second = first[:_COMPARED], second[:_COMPARED]
    total = max(len(first), len(second))
    share = Indel.normalized_similarity(first, second)
    differences: list[Difference] = []
    covered = 0
    if share >= LIKE_ENOUGH:
        for op in Levenshtein.opcodes(first, second):
            if op.tag == "equal":
                covered += op.src_end - op.src_start
            else:
                places = (op.src_start, op.src_end, op.dest_start, op.dest_end)
                differences.append(Difference(first[op.src_start : op.src_end], second[op.dest_start : op.dest_end], *places))
    return Likeness(share, covered, total, tuple(differences), bool(differences) and _at_end(first, second))


def _at_end(first: str, second: str) -> bool:
    """Whether two texts are the same for all but their last eighth or their last sixteen characters."""
    same = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        same += 1
    total = max(len(first), len(second))
    return total - same <= max(16, total // 8)


def may_be_near(first: Unit, second: Unit, same: int) -> bool:
    """Whether two paragraphs are worth comparing: more than a few words, of like length, with blocks in common."""
    small, big = sorted((first.size, second.size))
    return small >= _LINE and big <= small * _NEAR_LENGTH and same * 5 >= small


def is_series(likeness: Likeness, small: int) -> bool:
    """Whether two texts that read alike are two entries of a series (bulletins, results, lists), not two readings of one.

    Entries of a series differ in figures and whole names; readings of one text differ in single characters, or in a tail.
    """
    numbers = likeness.numbers
    slots = sum(1 for d in likeness.differences if max(len(d.first), len(d.second)) > 1)
    noise = len(likeness.differences) - numbers
    if small < BODY:
        return numbers > 0 or slots > (small >= SHORT)
    if numbers >= 2 and numbers >= noise:
        return True
    single = sum(1 for d in likeness.differences if len(d.first) <= 1 and len(d.second) <= 1)
    return slots >= 3 and slots > single and slots * 60 > likeness.total and not likeness.at_end
