"""What reviewers noted on a page, for the exports: remarks and bookmarks, with their places in the cleaned text."""

from collections.abc import Iterable
from dataclasses import dataclass

from cleanup.page import Span
from cleanup.render import Rendered


@dataclass(frozen=True, slots=True)
class Noted:
    """A remark on a page or on a source span of it, or with `bookmark` a place to come back to."""

    text: str
    span: Span | None = None
    bookmark: bool = False
    who: str = ""


def note_record(noted: Noted, rendered: Rendered) -> dict[str, object]:
    """The note as JSON values: `start` and `end` in the cleaned text, None both where it is on the whole page, and the source's words."""
    span = noted.span
    made: dict[str, object] = {"text": noted.text, "start": None, "end": None, "source": "", "who": noted.who}
    if span is not None:
        made["start"] = rendered.to_cleaned(span.start)
        made["end"] = (
            max(rendered.to_cleaned(span.start), rendered.to_cleaned(span.end, "left")) if span.end > span.start else made["start"]
        )
        made["source"] = rendered.page.text[span.start : span.end]
    return made


def note_records(noted: Iterable[Noted], rendered: Rendered, *, bookmarks: bool) -> list[dict[str, object]]:
    """The remarks, or the bookmarks, of a page in the order of the source."""
    chosen = [note for note in noted if note.bookmark is bookmarks]
    return [note_record(note, rendered) for note in sorted(chosen, key=lambda note: (note.span or Span(-1, -1), note.text))]
