"""The pages on the desk: which there are, reading one, and the patch that its decisions go into. No Qt, no text logic."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.config import Config, config_for, find_config
from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.patch_paths import exists, file_name, patch_path
from cleanup.readers import walk
from cleanup.rejections import FILE_NAME as REJECTED
from cleanup.rejections import Rejection, change_rejections, find_rejections, load_rejections
from cleanup.review import Decision, Review, Scope
from desktop.looking import Listed, PageOnDisk, RuleBook, list_pages, records_before
from desktop.open_file import OpenFile, pages_of
from desktop.recovery import Recovery

if TYPE_CHECKING:
    from cleanup.patchfile import Journal, PageRecords
    from cleanup.patchfile.records import Entry
    from cleanup.search.deciding import Decided, Make
    from desktop.questions import Early

_UNWRITABLE = ("patch.not-permitted", "patch.disk-full", "patch.cannot-write")
_READABLE = ("patch.open-elsewhere", *_UNWRITABLE)  # troubles with which what was decided before can still be read


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page by its file and its number there, from 0; `name` is its id where that is known, else the file's name."""

    path: Path
    index: int
    name: str = field(compare=False)


class OpenPage(NamedTuple):
    """A page as it was opened, with what was decided on it before.

    `records` are those of its patch, its status and notes among them; None where it has none. `book` holds the rules, None where
    the configuration cannot be read. `notices` are what the reviewer has to know; with `read_only` nothing can be decided.
    `one_of_many` says that the file holds several pages, `claimed` that its patch was asked for, `trouble` why that was refused (the
    key of the message). `kept` counts the decisions that wait in a recovery file.
    """

    page: Page
    decisions: tuple[Decision, ...] = ()
    records: "PageRecords | None" = None
    book: RuleBook | None = None
    notices: tuple[Message, ...] = ()
    read_only: bool = False
    one_of_many: bool = False
    claimed: bool = False
    trouble: str = ""
    kept: int = 0


