"""Traditional and simplified script: folding one character to one, so that offsets stay.

The tables are OpenCC's own (`TSCharacters`, `STCharacters`), read from the opencc package when a text asks for them.
"""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from cleanup.language.lazy import lazy
from cleanup.resources import resource

# Fifty characters common in any traditional page and in no simplified one: a cheap look before the table of four thousand is read.
_TELLTALE: Final = lazy("[們個這來對說時會為過後國學發經無現開關長門東車見頭問點樣處應當實際種業報場員軍總書記電話]")


def opencc_table(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of one of OpenCC's dictionaries: what is written, and what it may become, likeliest first."""
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        return
    path = Path(spec.origin).parent / "dictionary" / f"{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        written, _, others = line.partition("\t")
        yield written, tuple(others.split(" "))


@cache
def _characters(name: str) -> Mapping[str, tuple[str, ...]]:
    return {written: forms for written, forms in opencc_table(name) if len(written) == 1 and all(len(form) == 1 for form in forms)}


def simplified_forms(char: str) -> tuple[str, ...]:
    """The simplified characters that a traditional one may become, commonest first; none for a character that is not in the table."""
    return _characters("TSCharacters").get(char, ())


def traditional_forms(char: str) -> tuple[str, ...]:
    """The traditional characters that a simplified one may stand for, commonest first; none for a character that is not in the table."""
    return _characters("STCharacters").get(char, ())


@cache
def _of_one_script() -> Mapping[str, frozenset[str]]:
    lines = resource("characters", "scripts.tsv").read_text(encoding="utf-8").splitlines()
    return {name: frozenset(chars) for name, chars in (line.split("\t") for line in lines)}


def traditional_only() -> frozenset[str]:
    """Characters that simplified text does not use (see `resources/make_scripts.py`)."""
    return _of_one_script()["traditional"]


def simplified_only() -> frozenset[str]:
    """Characters that traditional text does not use."""
    return _of_one_script()["simplified"]


def is_mostly_traditional(characters: Set[str]) -> bool | None:
    """Whether a text with these different characters is traditional Chinese; None where nothing tells.

    Different characters count, not their places: one name that comes again and again says no more than once.

    >>> is_mostly_traditional(set("春耕動員會議")), is_mostly_traditional(set("春耕动员会议")), is_mostly_traditional(set("山水"))
    (True, False, None)
    """
    traditional, simplified = len(characters & traditional_only()), len(characters & simplified_only())
    return None if traditional == simplified else traditional > simplified


@cache
def _simplified_of() -> dict[int, str]:
    """Traditional code point to simplified character, for characters with a one-character simplified form other than themselves."""
    return {ord(char): forms[0] for char, forms in _characters("TSCharacters").items() if forms[0] != char}


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
