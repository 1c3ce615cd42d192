"""Scripts that Chinese newspapers do not use in running text: where they stand, and what their commonest words and shapes stand for."""

import re
from functools import cache
from types import MappingProxyType
from typing import Final

# Blocks of each script, as the inside of a class.
_BLOCKS: Final = MappingProxyType(
    {
        "kana": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d",
        "hangul": "\u1100-\u115e\u1161-\u11ff\u3131-\u3163\u3165-\u318e\uac00-\ud7a3",
        "cyrillic": "\u0400-\u052f",
        "greek": "\u0370-\u03ff\u1f00-\u1fff",
        "other": (
            "\u0530-\u05ff\u0620-\u06d5\u06e5-\u06ff\u0710-\u08df\u0900-\u115e\u1200-\u17b3\u17b6-\u180a\u1820-\u1cff\ua4d0-\ua6ff\ua800-\ua95f\ua980-\uabff"
            "\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
        ),
    }
)
_FIRST: Final = "\u0370"  # of all these blocks, and where the symbols begin that Chinese text has too
_SYMBOLS: Final = "\u2000"
_LATER: Final = (("\u3041", "\u318e"), ("\ua4d0", "\ud7a3"), ("\ufb1d", "\ufefc"), ("\uff66", "\uff9d"))


def may_hold(characters: str) -> bool:
    """Whether some of a few characters may be of one of these scripts: a look that costs little, and compiles nothing.

    >>> may_hold("，。“”"), may_hold("，の"), may_hold("и")
    (False, True, True)
    """
    return any(_FIRST <= char < _SYMBOLS or any(low <= char <= high for low, high in _LATER) for char in characters if char >= _FIRST)


@cache
def foreign() -> re.Pattern[str]:
    """One character of any of them."""
    return re.compile(f"[{''.join(_BLOCKS.values())}]")


@cache
def runs() -> re.Pattern[str]:
    """Words of one of them, parted by single spaces; the name of the group that matched is the script's."""
    return re.compile("|".join(f"(?P<{name}>[{inside}]+(?: [{inside}]+)*)" for name, inside in _BLOCKS.items()))


# Function words, and the English ones they are: what stands for those in Chinese is known.
WORDS: Final = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "と",
                "や",
                "および",
                "및",
                "와",
                "과",
                "그리고",
                "и",
                "และ",
                "και",
                "և",
                "და",
                "እና",
                "និង",
                "ແລະ",
                "සහ",
                "و",
                "اور",
                "ו",
                "और",
            ),
            "and",
        ),
        **dict.fromkeys(("এবং", "ও", "ଏବଂ", "ଓ", "మరియు", "ಮತ್ತು", "અને", "ਅਤੇ", "மற்றும்", "आणि", "र", "နှင့်"), "and"),
        **dict.fromkeys(("の", "의", "ของ", "ର", "এর", "का", "की", "के", "של", "του", "της", "των", "ที่"), "of"),
        **dict.fromkeys(("または", "또는", "или", "หรือ", "أو", "או", "या", "ή", "یا"), "or"),
        **dict.fromkeys(("も", "また", "также", "도"), "also"),
        **dict.fromkeys(("に", "で", "에", "에서", "в", "во", "ใน", "में", "في", "در", "ରେ", "στο", "στη"), "in"),
        **dict.fromkeys(("へ", "まで", "к", "ко", "로", "으로", "까지", "إلى", "को"), "to"),
        **dict.fromkeys(("は", "은", "는", "это", "является", "เป็น", "คือ", "है"), "is"),
        **dict.fromkeys(("から", "より", "из", "от", "부터", "จาก", "من", "از", "από"), "from"),
        **dict.fromkeys(("на", "について", "о", "об", "대한", "पर", "على", "บน"), "on"),
        **dict.fromkeys(("для", "ため", "위한", "위해", "สำหรับ", "के लिए", "για"), "for"),
        **dict.fromkeys(("として", "как"), "as"),
        **dict.fromkeys(("による", "により", "โดย"), "by"),
        **dict.fromkeys(("с", "со", "กับ", "مع", "με"), "with"),
        **dict.fromkeys(("не",), "not"),
        **dict.fromkeys(("что", "ว่า", "أن"), "that"),
    }
)
# Single katakana, and the Chinese character of the same shape.
SHAPES: Final = MappingProxyType(dict(zip("ニロカタエトハミチオヌムーセヒメ", "二口力夕工卜八三千才又厶一七匕乂", strict=True)))
# Letters of other scripts, and the Latin ones of the same shape.
LETTERS: Final = MappingProxyType(
    dict(
        zip(
            "АВЕКМНОРСТУХІЅЈаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ",
            "ABEKMHOPCTYXISJaeopcyxisjABEZHIKMNOPTYXovu",
            strict=True,
        )
    )
)
