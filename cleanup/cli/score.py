"""`kanwu score`: cleaned pages against what is known to be true of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.command import Command, option, path_type
from cleanup.cli.console import Console
from cleanup.messages import KanwuError

if TYPE_CHECKING:
    from cleanup.scoring import PageScore, Ratio
    from cleanup.scoring.page_score import Rates

_SUFFIXES = ("", ".txt", ".md")


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "score",
        partial(score, console),
        [
            click.Argument(["cleaned"], metavar="CLEANED", type=path_type()),
            click.Argument(["truth"], metavar="TRUTH", type=path_type()),
            option(console, "--source", metavar="FILE|DIR", type=path_type(), help="opt-source-score"),
            option(console, "--findings", metavar="FILE", type=path_type()),
            option(console, "--format", "format_", type=click.Choice(("text", "jsonl")), default="text", help="opt-format-score"),
            option(console, "--no-words", "no_words", is_flag=True),
            option(console, "--verbose", is_flag=True),
        ],
    )


def score(
    console: Console,
    *,
    cleaned: Path,
    truth: Path,
    source: Path | None,
    findings: Path | None,
    format_: str,
    no_words: bool,
    verbose: bool,
) -> int:
    """Print the score of each page and of all together."""
    from cleanup.scoring import load_truth, score_page, total_of

    found = None if findings is None else _findings(findings)
    scores = []
    for path in _truths(truth):
        known = load_truth(path)
        cleaned_path = _page_file(cleaned, known.page, "score-no-cleaned")
        source_path = _source(source, path, known.page)
        mine = None if found is None else found.get(source_path.name, [])
        scores.append(score_page(_text(source_path), _text(cleaned_path), known, findings=mine, with_words=not no_words))
    if len(scores) > 1:
        scores.append(total_of(scores, console.say("score-all")))
    for one in scores:
        if format_ == "jsonl":
            console.out(json.dumps(_record(one), ensure_ascii=False))
        else:
            for line in _lines(console, one, verbose=verbose):
                console.out(line)
    return 0


def _truths(path: Path) -> list[Path]:
    """The truth files that a path names, sorted."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.name.endswith(".json"))
    if not found:
        raise KanwuError("cli.score-no-truth", path=str(path))
    return found


def _page_file(place: Path, page: str, key: str) -> Path:
    """The file of a page: the one that is named, or in a folder the one called PAGE.txt, PAGE.md or PAGE_….txt, at any depth."""
    if place.is_file():
        return place
    for file in sorted(place.rglob("*")):
        if _is_called(file.name, page) and file.is_file():
            return file
    raise KanwuError(f"cli.{key}", page=page, path=str(place))


def _is_called(name: str, page: str) -> bool:
    if name.endswith(".truth.txt"):
        return False
    return name in [page + suffix for suffix in _SUFFIXES] or (name.startswith(f"{page}_") and name.endswith(_SUFFIXES[1:]))


def _source(given: Path | None, truth: Path, page: str) -> Path:
    """A page's source: as given, else beside its truth, or in the folder `pages` beside the folder of the truth."""
    if given is not None:
        return _page_file(given, page, "score-no-source")
    for folder in (truth.parent, truth.parent.parent / "pages"):
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            if _is_called(file.name, page) and file.is_file():
                return file
    raise KanwuError("cli.score-no-source", page=page, path=str(truth.parent))


def _text(path: Path) -> str:
    from cleanup.readers.encoding import decode
    from cleanup.readers.files import read_bytes

    return decode(read_bytes(path), None, str(path)).text


