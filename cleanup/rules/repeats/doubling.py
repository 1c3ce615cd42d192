"""Whether a doubled character is a slip: reduplication and words that meet by chance weighed against the text with one copy less."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import ORDER, Ngrams, squash
from cleanup.language.reduplication import EACH
from cleanup.resources import resource

REACH: Final = 8
"""Han characters on each side of a double that are cut into words."""

FEATURES: Final = ("one", "words", "habit", "inside", "meet", "half", "pairs", "each", "listed", "rarity", "classifier")
"""What is weighed, in the order of the weights; see `features`."""

LEAST: Final = 4.5
"""Natural log of how much likelier the text must be with one copy for a double to be weighed at all: 97 in 100 slips pass, 15 in 100
of what the language doubles."""

_BEFORE: Final = 10  # code points that the character model is given, of which it reads its own order


class Place(NamedTuple):
    """A doubled character in simplified text: the text around it, and the Han characters right beside it, at most `REACH`."""

    char: str
    context: str
    follow: str
    before: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int, before: str, after: str) -> "Place":
        """The place of a run of one character from `start` to `end`, taken for a double."""
        context = squash(text[max(0, start - _BEFORE) : start])[1 - ORDER :]
        return cls(text[start], context, squash(text[end : end + _BEFORE])[: ORDER - 1], before, after)


def gain_of_one(place: Place, model: Ngrams) -> float:
    """How much likelier the text is with one copy than with two, as a natural logarithm."""
    one = model.log_sequence(place.context, place.char + place.follow)
    return one - model.log_sequence(place.context, place.char * 2 + place.follow)


def features(place: Place, one: float, lexicon: Lexicon, model: Ngrams) -> tuple[float, ...]:
    """What speaks for or against a slip, in the order of `FEATURES`.

    `one`: the gain of one copy; `words`: the same by the best cut into words; `habit`: how much likelier the character is after itself;
    `inside`: a word lies over both copies; `meet`: two words of several characters meet between them; `half`: one copy ends or begins a
    word, the other stands alone; `pairs`: a second double beside it (清清楚楚); `each`: 一 before it; `listed`: the double is a word;
    `rarity`: how likely the character is at all; `classifier`: it is doubled for `each`.
    """
    char, before, after = place.char, place.before, place.after
    both = before + char * 2 + after
    middle = len(before) + 1
    left = right = 0
    inside = False
    at = 0
    for word in lexicon.cut(both):
        end = at + len(word)
        inside |= at < middle < end
        left, right = (len(word) if end == middle else left), (len(word) if at == middle else right)
        at = end
    rarity = model.log_probability("", char)
    return (
        one,
        lexicon.log_probability(before + char + after) - lexicon.log_probability(both),
        model.log_probability(char, char) - rarity,
        float(inside),
        float(left >= 2 and right >= 2),
        float((left >= 2) != (right >= 2) and not inside),
        float(before[-2:-1] == before[-1:] != "" or after[:1] == after[1:2] != ""),
        float(before.endswith("一")),
        float(lexicon.freq(char * 2) > 0),
        rarity,
        float(char in EACH),
    )


class Weights(NamedTuple):
    """The weight of each feature, in natural-log odds, and what stands against all."""

    bias: float
    weights: Mapping[str, float]

    def odds(self, values: Sequence[float]) -> float:
        """Natural-log odds that a double with these features is a slip."""
        return self.bias + sum(self.weights[name] * value for name, value in zip(FEATURES, values, strict=True))


def read_weights(path: Path) -> Weights:
    """The weights of a file as `resources/make_repeated_phrase.py` writes it."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return Weights(float(record["bias"]), {name: float(record["weights"][name]) for name in FEATURES})


@cache
def load_weights() -> Weights:
    """The weights that ship with Kanwu, read once a process."""
    return read_weights(resource("repeated-phrase", "weights.json"))
