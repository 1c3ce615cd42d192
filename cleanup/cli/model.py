"""`kanwu model`: which character model is in use, where it comes from, and how well it ranks."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from cleanup.cli.command import Command, option
from cleanup.cli.console import Console
from cleanup.messages import KanwuError, Message


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    formats = option(console, "--format", "format_", type=click.Choice(("text", "jsonl")), default="text", help="opt-format-score")
    return Command(console, "model", partial(model, console), [formats])


def model(console: Console, *, format_: str) -> int:
    """Print what is known of the model."""
    record = describe()
    if format_ == "jsonl":
        console.out(json.dumps(record, ensure_ascii=False))
    else:
        console.out("\n".join(_text(console, record)))
    return 0


def describe(folder: Path | None = None) -> dict[str, Any]:
    """The model as a record: `path`, `bytes`, `sha256`, `sequences` by length, and of the one that ships its `sources` and `rankings`.

    KanwuError where the file cannot be read.
    """
    from hashlib import sha256

    from cleanup.language.ngram_table import NgramTable
    from cleanup.resources import resource

    folder = folder or resource("lexicon")
    path = folder / "ngrams.bin"
    try:
        sizes = NgramTable.load(path).sizes
        digest = sha256(path.read_bytes()).hexdigest()
        told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KanwuError("model.missing", path=path, reason=error) from error
    known = {name: told[name] for name in ("sources", "rankings")} if told.get("sha256") == digest else {}
    return {"path": str(path), "bytes": path.stat().st_size, "sha256": digest, "sequences": list(sizes), **known}


def _text(console: Console, record: Mapping[str, Any]) -> Iterator[str]:
    def say(name: str, /, **params: object) -> str:
        return Message(f"model.{name}", params).text(console.language)

    yield say("file", path=record["path"], megabytes=f"{record['bytes'] / 1e6:.1f}")
    sizes = record["sequences"]
    yield say("order", order=len(sizes), count=f"{sum(sizes):,}")
    yield from (f"  {say('length', length=length, count=f'{count:,}')}" for length, count in enumerate(sizes, 1))
    yield ""
    if "sources" not in record:
        yield say("replaced")
        return
    yield say("sources")
    yield from (f"  {say('source', **source)}" for source in record["sources"])
    yield ""
    rankings = record["rankings"]
    yield say("rankings", among=rankings[0]["among"])
    for ranking in rankings:
        figures = {name: f"{ranking[name]:.3f}" for name in ("reciprocal", "first", "unigram")}
        yield f"  {say('ranking', text=say(ranking['text']), **figures)}"
