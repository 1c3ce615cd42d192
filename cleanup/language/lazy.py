"""Regular expressions that are compiled when they are first used: the rules have some 250, and a page needs half of them."""

import re
from typing import Final, cast

_ATTRIBUTES: Final = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner"),
    *("pattern", "flags", "groups", "groupindex"),
)


class _Lazy:
    """Takes on the methods of the compiled pattern with the first that is asked for, so that later calls cost what they always do."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> object:
        if name not in _ATTRIBUTES:
            raise AttributeError(f"a regular expression has no {name!r}")
        compiled = re.compile(*self._source)
        for each in _ATTRIBUTES:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"lazy({self._source[0]!r})"


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled with the first method that is called; re.error comes only then.

    For patterns of a module. The object is none of `re.Pattern` for `isinstance` and for the functions of `re`.

    >>> digits = lazy("[0-9]+")
    >>> digits.findall("12月3日"), digits.pattern
    (['12', '3'], '[0-9]+')
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
