"""Working on patches and their sources: finding the source of each, and replaying the decisions without running a rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cleanup.batch.cleaning import write_source
from cleanup.batch.files import identities, refuse_source, replacing
from cleanup.batch.findings import shown
from cleanup.batch.origins import PatchInput, encodings_of, is_of_another, places_of
from cleanup.batch.patches import check_shape
from cleanup.batch.report import Failure
from cleanup.batch.trouble import failure
from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.patch_paths import file_name
from cleanup.patchfile import PatchReader, review_from
from cleanup.readers import Source, open_source
from cleanup.render import Rendered

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class ApplyTask:
    """A patch to replay: the output's place in the end, and where it is written first."""

    patch: PatchInput
    output: Path
    written: Path

    @property
    def size(self) -> int:
        return self.patch.size


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a patch."""

    path: str
    size: int
    pages: int = 0
    notes: tuple[str, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Replayer:
    """Replays patches; sent to other processes as it is. `sources` is the folder of the sources, or one source."""

    language: str
    sources: Path | None = None
    to_encoding: str | None = None

    def __call__(self, task: ApplyTask, /) -> Applied:
        path = shown(task.patch.path)
        try:
            with PatchReader(task.patch.path) as reader:
                pages = with_source(task.patch, reader, self.sources, lambda source: self._write(task, reader, source))
                notes = tuple(message.text(self.language) for message in reader.reports)
            return Applied(path, task.size, pages, notes)
        except NoSourceError as error:
            return Applied(path, task.size, failure=Failure(path, error.text(self.language)))
        except Exception as error:  # one patch that fails must not take the others with it
            return Applied(path, task.size, failure=failure(path, error, self.language))

    def lost(self, task: ApplyTask, /) -> Applied:
        """A process died over a patch."""
        path = shown(task.patch.path)
        return Applied(path, task.size, failure=failure(path, None, self.language))

    def _write(self, task: ApplyTask, reader: PatchReader, source: Source) -> int:
        refuse_source(task.output, identities([source.path, task.patch.path]))
        count = 0

        def replayed() -> Iterator[tuple[Page, Rendered]]:
            nonlocal count
            seen: set[str] = set()
            for page in source.pages():
                count += 1
                check_shape(task.patch.path, reader.header, page, one_page=source.format in ("text", "markdown"))
                records = reader.records(page.id)
                if records is not None:
                    seen.add(page.id)
                    review = review_from(records, page, task.patch.path)
                    yield review.page, review.rendered
            refuse_missing(task.patch.path, reader, seen)

        with replacing(task.written) as out:
            write_source(source, replayed(), out, self.to_encoding)
        return count


class NoSourceError(Exception):
    """None of the places where the source of a patch may lie holds it; with what each holds instead, None where it is not there."""

    def __init__(self, patch: Path, tried: tuple[tuple[Path, KanwuError | None], ...]) -> None:
        super().__init__(patch, tried)
        self.patch = patch
        self.tried = tried

    def text(self, language: str) -> str:
        """What to say of it."""
        places = ", ".join(str(place) for place, _ in self.tried)
        for place, error in self.tried:
            if error is not None and error.message.key.startswith("reading."):
                return error.message.text(language)
            if error is not None:
                return Message("batch.other-source", {"patch": self.patch, "place": place}).text(language)
        return Message("batch.no-source", {"patch": self.patch, "places": places}).text(language)


def with_source(patch: PatchInput, reader: PatchReader, sources: Path | None, work: Callable[[Source], _Result]) -> _Result:
    """What `work` gives for the source of a patch: it is tried on each file that may be it, until one is.

    NoSourceError where none is; any other error of `work` goes through.
    """
    tried: list[tuple[Path, KanwuError | None]] = []
    for place in places_of(patch, sources):
        if not place.is_file():
            tried.append((place, None))
            continue
        first: KanwuError | None = None
        for encoding in encodings_of(reader):
            try:
                return work(open_source(place, encoding=encoding, page_id=file_name(patch.relative)))
            except KanwuError as error:
                if not is_of_another(error):
                    raise
                first = first or error
        tried.append((place, first))
    raise NoSourceError(patch.path, tuple(tried))


def refuse_missing(path: Path, reader: PatchReader, seen: set[str]) -> None:
    """KanwuError where a patch has decisions on a page that its source does not have."""
    for page_id in reader.ids():
        if page_id not in seen:
            raise KanwuError("batch.page-gone", path=str(path), page=page_id)
