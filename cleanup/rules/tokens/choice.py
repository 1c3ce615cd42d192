"""Which Chinese word an English one stands for in its context: a log-linear model over the words around and a character model."""

import json
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import ORDER, START, Ngrams, squash
from cleanup.resources import resource
from cleanup.rules.tokens.context import features, sides

_REASONS = 4


class Candidate(NamedTuple):
    """A word that may be put (empty: nothing), its probability, and for the likeliest what speaks for it most: features with weights."""

    text: str
    probability: float
    reasons: tuple[tuple[str, float], ...]


class Token(NamedTuple):
    """One English word of the table: what it may stand for, the weight of the character model, and the weights of features.

    `bias` and each row of `weights` have one number a candidate: natural-log odds.
    """

    candidates: tuple[str, ...]
    scale: float
    bias: tuple[float, ...]
    weights: Mapping[str, Sequence[float]]


class Choice:
    """Ranks what may be put in place of a token."""

    def __init__(self, tokens: Mapping[str, Token | str], lexicon: Lexicon, ngrams: Ngrams) -> None:
        """`tokens` holds each English word's record, as it is or as the JSON text that is parsed when the word is met."""
        self._tokens = dict(tokens)
        self._lexicon = lexicon
        self._ngrams = ngrams

    @classmethod
    def load(cls, lexicon: Lexicon, ngrams: Ngrams, path: Path | None = None) -> "Choice":
        """The model that ships with Kanwu, or another table of its form: a word, a tab and its record in JSON a line."""
        path = path or resource("stray-english", "choice.tsv")
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls(dict(line.split("\t", 1) for line in lines), lexicon, ngrams)

    def __contains__(self, name: str) -> bool:
        return name in self._tokens

    def token(self, name: str) -> Token:
        """The record of an English word or phrase; KeyError for one that is not in the table."""
        token = self._tokens[name]
        if isinstance(token, str):
            token = self._tokens[name] = _token(json.loads(token))
        return token

    def ranked(self, name: str, left: str, right: str) -> tuple[Candidate, ...]:
        """The candidates of the token `name` between two texts, likeliest first; KeyError for a token that is not in the table."""
        token = self.token(name)
        around = sides(left, right)
        found = features(around, self._lexicon)
        sequence = sequence_scores(self._ngrams, left, right, token.candidates)
        odds = [bias + token.scale * score for bias, score in zip(token.bias, sequence, strict=True)]
        rows = [(name, token.weights[name]) for name in found if name in token.weights]
        for _, row in rows:
            odds = [value + weight for value, weight in zip(odds, row, strict=True)]
        shares = softmax(odds)
        ranking = sorted(range(len(odds)), key=lambda k: -shares[k])
        best = _reasons(rows, ranking[0])
        return tuple(Candidate(token.candidates[k], shares[k], best if k == ranking[0] else ()) for k in ranking)


def _token(record: Mapping[str, object]) -> Token:
    candidates, scale, bias, weights = record["candidates"], record["scale"], record["bias"], record["weights"]
    assert isinstance(candidates, list)
    assert isinstance(scale, float | int)
    assert isinstance(bias, list)
    assert isinstance(weights, dict)
    return Token(tuple(candidates), float(scale), tuple(bias), weights)


def _reasons(rows: Sequence[tuple[str, Sequence[float]]], k: int) -> tuple[tuple[str, float], ...]:
    """The features that speak most for candidate `k` against the mean of the others."""
    speaking = []
    for name, row in rows:
        others = [weight for index, weight in enumerate(row) if index != k]
        gain = row[k] - sum(others) / len(others) if others else row[k]
        if gain > 0:
            speaking.append((name, gain))
    return tuple(sorted(speaking, key=lambda each: (-each[1], each[0]))[:_REASONS])


def sequence_scores(ngrams: Ngrams, left: str, right: str, candidates: Sequence[str]) -> list[float]:
    """For each candidate the natural log of its probability with what follows, after what stands before, the best one 0."""
    before = squash(left)[1 - ORDER :] or START
    after = squash(right)[: ORDER - 1]
    scores = [ngrams.log_sequence(before, text + after) for text in candidates]
    best = max(scores)
    return [score - best for score in scores]


def softmax(odds: Sequence[float]) -> list[float]:
    """Shares that add up to one, in proportion to the exponentials."""
    top = max(odds)
    powers = [exp(value - top) for value in odds]
    total = sum(powers)
    return [power / total for power in powers]
