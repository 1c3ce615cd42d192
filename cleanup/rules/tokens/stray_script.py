"""Kana, Hangul, Cyrillic, Greek and other scripts that an engine left in Chinese prose."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import CHINESE_MARKS, CLOSERS, HAN_CLASS, OPENERS, STRAIGHT_QUOTES, han_count, is_han
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.tokens.latin import Stray
from cleanup.rules.tokens.scripts import LETTERS, SHAPES, WORDS, foreign, may_hold, runs
from cleanup.rules.tokens.standing import fixes_of, ranked, reasons, with_blanks

ID: Final = "stray-script"

_LETTERS: Final = lazy("[A-Za-z\u0370-\u03ff\u0400-\u04ff]+")
_ALPHABETS: Final = lazy("[\u0370-\u03ff\u0400-\u04ff]")
_ASCII: Final = lazy("[A-Za-z]")
_NEAR: Final = 8  # code points on each side that hold some Chinese
_PHRASE: Final = 4  # code points on each side in which another run of kana makes both a phrase of Japanese
_KANA: Final = lazy("[\u3041-\u3096\u30a1-\u30fa]")
_LEAST_HAN: Final = 3  # Han characters there
_LANGUAGES: Final = "[日韩韓俄希腊臘阿藏蒙维維泰缅緬印波斯梵彝]{1,3}[语語文]|假名|谚文|諺文|字母|单词|單詞"
_SAYS: Final = "写着|寫著|写作|寫作|读作|讀作|原名|意为|意為|称为|稱為|名为|名為"
_THINGS: Final = "粒子|射线|射線|波|值|角|谱|譜|能|型|株|链|鏈"
_ABOUT_REACH: Final = 8
_NAME: Final = 2  # katakana from which a run is a name or a word of Japanese
_KATAKANA: Final = lazy("[\u30a1-\u30ff\uff66-\uff9d]+")
_SYMBOL: Final = lazy("[\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u03d1\u03d5\u03f5]{1,2}")
_WHY: Final = (Evidence(Message(f"{ID}.chinese-around"), 2.0),)


class _Patterns(NamedTuple):
    """What is compiled when a page holds another script: few do."""

    kana_before: re.Pattern[str]
    kana_after: re.Pattern[str]
    about_before: re.Pattern[str]
    about_after: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        re.compile(f"{_KANA.pattern}[{HAN_CLASS}]*\\Z"),
        re.compile(f"[{HAN_CLASS}]*{_KANA.pattern}"),
        re.compile(f"(?:{_LANGUAGES}|{_SAYS})[“「『：:（( ]?$|[叫是为為曰][“「『：:（(]$"),
        re.compile(f"[”」』）)]?(?:字母|一词|一詞|二字|两字|兩字|这个词|這個詞|的意思|字样|字樣|{_THINGS})"),
    )


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a run of another script amid Chinese."""
    if not may_hold(analysis.unusual):
        return
    present = foreign().findall(analysis.unusual)
    if not present:
        return
    text = analysis.text
    mixed: set[int] = set()
    for match in _LETTERS.finditer(text) if _ALPHABETS.search("".join(present)) else ():
        word = match.group()
        after = "".join(LETTERS.get(char, char) for char in word)
        if after != word and after.isascii() and _ASCII.search(word) and not analysis.is_protected(*match.span()):
            mixed.update(range(*match.span()))
            yield from _put(analysis, *match.span(), (after,), "letters", 0.9)
    for match in runs().finditer(text):
        start, end = match.span()
        if start not in mixed and not analysis.is_protected(start, end):
            yield from _run(analysis, start, end, match.lastgroup or "other")


def _run(analysis: Analysis, start: int, end: int, script: str) -> Iterator[Finding]:
    text = analysis.text
    token = text[start:end]
    stray = _stray(text, start, end)
    if stray is None or (script == "greek" and _SYMBOL.fullmatch(token)):
        return
    if token in SHAPES:
        yield from _shape(analysis, start, end)
        return
    known = WORDS.get(token)
    if known is not None:
        stray = stray._replace(words=(known,))
        low, high = with_blanks(text, stray)
        ranking = ranked(analysis, stray, low, high)
        fixes = fixes_of(analysis, token, low, high, ranking, 0.9)
        message = Message(f"{ID}.word", {"token": token, "text": ranking[0].text or "∅"})
        evidence = (*_WHY, *reasons(ranking))
        yield _finding(analysis, start, end, message, 0.9, evidence, fixes, f"{known}→{ranking[0].text}")
        return
    latin = "".join(LETTERS.get(char, char) for char in token)
    if latin.isascii() and token.isupper():
        yield from _put(analysis, start, end, (latin,), "letters", 0.7)
    elif script == "kana" and _KATAKANA.fullmatch(token) and len(token) >= _NAME:
        yield _finding(analysis, start, end, Message(f"{ID}.run-{script}", {"token": _short(token)}), 0.4, _WHY, (), ID)
    elif not (script == "cyrillic" and token[0].isupper()):
        low, high = with_blanks(text, stray)
        edits = analysis.replaced(low, high, "")
        fixes = (Fix(Message(f"{ID}.fix-delete", {"token": _short(token)}), edits, Safety.ASK, 0.6),) if edits else ()
        yield _finding(analysis, start, end, Message(f"{ID}.run-{script}", {"token": _short(token)}), 0.8, _WHY, fixes, f"{ID}:{script}")


