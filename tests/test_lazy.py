"""Regular expressions that are compiled when they are first used."""

import doctest
import re
import subprocess
import sys

import pytest

from cleanup.language import lazy as module
from cleanup.language.lazy import lazy

COUNT = """
import re, sys
compiled = []
before = re.compile
def counted(pattern, flags=0):
    if sys._getframe(1).f_globals["__name__"].startswith("cleanup."):
        compiled.append(pattern)
    return before(pattern, flags)
re.compile = counted
import cleanup.rules.registry, cleanup.layout, cleanup.engine
print([pattern for pattern in compiled if isinstance(pattern, str)])
"""


def test_it_does_what_a_compiled_one_does() -> None:
    pattern = lazy("(a+)(b)?", re.IGNORECASE)
    compiled = re.compile("(a+)(b)?", re.IGNORECASE)
    text = "xAabyAa"
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert pattern.findall(text) == compiled.findall(text)
    assert pattern.sub("-", text, count=1) == compiled.sub("-", text, count=1)
    assert pattern.split(text) == compiled.split(text)
    assert pattern.fullmatch("AAB") is not None
    assert pattern.match(text) is None
    assert (pattern.pattern, pattern.flags, pattern.groups) == (compiled.pattern, compiled.flags, compiled.groups)


def test_it_is_compiled_with_the_first_use() -> None:
    broken = lazy("(")
    assert repr(broken) == "lazy('(')"
    with pytest.raises(re.error):
        broken.search("a")


def test_it_has_no_more_than_a_pattern() -> None:
    with pytest.raises(AttributeError, match="no 'find'"):
        lazy("a").find  # type: ignore[attr-defined]  # noqa: B018  # the name is what is tested


def test_rules_and_layout_compile_nothing_when_they_are_imported() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"


def test_examples() -> None:
    assert not doctest.testmod(module).failed