def _findings(path: Path) -> Mapping[str, list[Mapping[str, object]]]:
    """Findings by the name of their file."""
    from cleanup.readers.files import read_bytes

    by_name: dict[str, list[Mapping[str, object]]] = {}
    for number, line in enumerate(read_bytes(path).decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            by_name.setdefault(Path(record["path"]).name, []).append(record)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise KanwuError("cli.score-bad-findings", path=str(path), line=number) from error
    return by_name


def _lines(console: Console, one: "PageScore", *, verbose: bool) -> Iterator[str]:
    say = console.say
    joins = one.joins
    parts = [say("score-joins", there=joins.there, wanted=joins.wanted, made=joins.made, right=joins.right)]
    if joins.splits:
        parts.append(say("score-parted", apart=joins.apart, splits=joins.splits))
    if one.edits is not None:
        parts.append(say("score-edits", there=one.edits.there, wanted=one.edits.wanted, made=one.edits.made, right=one.edits.right))
    if one.duplicates is not None:
        twins = one.duplicates
        parts.append(say("score-duplicates", there=twins.there, wanted=twins.wanted, made=twins.made, right=twins.right))
    for name, ratio in (("order", one.order), ("stray", one.stray), ("latin", one.latin)):
        if ratio.whole:
            parts.append(say(f"score-{name}", part=ratio.part, whole=ratio.whole))
    parts.append(say("score-han", lost=one.han_lost, added=one.han_added))
    for name, rates in (("characters", one.characters), ("words", one.words)):
        if rates is not None:
            parts.append(say(f"score-{name}", before=_percent(rates.before), after=_percent(rates.after)))
    yield f"{one.page}: {say('score-between').join(parts)}"
    precision, recall = _rate(joins.right, joins.made), _rate(joins.there, joins.wanted)
    yield f"  {say('score-rates', recall=recall, precision=precision)}"
    if one.edits is not None:
        edits = one.edits
        yield f"  {say('score-edit-rates', recall=_rate(edits.there, edits.wanted), precision=_rate(edits.right, edits.made))}"
    if verbose:
        yield from _details(console, one)


def _details(console: Console, one: "PageScore") -> Iterator[str]:
    say = console.say
    for tail, head in one.joins.missed:
        yield f"    {say('score-missed', left=tail[-8:], right=head[:8])}"
    for tail, head in one.joins.wrong:
        yield f"    {say('score-wrong', left=tail, right=head)}"
    if one.edits is not None:
        for kind, some in one.edits.kinds.items():
            yield f"    {say('score-kind', kind=kind, there=some.there, wanted=some.wanted)}"
        for made in one.edits.wrong:
            yield f"    {say('score-wrong-edit', start=made.start, end=made.end, after=made.after)}"
    if one.duplicates is not None:
        for kind, text in one.duplicates.missed:
            yield f"    {say('score-missed-twin', kind=kind, text=text)}"


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _percent(ratio: "Ratio") -> str:
    return "–" if ratio.value is None else f"{100 * ratio.value:.2f} %"


def _record(one: "PageScore") -> Mapping[str, object]:
    joins = one.joins
    record: dict[str, object] = {
        "page": one.page,
        "joins": {"wanted": joins.wanted, "there": joins.there, "made": joins.made, "right": joins.right},
        "splits": {"wanted": joins.splits, "there": joins.apart},
        "edits": None,
        "duplicates": None,
        "order": _pair(one.order),
        "stray": _pair(one.stray),
        "latin": _pair(one.latin),
        "han": {"lost": one.han_lost, "added": one.han_added},
        "characters": _rates(one.characters),
        "words": _rates(one.words),
    }
    if one.edits is not None:
        edits = one.edits
        kinds = {kind: {"wanted": some.wanted, "there": some.there} for kind, some in edits.kinds.items()}
        record["edits"] = {"wanted": edits.wanted, "there": edits.there, "made": edits.made, "right": edits.right, "kinds": kinds}
    if one.duplicates is not None:
        twins = one.duplicates
        record["duplicates"] = {"wanted": twins.wanted, "there": twins.there, "made": twins.made, "right": twins.right}
    return record


def _pair(ratio: "Ratio") -> Sequence[int]:
    return [ratio.part, ratio.whole]


def _rates(rates: "Rates | None") -> Mapping[str, object] | None:
    return None if rates is None else {"before": _pair(rates.before), "after": _pair(rates.after)}
