"""Reading a journal: the decisions made since the patch was last written, one a line in the order they were made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cleanup.messages import KanwuError, Message
from cleanup.patch_paths import journal_path
from cleanup.patchfile.disk import open_regular, write_failure
from cleanup.patchfile.records import Header, PageHead, Row

MOST_JOURNAL = 128 << 20  # bytes


@dataclass(frozen=True)
class JournalContent:
    """What a journal holds: its header, the heads of its pages, and their records by page id.

    `header` is None where there is no journal, or an empty one. `good` is the number of bytes up to the end of the last whole
    line; `torn` the number of a line after it that was cut short, None where there is none.
    """

    header: Header | None = None
    heads: Mapping[str, PageHead] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    good: int = 0
    torn: int | None = None

    def reports(self, patch: Path) -> tuple[Message, ...]:
        """What the user should know: that the last line was cut short."""
        if self.torn is None:
            return ()
        return (Message("journal.torn", {"path": str(journal_path(patch)), "line": self.torn}),)


def read_journal(patch: Path) -> JournalContent:
    """The journal beside a patch. KanwuError for a line that is no record, unless it is the last and has no end."""
    path = journal_path(patch)
    file = open_regular(path)
    if file is None:
        return JournalContent()
    with file:
        data = file.read(MOST_JOURNAL + 1)
    if len(data) > MOST_JOURNAL:
        raise KanwuError("patch.too-large", path=str(path), most=MOST_JOURNAL >> 20)
    good = data.rfind(b"\n") + 1
    lines = data[:good].split(b"\n")[:-1]
    torn = len(lines) + 1 if good < len(data) else None
    if not lines:
        return JournalContent(good=good, torn=torn)
    from cleanup.patchfile.decode import Where, decode, kind_of

    header = decode(lines[0], Where(path, 1)).value
    if not isinstance(header, Header) or kind_of(lines[0], Where(path, 1)) != "journal":
        raise Where(path, 1).flaw("no-journal-header")
    heads: dict[str, PageHead] = {} if header.page is None else {header.page.page: header.page}
    rows: dict[str, list[Row]] = {}
    for number, line in enumerate(lines[1:], 2):
        where = Where(path, number)
        row = decode(line, where)
        if isinstance(row.value, PageHead) and header.page is None:
            heads[row.value.page] = row.value
            continue
        if isinstance(row.value, Header | PageHead):
            raise where.flaw("unexpected", kind="header" if isinstance(row.value, Header) else "page")
        page = row.page if header.page is None else header.page.page
        if page is None or page not in heads or row.page not in (None, page):
            raise where.flaw("other-section", field="page")
        rows.setdefault(page, []).append(row)
    return JournalContent(header, heads, {page: tuple(here) for page, here in rows.items()}, good, torn)


def free_name(patch: Path) -> Path:
    """The first name beside a journal that no file has: `.1`, `.2` and so on after its own."""
    path = journal_path(patch)
    number = 1
    while (aside := path.with_name(f"{path.name}.{number}")).exists() or aside.is_symlink():
        number += 1
    return aside


def set_aside(patch: Path) -> Path:
    """Give a journal another name, since it belongs to another text; nothing in it is lost. The caller holds the lock."""
    aside = free_name(patch)
    try:
        journal_path(patch).rename(aside)
    except OSError as error:
        raise write_failure(aside, error) from error
    return aside