class Desk:
    """Files of pages, one of them open at a time with its patch.

    A patch is locked while its file is open. `encoding` overrides what the files say; patches lie beside their files, or under
    `patches`. Decisions that a patch cannot take are kept under `recovery`; without that such a page can only be read.
    """

    def __init__(
        self,
        *,
        encoding: str | None = None,
        patches: Path | None = None,
        recovery: Path | None = None,
        samples: tuple[Path, Path] | None = None,
        early: "Callable[[], Early | None] | None" = None,
    ) -> None:
        """`samples` are a folder of pages and the folder that their patches go into.

        `early` gives a page that was read before this desk was asked for any, if there is one; it is asked once.
        """
        self._early = early
        self._samples = samples
        self._encoding = encoding
        self._patches = patches
        self._recovery = None if recovery is None else Recovery(recovery)
        self._rescue: Journal | None = None
        self._refs: list[PageRef] = []
        self._given: list[Path] = []
        self.edition = 0  # of the list of pages: one more whenever it changes
        self._file: OpenFile | None = None
        self._journal: Journal | None = None
        self._books: dict[Path | None, RuleBook] = {}

    @property
    def refs(self) -> Sequence[PageRef]:
        """The pages in the order in which they were given."""
        return self._refs

    def add(self, paths: Iterable[Path]) -> int | None:
        """Puts files, and those in folders, on the desk; the number of the first one's page, None where there are none."""
        named = list(paths)
        found = walk(named)
        self._given += [path for path in named if path not in self._given]
        there: dict[Path, int] = {}
        for number, ref in enumerate(self._refs):
            there.setdefault(ref.path, number)
        for path in found:
            if path not in there:
                there[path] = len(self._refs)
                self._refs.append(PageRef(path, 0, file_name(path)))
                self.edition += 1
        return there[found[0]] if found else None

    @property
    def given(self) -> tuple[Path, ...]:
        """The files and folders that were put on the desk, as they were named."""
        return tuple(self._given)

    def patch_of(self, path: Path) -> Path:
        """Where the patch of a file lies."""
        if self._samples is not None and path.is_relative_to(self._samples[0]):
            return patch_path(path, self._samples[1], root=self._samples[0])
        return patch_path(path, self._patches)

    @property
    def encoding(self) -> str | None:
        """How every file is read, where that was asked for."""
        return self._encoding

    def number_of(self, path: Path, index: int, *, exactly: bool = False) -> int | None:
        """The number in the list of a page of a file; that of the file's first page where the others are not known yet."""
        there = [number for number, ref in enumerate(self._refs) if ref.path == path]
        found = next((number for number in there if self._refs[number].index == index), None)
        return found if exactly or found is not None else there[0] if there else None

    def extend(self, listed: Listed) -> bool:
        """Takes up the pages that a file was found to hold; whether the list has changed."""
        new = [PageRef(listed.path, number, name) for number, name in enumerate(listed.names)]
        there = [number for number, ref in enumerate(self._refs) if ref.path == listed.path]
        if not there or [self._refs[number].name for number in there] == list(listed.names):
            return False
        self._refs[there[0] : there[-1] + 1] = new
        self.edition += 1
        return True

    def listing(self, ref: PageRef) -> Callable[[], Listed]:
        """The work of finding all pages of the open file, to be done in another thread."""
        return partial(list_pages, ref.path, self._encoding_of(self._file.book if self._file is not None else None))

    @property
    def reading(self) -> tuple[str, ...]:
        """What another process needs to read these pages as this desk does, for `Desk.like`; empty where there is none."""
        samples = ("", "") if self._samples is None else (str(self._samples[0]), str(self._samples[1]))
        return (self._encoding or "", "" if self._patches is None else str(self._patches), *samples)

    @classmethod
    def like(cls, encoding: str, patches: str, samples: str, of_samples: str) -> "Desk":
        """A desk that reads pages as the one that gave `reading`."""
        both = (Path(samples), Path(of_samples)) if samples else None
        return cls(encoding=encoding or None, patches=Path(patches) if patches else None, samples=both)

    def on_disk(self, ref: PageRef) -> PageOnDisk:
        """Where a page lies, for work that does not open it."""
        book = self._book(ref.path, [])
        return PageOnDisk(ref.path, ref.index, self.patch_of(ref.path), self._encoding_of(book), book)

    def _encoding_of(self, book: RuleBook | None) -> str | None:
        return self._encoding or (None if book is None else book.config.encoding)

    # Opening.

    def open(self, ref: PageRef) -> OpenPage:
        """Reads a page and what was decided on it; KanwuError where it cannot be read.

        Where nothing was decided before, its patch is not touched yet: see `claim`.
        """
        if self._file is None or self._file.path != ref.path:
            self.leave()
            notices: list[Message] = []
            book = self._book(ref.path, notices)
            take, self._early = self._early, None
            pages = pages_of(ref.path, self._encoding_of(book), None if take is None else take())
            self._file = OpenFile(ref.path, pages, self.patch_of(ref.path), book, tuple(notices))
        file = self._file
        page = OpenPage(file.page(ref.index), book=file.book, notices=file.notices, one_of_many=file.many)
        return self.claim(page) if self._journal is not None or exists(file.patch) else page

    def claim(self, opened: OpenPage) -> OpenPage:
        """Takes the page's patch for this window: the page with what was decided before, read-only where that is not possible."""
        from cleanup.patchfile import Journal, review_from

        file = self._file
        if file is None or opened.claimed:
            return opened
        opened = opened._replace(claimed=True)
        page = opened.page
        try:
            if self._journal is None:
                self._journal = Journal(file.patch, page, many=file.many, patience=0.0)
                import_module("cleanup.patchfile.encode")  # now, so that the first decision need not wait for it
                opened = opened._replace(notices=(*opened.notices, *self._journal.reports))
            records: PageRecords | None = self._journal.records(page)
            review = Review(page) if records is None else review_from(records, page, file.patch)
            opened = opened._replace(kept=self._kept(records, review.page))
        except KanwuError as error:
            opened = self._refused(opened, error)
            if opened.trouble not in _READABLE:
                return opened
            try:
                records = records_before(page, file.patch)
                review = Review(page) if records is None else review_from(records, page, file.patch)
            except KanwuError:
                return opened._replace(read_only=True)
        return opened._replace(page=review.page, decisions=review.decisions, records=records, book=self._own_book(opened.book, review))

    def _own_book(self, book: RuleBook | None, review: Review) -> RuleBook | None:
        """The rules for a page: what was rejected on it is found again there, so that it can be seen, and taken back."""
        own = rejected_strings(review)
        if book is None or not own & book.config.rejected:
            return book
        return RuleBook(replace(book.config, rejected=book.config.rejected - own))

    def remember(self, review: Review, earlier: Review) -> None:
        """Takes to the other pages of the folder which strings are rejected now, and which no longer; KanwuError where that fails."""
        new, old = rejected_strings(review), rejected_strings(earlier)
        if new != old and self._file is not None:
            change_rejections(self._rejections(self._file.path), new - old, old - new)

    def renew(self, opened: OpenPage, review: Review) -> OpenPage:
        """The open page with the rules of its configuration as that is now, and what has to be known of it."""
        file = self._file
        if file is None:
            return opened
        before, notices = file.notices, list[Message]()
        file.book = self._book(file.path, notices)
        file.notices = tuple(notices)
        kept = tuple(notice for notice in opened.notices if notice not in before)
        return opened._replace(book=self._own_book(file.book, review), notices=(*notices, *kept))

    def config_place(self, ref: PageRef) -> Path:
        """The `kanwu.toml` that holds for a page, or is to be made for it; KanwuError for the sample pages, which stay as they are."""
        from cleanup.config_writing import config_place

        if self._samples is not None and ref.path.is_relative_to(self._samples[0]):
            raise KanwuError("desktop.samples-stay")
        return config_place(ref.path)

    def _rejections(self, path: Path) -> Path:
        """Where the rejected strings of a file's folder are written: beside the patches where these lie elsewhere."""
        if self._patches is not None:
            return self._patches / REJECTED
        found = find_rejections(path)
        return found if found is not None else (find_config(path) or path).parent / REJECTED

    def _refused(self, opened: OpenPage, error: KanwuError) -> OpenPage:
        """The page whose patch cannot be taken: to be read only, unless decisions can be kept elsewhere meanwhile."""
        trouble = error.message.key
        if trouble in _UNWRITABLE and self._recovery is not None:
            return opened._replace(trouble=trouble, notices=(*opened.notices, error.message, Message("desktop.kept-elsewhere")))
        return opened._replace(trouble=trouble, read_only=True, notices=(*opened.notices, error.message, Message("desktop.read-only")))

    def _book(self, path: Path, notices: list[Message]) -> RuleBook | None:
        """The rules that hold for a file; None, with a notice, where its configuration cannot be read."""
        try:
            config = config_for(path)
            if self._patches is not None and (self._patches / REJECTED).is_file():
                config = replace(config, rejected=config.rejected | load_rejections(self._patches / REJECTED))
        except KanwuError as error:
            notices += [error.message, Message("desktop.no-rules")]
            return None
        known = self._books.get(config.path)
        if known is None or known.config != config:
            known = self._books[config.path] = RuleBook(config)
        return known

    def decide(self, path: Path, wanted: "Mapping[int, Make]") -> "list[Decided] | None":
        """Does to pages of the open file what is wanted, through the patch that is open; None where another file is meant."""
        from cleanup.search.deciding import Decided, decide_page

        file, journal = self._file, self._journal
        if file is None or journal is None or file.path != path:
            return None
        found = []
        for index, make in wanted.items():
            try:
                found.append(decide_page(journal, file.page(index), index, make))
            except KanwuError as error:
                found.append(Decided(index, (), (error.message,)))
        return found

    # Saving.

    def record(self, review: Review, earlier: Review, *entries: "Entry") -> None:
        """Gives to the system what was decided since `earlier`, and whatever else was noted, in one write.

        When it returns, that survives the death of the window.
        """
        changes = (*review.changes(earlier), *entries)
        if not changes:
            return
        file = self._file
        if self._journal is None and file is not None and self._recovery is not None:
            from cleanup.patchfile import Journal

            # What was in the way when the page was opened may be gone.
            self._journal = Journal(file.patch, review.page, many=file.many, patience=0.0)
        if self._journal is None:
            raise KanwuError("desktop.not-claimed", page=review.page.id)
        self._journal.append(*changes, page=review.page)
        if self._rescue is not None:
            self.drop_kept()

    # What the patch cannot take.

    def rescue(self, review: Review, earlier: Review, *entries: "Entry") -> Path:
        """As `record`, into the recovery file; gives its place. KanwuError where not even that can be written, or there is none."""
        file = self._file
        if self._recovery is None or file is None:
            raise KanwuError("desktop.not-claimed", page=review.page.id)
        if self._rescue is None:
            self._rescue = self._recovery.open(file.patch, review.page, many=file.many)
        changes = (*review.changes(earlier), *entries)
        if changes:
            self._rescue.append(*changes, page=review.page)
            self._rescue.fsync()
        return self._recovery.place(file.patch)

    def _kept(self, records: "PageRecords | None", page: Page) -> int:
        """How many decisions on a page wait in a recovery file and are not in its patch."""
        if self._recovery is None or self._file is None:
            return 0
        kept = self._recovery.records(self._file.patch, page)
        there = {} if records is None else {d.id: d for d in records.decisions}
        return 0 if kept is None else sum(there.get(d.id) != d for d in kept.decisions)

    def take_kept(self, page: Page) -> None:
        """Writes what waits in the recovery file into the page's patch; KanwuError where it does not go together with what is there."""
        from cleanup.patchfile import check_records
        from cleanup.patchfile.records import Row

        if self._recovery is None or self._file is None or self._journal is None:
            return
        kept = self._recovery.records(self._file.patch, page)
        if kept is None:
            return
        entries: list[Entry] = [*kept.decisions, *kept.kinds, *kept.notes, *kept.bookmarks, *([kept.status] if kept.status else [])]
        check_records(self._journal.records(page).merged(Row(entry) for entry in entries), page, self._file.patch)
        self._journal.append(*entries, page=page)
        self._journal.fold()
        self.drop_kept()

    def drop_kept(self) -> None:
        """Removes the recovery file of the open file."""
        rescue, self._rescue = self._rescue, None
        if rescue is not None:
            with suppress(KanwuError):
                rescue.close()
        if self._recovery is not None and self._file is not None:
            self._recovery.drop(self._file.patch)

    @property
    def kept_sources(self) -> tuple[Path, ...]:
        """The files for which decisions wait in recovery files."""
        return () if self._recovery is None else self._recovery.waiting()

    def sync(self) -> None:
        """Brings what was recorded to the disk; may be called in another thread."""
        journal = self._journal
        if journal is not None:
            journal.fsync()

    def fold(self) -> None:
        """Writes what was recorded into the patch."""
        if self._journal is not None:
            self._journal.fold()

    def leave(self) -> None:
        """Folds, and gives the open file's patch back; KanwuError where folding fails, and the journal stays."""
        journal, self._journal, self._file = self._journal, None, None
        rescue, self._rescue = self._rescue, None
        if rescue is not None:
            rescue.close()
        if journal is not None:
            journal.close()


def rejected_strings(review: Review) -> frozenset[Rejection]:
    """The strings that decisions in force on a page reject, each with its rule; those of one place in the text alone."""
    return frozenset(
        Rejection(d.rule, d.string)
        for d in review.standing.in_force
        if d.scope is Scope.STRING and d.rule and d.string and len(d.spans) == 1
    )


__all__ = ["Config", "Desk", "OpenPage", "PageRef"]
