"""What a run over many files says: files that failed at once, everything else as one table at the end, or as a file of JSON lines."""

import json
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from cleanup.batch.report import Broken, Failure, FileReport, LeftBy, Tally
from cleanup.cli.console import Console
from cleanup.cli.help import width
from cleanup.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.batch.checking import Checked

_USUAL = "utf-8"
_FIRST = 8  # files of which it is said how each was read


class Speaker:
    """Says what is worth knowing of files as they come; of what many share only the first few, and how many there were in all."""

    def __init__(self, console: Console, *, notes: "Sequence[Message]" = ()) -> None:
        self._console = console
        self._broken: dict[tuple[str, str], Broken] = {}
        self._encodings: Counter[str] = Counter()
        for note in notes:
            console.note(console.text(note))

    def has_something(self, done: "FileReport | Checked") -> bool:
        """Whether `file` may write something."""
        trouble = (done.tally.failures, done.tally.broken) if isinstance(done, FileReport) else (done.failures, done.broken)
        return bool(any(trouble) or done.notes or done.encoding not in (_USUAL, ""))

    def file(self, done: "FileReport | Checked") -> None:
        """Say how a file was read where that is not the usual way, and what went wrong with it."""
        console = self._console
        if done.encoding not in (_USUAL, ""):
            self._encodings[done.encoding] += 1
            if done.evidence and self._encodings.total() <= _FIRST:
                console.note(console.say("read-as", path=done.path, evidence=done.evidence))
        for text in done.notes:
            console.note(text)
        trouble = done.tally if isinstance(done, FileReport) else done
        self.broken(trouble.broken)
        self.failed(trouble.failures)

    def broken(self, rules: "Sequence[Broken]") -> None:
        """Say which rules raised, each the first time; the pages of the others are counted."""
        console = self._console
        for broken in rules:
            key = (broken.rule, broken.error)
            known = self._broken.get(key)
            if known is not None:
                self._broken[key] = known._replace(pages=known.pages + broken.pages)
                continue
            self._broken[key] = broken
            console.error(console.say("broken-rule", page=broken.page, rule=broken.rule, error=broken.error))
            if console.debug:
                console.note(broken.traceback)

    def failed(self, failures: "Sequence[Failure]") -> None:
        """Say what failed, and why."""
        for failure in failures:
            self._console.error(failure.text)
            if self._console.debug and failure.traceback:
                self._console.note(failure.traceback)

    def finish(self) -> None:
        """Say on how many pages in all a rule raised, and how files were read of which that was not said."""
        for broken in self._broken.values():
            if broken.pages > 1:
                self._console.note(self._console.say("broken-in-all", rule=broken.rule, pages=broken.pages))
        if self._encodings.total() > _FIRST:
            counts = ", ".join(f"{name} {count}" for name, count in sorted(self._encodings.items()))
            self._console.note(self._console.say("read-in-all", counts=counts))


def summary(console: Console, total: Tally, *, dry_run: bool) -> str:
    """What was changed, by rule, and what is left, by rule and safety, with how sure, and what of it waits for a join."""
    say = console.say
    lines = []
    if total.pages or not total.failures:
        lines.append(say("sum-dry" if dry_run else "sum", count=total.pages, changed=total.changed))
    if total.taken:
        lines.append(say("sum-taken", count=total.taken.total()))
        lines += _columns([(rule, str(count)) for rule, count in sorted(total.taken.items())])
    if total.stood:
        lines.append(say("sum-stood", count=total.stood))
    if total.left:
        lines.append(say("sum-left", count=sum(left.number for left in total.left.values())))
        lines += _columns(_left_rows(console, total.left))
    elif total.pages or not total.failures:
        lines.append(say("sum-nothing-left"))
    if total.failures:
        lines.append(say("sum-failed", number=len(total.failures)))
    if total.broken:
        lines.append(say("sum-broken", number=len({broken.rule for broken in total.broken})))
    return "\n".join(lines)


def _left_rows(console: Console, left: LeftBy) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for (rule, safety), some in sorted(left.items()):
        if some.lowest == some.highest:
            sure = console.say("sum-sure-one", value=f"{some.lowest:.2f}")
        else:
            mean = some.total / some.number
            sure = console.say("sum-sure", low=f"{some.lowest:.2f}", high=f"{some.highest:.2f}", mean=f"{mean:.2f}")
        resting = console.say("sum-resting", count=some.resting) if some.resting else ""
        rows.append((rule, safety, str(some.number), sure, resting))
    return rows


def _columns(rows: "Sequence[tuple[str, ...]]") -> list[str]:
    """Rows as columns two cells apart; numbers stand right."""
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            " " * (w - width(cell)) + cell if cell.isdigit() else cell + " " * (w - width(cell))
            for cell, w in zip(row, widths, strict=True)
        ]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return lines


class ReportFile:
    """A report of JSON lines: one a file, the sums last; takes its place when the run ends, and is not there without a path."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._stack = ExitStack()
        self._file: BinaryIO | None = None

    def file(self, done: FileReport) -> None:
        """Add a file."""
        record = {"path": done.path, "output": done.output, "patch": done.patch, "encoding": done.encoding, **_counts(done.tally)}
        self._write(record)

    def total(self, total: Tally) -> None:
        """Add the sums."""
        self._write({"total": True, **_counts(total), "exit": total.exit_code})

    def _write(self, record: dict[str, object]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")

    def __enter__(self) -> "ReportFile":
        if self._path is not None:
            from cleanup.batch.files import replacing

            self._file = self._stack.enter_context(replacing(self._path))
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.__exit__(kind, value, trace)


def _counts(tally: Tally) -> dict[str, object]:
    left = [
        {
            "rule": rule,
            "safety": safety,
            "count": some.number,
            "lowest": round(some.lowest, 4),
            "highest": round(some.highest, 4),
            "resting": some.resting,
        }
        for (rule, safety), some in sorted(tally.left.items())
    ]
    return {
        "pages": tally.pages,
        "changed": tally.changed,
        "decided_before": tally.stood,
        "taken": dict(sorted(tally.taken.items())),
        "left": left,
        "broken": [{"rule": b.rule, "page": b.page, "pages": b.pages, "error": b.error} for b in tally.broken],
        "failed": [{"name": f.name, "error": f.text} for f in tally.failures],
    }
