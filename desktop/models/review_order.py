"""The order in which a reviewer works: what is uniform over the page first, then what moves text, then what needs a look at each place."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final


class Step(IntEnum):
    """A step of the work on one page; findings are listed step by step."""

    TYPOGRAPHY = 0
    REPEATS = 1
    JOINS = 2
    BLOCKS = 3
    LOST = 4
    QUOTES = 5
    TOKENS = 6
    NAMES = 7


UNIFORM: Final = frozenset({Step.TYPOGRAPHY, Step.QUOTES})
"""The steps whose findings are listed as one row a kind."""

_RULES: Final[Mapping[Step, tuple[str, ...]]] = MappingProxyType(
    {
        Step.TYPOGRAPHY: (
            "line-wrap",
            "spacing",
            "punctuation-width",
            "dashes-ellipses",
            "digits",
            "enumeration",
            "radicals",
            "invisible",
            "mojibake",
            "markup",
        ),
        Step.REPEATS: ("duplicate-paragraph", "repeated-passage"),
        Step.JOINS: ("column-join", "column-streams", "streams", "false-join"),
        Step.BLOCKS: ("block-order", "headline", "byline", "furniture", "running-head", "jump-line", "caption"),
        Step.LOST: ("lost-text",),
        Step.QUOTES: ("quotes", "brackets"),
        Step.TOKENS: ("stray-english", "stray-script", "repeated-phrase"),
        Step.NAMES: ("lookalike", "name-variant", "script-mix", "missing-char", "extra-char", "figures", "dates"),
    }
)
_STEPS: Final[Mapping[str, Step]] = MappingProxyType({rule: step for step, rules in _RULES.items() for rule in rules})


def step_of(rule: str) -> Step:
    """The step in which findings of a rule are decided; a rule that is not our own comes with the single tokens."""
    return _STEPS.get(rule, Step.TOKENS)
