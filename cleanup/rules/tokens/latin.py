"""Latin runs in Chinese text, and which of their words can only be left-overs: function words where no English goes on."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from cleanup.language.chars import CHINESE_MARKS, CLOSERS, OPENERS, STRAIGHT_QUOTES, han_count, is_han
from cleanup.language.lazy import lazy

BLANKS: Final = " \t\u00a0\u3000"
"""Spaces that a stray token drags along; a line's end is not among them."""

_WORD = "[A-Za-z][A-Za-z]*(?:['’-][A-Za-z]+)*"  # a class alone at the start is looked for three times as fast as a run
RUN: Final = lazy(f"{_WORD}(?:[ \u00a0]{{1,3}}{_WORD})*")
"""Words of Latin letters with blanks between them: every letter of a text stands in one."""
_WORDS: Final = lazy(_WORD)
# Directly beside one of these a word is a part of something: an address, a model number, a formula, an abbreviation.
_GLUE: Final = frozenset("@/\\._-+&#$%=<>*^~|'’")
_HALF_MARKS: Final = frozenset(",;:!?)(")
_CLAUSE_WORDS: Final = 4  # from so many words on a run is English, not a left-over
_WINDOW: Final = 24
_ALONE: Final = 8  # characters beside a lone 's or letter that hold no other one
_REST: Final = 2  # words of a name or abbreviation beside which a conjunction may be a left-over

