"""English words of any meaning left amid Chinese: no names, units, abbreviations or words that Chinese newspapers print."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from cleanup.language.chars import CHINESE_MARKS, CLOSERS, OPENERS, is_han
from cleanup.language.lazy import lazy
from cleanup.resources import resource
from cleanup.rules.tokens.latin import KEPT_PHRASES

_RUN: Final = lazy(r"[A-Za-z]+(?:[ \u00a0][A-Za-z]+)*")
_GLUE: Final = frozenset("@/\\._+&#$%=<>*^~|'’-0123456789")
_WORD: Final = lazy("[A-Za-z]+")
_LEAST: Final = 3  # letters of a lone word
_LEARNED: Final = 4  # times that a word stands on a page, from which it is the page's own; a function word is an error each time
_LONGEST: Final = 400
_ABOUT_BEFORE: Final = lazy(
    "(?:单词|英语|英文|字母|拼音|读作|念作|写作|缩写|名为|名叫|叫作|叫做|意为|所谓|單詞|英語|讀作|寫作|縮寫|名為|所謂)(?:是|为|為|的)?[：:]?$"
)
_ABOUT_AFTER: Final = lazy("一词|单词|这个词|字样|一詞|單詞|這個詞|字樣|的(?:用法|读音|发音|拼写|意思|缩写)")
_REACH: Final = 6


class Words(NamedTuple):
    """A run of English words amid Chinese, and how many words it has."""

    start: int
    end: int
    words: int


@cache
def kept_words() -> frozenset[str]:
    """Words in small letters that Chinese newspapers print (see `resources/stray-english/kept.txt`)."""
    lines = resource("stray-english", "kept.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def plain_words(text: str, runs: Iterable[tuple[int, int]], source: str, is_function: Callable[[str], bool]) -> Iterator[Words]:
    """Runs of plain English words with Chinese on both sides; runs of function words alone are not among them.

    `runs` are the places of all Latin letters of the text. What comes often in `source`, the page's text, is its own word.
    """
    met: Counter[str] | None = None
    for match in (match for low, high in runs for match in _RUN.finditer(text, low, high)):
        start, end = match.span()
        run = match.group()
        if end - start < _LEAST or end - start > _LONGEST or run.lower() in KEPT_PHRASES:
            continue
        if text[max(0, start - 1) : start] in _GLUE or (text[end : end + 1] in _GLUE and _goes_on(text, end)):
            continue
        words = _WORD.findall(run)
        if not _is_plain(words, is_function) or not _amid_chinese(text, start, end):
            continue
        if len(words) == 1:
            met = Counter(_WORD.findall(source)) if met is None else met
            if met[run] >= _LEARNED:
                continue
        yield Words(start, end, len(words))


def _goes_on(text: str, end: int) -> bool:
    """Whether what stands after a run makes it a part of something; a full stop may end the sentence."""
    return text[end] != "." or text[end + 1 : end + 2].isalnum()


def _is_plain(words: list[str], is_function: Callable[[str], bool]) -> bool:
    """Whether the words are English ones in small letters, at the first a capital where it begins a clause, and not all of them kept."""
    rest = words if words[0].islower() or not is_function(words[0].lower()) else words[1:]
    if not rest or not all(word.islower() for word in rest):
        return False
    content = [word for word in rest if not is_function(word)]
    strange = [word for word in content if word not in kept_words() and len(word) >= _LEAST]
    return bool(strange) and (len(words) == 1 or 2 * len(strange) >= len(content))


def _amid_chinese(text: str, start: int, end: int) -> bool:
    left, right = start - 1, end
    while left >= 0 and text[left] in " \u00a0\u3000":
        left -= 1
    while right < len(text) and text[right] in " \u00a0\u3000":
        right += 1
    before, after = text[left] if left >= 0 else "", text[right] if right < len(text) else ""
    if not before or not after or before in OPENERS or after in CLOSERS or before in "\"'" or after in "\"'":
        return False
    if not (is_han(before) or is_han(after)) or not all(
        is_han(side) or side in CHINESE_MARKS or side in ",;:!?" for side in (before, after)
    ):
        return False
    about = _ABOUT_BEFORE.search(text, max(0, left + 1 - _REACH), left + 1) or _ABOUT_AFTER.match(text, right)
    return about is None and not _in_brackets(text, start, end)


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the nearest quote or bracket before the run opens and is not closed before it, and little else stands inside."""
    for at in range(start - 1, max(-1, start - 24), -1):
        if text[at] in CLOSERS or text[at] in "\n。":
            return False
        if text[at] in OPENERS:
            return any(text[k] in CLOSERS for k in range(end, min(len(text), end + 24)))
    return False
