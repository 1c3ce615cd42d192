"""Traditional and simplified script: folding one character to one, so that offsets stay.

The table is OpenCC's own (`TSCharacters`, first variant of each character), read from the opencc package when the first text
with a traditional character asks for it.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

# Fifty characters common in any traditional page and in no simplified one: a cheap look before the table of four thousand is read.
_TELLTALE: Final = re.compile("[們個這來對說時會為過後國學發經無現開關長門東車見頭問點樣處應當實際種業報場員軍總書記電話]")


@cache
def _simplified_of() -> dict[int, str]:
    """Traditional code point to simplified character, for characters with a one-character simplified form other than themselves."""
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        return {}
    path = Path(spec.origin).parent / "dictionary" / "TSCharacters.txt"
    table: dict[int, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == len(first) == 1 and traditional != first:
            table[ord(traditional)] = first
    return table


def has_traditional(text: str) -> bool:
    """Whether `text` holds characters that only traditional text uses, by a look at the commonest of them.

    >>> has_traditional("春耕動員會議"), has_traditional("春耕动员会议")
    (True, False)
    """
    return _TELLTALE.search(text) is not None


def fold(text: str) -> str:
    """The text with each traditional character replaced by its simplified one; as many code points as before.

    One character to one loses what only phrases tell (乾隆 becomes 干隆), which is no harm to looking words up. Never shown to anybody.

    >>> fold("總書記發表講話")
    '总书记发表讲话'
    """
    return text.translate(_simplified_of())
