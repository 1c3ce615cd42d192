"""A character between a body and its deputy head that no title has: 组织部分副部长. The model takes 部分 for the word that it is."""

from collections.abc import Iterator
from typing import Final

from cleanup.language.lazy import lazy
from cleanup.rules.characters.slips import Language, Slip, logs

_DEPUTY: Final = lazy("([部局厅处科院校站所队馆厂社])([\u4e00-\u9fff])副(?=\\1长)")
_MAY_STAND: Final = frozenset("原前老女现新正代兼任和与及或的各首第一二三四五六七八九十两几该本由请派设有无为增")
"""What may stand there: 原副部长, 各副局长, 设副院长."""

_LIKELY: Final = 1.0  # natural-log odds of a character too many
_LEAST: Final = 2.0  # units that the character model must gain without it


def between_titles(text: str, language: Language) -> Iterator[Slip]:
    """Such characters, in the text's order."""
    if "副" not in text:
        return
    for match in _DEPUTY.finditer(text):
        at, char, body = match.start(2), match.group(2), match.group(1)
        if char in _MAY_STAND or char in (body, "副"):
            continue
        log, without = logs(text, at, at + 1, "", language.model)
        if without - log >= _LEAST:
            yield Slip(at, char, f"{body}副{body}长", 0, without - log, _LIKELY)


def may_stand(text: str, at: int) -> bool:
    """Whether the character at `at` is one that may stand before a deputy: 现副局长."""
    return text[at] in _MAY_STAND and text.startswith("副", at + 1)
