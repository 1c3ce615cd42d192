"""The word list and the character model: one of each for the process, mapped into memory when first asked for."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.language.lexicon import Lexicon
    from cleanup.language.ngrams import Ngrams


@cache
def lexicon() -> "Lexicon":
    """The word list; it never changes, and remembers what it was asked."""
    from cleanup.language.lexicon import Lexicon

    return Lexicon.load()


@cache
def ngrams() -> "Ngrams":
    """The character model."""
    from cleanup.language.ngrams import Ngrams

    return Ngrams.load()