def _stray(text: str, start: int, end: int) -> Stray | None:
    """The run with what stands beside it; None where it is no left-over amid Chinese."""
    left, right = start - 1, end
    while left >= 0 and text[left] in " \u3000\u00a0":
        left -= 1
    while right < len(text) and text[right] in " \u3000\u00a0":
        right += 1
    before, after = text[left] if left >= 0 else "", text[right] if right < len(text) else ""
    if not (_chinese(before) and _chinese(after)) or not (is_han(before) or is_han(after)):
        return None
    if before in OPENERS or after in CLOSERS or before in STRAIGHT_QUOTES:
        return None
    low, high = max(0, start - _NEAR), end + _NEAR
    if han_count(text[low:high]) < _LEAST_HAN or (_KANA.match(text, start) and _in_japanese(text, start, end)):
        return None
    if _patterns().about_before.search(text, max(0, left + 1 - _ABOUT_REACH), left + 1) or _patterns().about_after.match(text, right):
        return None
    return None if end - start > han_count(text[max(0, start - 60) : end + 60]) else Stray(start, end, (text[start:end],), before, after)


def _in_japanese(text: str, start: int, end: int) -> bool:
    """Whether kana stand near on either side, with no mark between."""
    before = _patterns().kana_before.search(text, max(0, start - _PHRASE), start)
    after = _patterns().kana_after.match(text, end, end + _PHRASE)
    return before is not None or after is not None


def _chinese(char: str) -> bool:
    return bool(char) and (char in CHINESE_MARKS or is_han(char) or char in ",;:!?0123456789%")


def _shape(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    """A single katakana with the shape of a Chinese character, which it may stand for."""
    text = analysis.text
    char = SHAPES[text[start]]
    left, right = text[max(0, start - 3) : start], text[end : end + 3]
    lexicon = analysis.lexicon
    whole = left + char + right
    makes_word = any(
        low + len(word) > len(left) and len(word) > 1 for low in range(len(left) + 1) for word in lexicon.words_at(whole[low:])
    )
    yield from _put(analysis, start, end, (char, ""), "shape", 0.9 if makes_word else 0.6)


def _put(analysis: Analysis, start: int, end: int, afters: tuple[str, ...], kind: str, confidence: float) -> Iterator[Finding]:
    token = analysis.text[start:end]
    fixes = []
    for number, after in enumerate(afters):
        edits = analysis.replaced(start, end, after)
        if edits:
            title = Message(f"{ID}.fix-put", {"token": token, "text": after}) if after else Message(f"{ID}.fix-delete", {"token": token})
            fixes.append(Fix(title, edits, Safety.ASK, confidence if number == 0 else round((1 - confidence) / 2, 3)))
    message = Message(f"{ID}.{kind}", {"token": token, "text": afters[0]})
    yield _finding(analysis, start, end, message, confidence, _WHY, tuple(fixes), f"{ID}:{kind}")


def _finding(
    analysis: Analysis,
    start: int,
    end: int,
    message: Message,
    confidence: float,
    why: tuple[Evidence, ...],
    fixes: tuple[Fix, ...],
    group: str,
) -> Finding:
    rests_on = analysis.rests_on(max(0, start - 1), end + 1)
    return Finding(ID, analysis.spans(start, end), message, confidence, why, fixes, group, rests_on)


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example("临江镇是全县最大の茶叶集散地。", "临江镇是全县最大的茶叶集散地。"),
        Example("村里ଏବଂ镇上都装了路灯。", "村里和镇上都装了路灯。"),
        Example("店招上写着“カラオケ”，γ射线探伤室在隔壁。", "店招上写着“カラオケ”，γ射线探伤室在隔壁。"),
    ),
)