# Text that speaks about a word, not with it: right before it, and right after.
_ABOUT_BEFORE: Final = lazy(
    "(?:单词|英语|英文|字母|拼音|读作|念作|写作|介词|连词|冠词|缩写|單詞|英語|讀作|介詞|連詞|冠詞|縮寫)(?:是|为|為)?$"
)
_ABOUT_AFTER: Final = lazy("一词|单词|这个词|字样|一詞|單詞|這個詞|字樣|的(?:用法|读音|发音|拼写|意思|区别|讀音|發音|拼寫|區別)")
_ABOUT_REACH: Final = 6
_POSSESSIVE: Final = lazy("['’]s(?![A-Za-z])")
_CONJUNCTIONS: Final = frozenset({"and", "or", "with"})
_ARTICLES: Final = frozenset({"the", "a", "an"})
KEPT_PHRASES: Final = frozenset({"all in", "by the way", "to be", "on and on", "and so on", "and more", "or more"})
# Only these are taken for left-overs with a capital: other words with one are names, symbols, titles of works.
_CAPITAL: Final = frozenset({"And", "The", "Of", "For", "With", "From", "But"})
_LETTER: Final = lazy("(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
# Beside these an English word is part of a Chinese one (a股, in货, it男) or a mark of a list, a grade or a vitamin.
_BESIDE: Final = {
    "a": (
        lazy("[素甲第案图图表件项答级类座组]$"),
        lazy("[股区类级组队座栋段口型罩轮柱点线面层货照角版卷证馆片位团班厅门字、，]"),
    ),
    "in": (lazy("[很最太超够真]$"), lazy("[货]")),
    "it": (lazy("$^"), lazy("业|行业|技术|产业|企业|男|女|人才|人员|公司|部门|系统|界|精英|民工|工程师")),
    "or": (lazy("$^"), lazy("值")),
    "by": (lazy("[文图摄]$"), lazy("$^")),
}
_MEASURED: Final = frozenset({"in", "a", "an", "at", "as", "is", "be", "it"})  # after a figure these are units or grades


class Stray(NamedTuple):
    """A left-over: its range in the text, its words in lower case, and the characters beside it ('' at a paragraph's edge)."""

    start: int
    end: int
    words: tuple[str, ...]
    before: str
    after: str

    @property
    def both_chinese(self) -> bool:
        """Whether Chinese stands on both sides."""
        return _is_chinese(self.before) and _is_chinese(self.after)


class Clause(NamedTuple):
    """A run of English words between Chinese ones."""

    start: int
    end: int
    words: int


def latin_runs(text: str, runs: Iterable[tuple[int, int]], known: Callable[[str], bool]) -> Iterator[Stray | Clause]:
    """The left-overs and the English clauses of a text.

    `runs` are the places of `RUN` in it; `known` says which words, in lower case, are function words.
    """
    for low, high in runs:
        spans = [word.span() for word in _WORDS.finditer(text, low, high)]
        words = [text[start:end] for start, end in spans]
        if len(words) >= _CLAUSE_WORDS and not known(text[low:high].lower()):
            yield from _clause(text, low, high, words, known)
            continue
        part = _left_over(words, known)
        if part is None:
            continue
        first, last = part
        stray = _stray(text, spans[first][0], spans[last - 1][1], tuple(word.lower() for word in words[first:last]))
        if stray is not None:
            yield stray
    if "'" in text or "’" in text:
        yield from _possessives(text)


def _possessives(text: str) -> Iterator[Stray]:
    """A lone 's amid Chinese, which is an "of"."""
    for match in _POSSESSIVE.finditer(text):
        start, end = match.span()
        alone = not _POSSESSIVE.search(text, max(0, start - _ALONE), start) and not _POSSESSIVE.search(text, end, end + _ALONE)
        stray = _stray(text, start, end, ("of",)) if alone else None
        if stray is not None and stray.both_chinese:
            yield stray


def _left_over(words: list[str], known: Callable[[str], bool]) -> tuple[int, int] | None:
    """Which of a run's words are a left-over: all of them, or a conjunction beside a name; None where none is."""
    phrase = " ".join(words).lower()
    if phrase in KEPT_PHRASES:
        return None
    if (len(words) > 1 and known(phrase)) or all(_is_function(word, known) for word in words):
        return 0, len(words)
    if len(words) - 1 > _REST:
        return None
    rest = words[1:] if words[0].lower() in _CONJUNCTIONS else words[:-1]
    if any(_is_function(word, known) or (word.islower() and len(rest) > 1) for word in rest):
        return None
    if _is_function(words[0], known) and words[0] in _CONJUNCTIONS:
        return 0, 1
    if _is_function(words[-1], known) and words[-1] in _CONJUNCTIONS:
        return len(words) - 1, len(words)
    return None


def _is_function(word: str, known: Callable[[str], bool]) -> bool:
    """A function word as it stands in a sentence."""
    return (word.islower() or word in _CAPITAL) and known(word.lower())


def _stray(text: str, start: int, end: int, words: tuple[str, ...]) -> Stray | None:
    """The left-over with its neighbours; None where what stands beside it makes it part of something."""
    if (start and _glues(text[start - 1])) or (end < len(text) and _glues_after(text, end)):
        return None
    before, left = _neighbour(text, start, -1)
    after, right = _neighbour(text, end, 1)
    if not before and not after:
        return None
    if (before in OPENERS and after in CLOSERS) or (before == after and before in STRAIGHT_QUOTES):
        return None
    stray = Stray(start, end, words, before, after)
    if not _fits(text, stray, left, right):
        return None
    return None if _in_title_or_english(text, start, end) else stray


def _fits(text: str, stray: Stray, left: int, right: int) -> bool:
    """Whether the neighbours are those of a word in Chinese prose."""
    for char in (stray.before, stray.after):
        if char and not (_is_chinese(char) or char.isalnum() or char in _HALF_MARKS or char in "\"'%"):
            return False
    near = text[max(0, left - 7) : left + 1] + text[right : right + 8]
    if han_count(near) < 2:
        return False
    if _ABOUT_BEFORE.search(text[max(0, left + 1 - _ABOUT_REACH) : left + 1]) or _ABOUT_AFTER.match(text, right):
        return False
    word = stray.words[0]
    if stray.before.isdigit() and stray.before.isascii() and word in _MEASURED:
        return False
    if len(stray.words) == 1 and word in ("a", "an") and not _is_article(text, stray, left, right):
        return False
    if len(stray.words) == 1 and word in _BESIDE:
        before, after = _BESIDE[word]
        return not before.search(text[max(0, left - 1) : left + 1]) and not after.match(text, right)
    return True


def _is_article(text: str, stray: Stray, left: int, right: int) -> bool:
    """Whether a lone a or an has spaces on both sides and no other single letter near it, as points and options have."""
    if stray.start - 1 == left or right == stray.end:
        return False
    near = (max(0, stray.start - _ALONE), stray.start), (stray.end, stray.end + _ALONE)
    return not any(_LETTER.search(text, *place) for place in near)


def _glues(char: str) -> bool:
    return char in _GLUE or (char.isascii() and char.isalnum())


def _glues_after(text: str, end: int) -> bool:
    char = text[end]
    if char == ".":
        return end + 1 < len(text) and text[end + 1].isalnum()
    return _glues(char)


def _neighbour(text: str, at: int, step: int) -> tuple[str, int]:
    """The nearest character that is no white space and its offset; '' where a paragraph's edge comes first."""
    place = at - 1 if step < 0 else at
    ends = 0
    while 0 <= place < len(text) and text[place].isspace():
        ends += text[place] == "\n"
        place += step
    if not 0 <= place < len(text) or ends > 1:
        return "", place
    return text[place], place


def _is_chinese(char: str) -> bool:
    return bool(char) and (char in CHINESE_MARKS or is_han(char))


def _in_title_or_english(text: str, start: int, end: int) -> bool:
    """Whether the place stands inside 《》, or inside quotes or brackets that hold more English words than Han characters."""
    low = max(0, start - _WINDOW)
    depth = 0
    for at in range(start - 1, low - 1, -1):
        char = text[at]
        if char in CLOSERS:
            depth += 1
        elif char in OPENERS:
            if depth == 0:
                if char in "《〈":
                    return True
                closing = next((k for k in range(end, min(len(text), end + _WINDOW)) if text[k] in CLOSERS), -1)
                inside = text[at + 1 : closing] if closing >= 0 else ""
                return len(_WORDS.findall(inside)) > han_count(inside)
            depth -= 1
    return False


def _clause(text: str, start: int, end: int, words: list[str], known: Callable[[str], bool]) -> Iterator[Clause]:
    """A run of small-letter English words with Han characters on both sides: the engine changed the language in mid-sentence."""
    before, _ = _neighbour(text, start, -1)
    after, _ = _neighbour(text, end, 1)
    small = all(word.islower() for word in words)
    if small and before and after and is_han(before) and is_han(after) and any(known(word) for word in words):
        yield Clause(start, end, len(words))
