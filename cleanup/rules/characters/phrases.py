"""Which traditional character a simplified one stands for in its phrase, by OpenCC's table of phrases."""

from collections.abc import Mapping, Set
from functools import cache

from cleanup.language.script import fold, opencc_table, traditional_forms

_LONGEST = 6  # code points of a phrase that is looked for


@cache
def _phrases() -> Mapping[str, str]:
    """Simplified phrase to the traditional one, those with a character that has several forms; read when first asked for."""
    return {written: forms[0] for written, forms in opencc_table("STPhrases") if len(written) <= _LONGEST and len(forms[0]) == len(written)}


def traditional_in_phrase(text: str, at: int) -> str:
    """The traditional character for the simplified one at a place: that of the longest phrase over it, else the commonest form.

    >>> traditional_in_phrase("頭发", 1), traditional_in_phrase("出发", 1)
    ('髮', '發')
    """
    forms = traditional_forms(text[at])
    if len(forms) < 2:
        return forms[0] if forms else text[at]
    low = max(0, at - _LONGEST + 1)
    around = fold(text[low : at + _LONGEST])
    place = at - low
    for size in range(_LONGEST, 1, -1):
        for start in range(max(0, place - size + 1), min(place, len(around) - size) + 1):
            phrase = _phrases().get(around[start : start + size])
            if phrase is not None:
                return phrase[place - start]
    return forms[0]


@cache
def _standard() -> Mapping[str, str]:
    return {written: forms[0] for written, forms in opencc_table("TWVariants") if len(written) == len(forms[0]) == 1}


def as_on_page(char: str, characters: Set[str]) -> str:
    """The form of a traditional character that a page with these characters uses: its own where it has it, else that of the standard.

    >>> as_on_page("爲", set("山水")), as_on_page("爲", set("山水爲"))
    ('為', '爲')
    """
    return char if char in characters else _standard().get(char, char)
