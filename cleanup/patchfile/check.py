"""Whether a patch is of this page: same id, same text, and decisions that its text can bear."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cleanup.conflicts import Conflict, find_conflicts
from cleanup.edits import Edit, Replace
from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.page import Page, Span
from cleanup.patchfile.records import PageHead, PageRecords, Patch
from cleanup.review import Decision, Review, standing_of


def check_source(patch: Patch, page: Page) -> None:
    """KanwuError where a patch is not of this page: of another one, or of a text that the source does not hold any more.

    A source that was only written anew in another encoding has the same text, and passes. A patch of many pages may have no
    records of this one yet.
    """
    records = patch.pages.get(page.id)
    if records is not None:
        check_head(records.head, page, patch.path)
    elif patch.header.page is not None:
        raise KanwuError("patch.other-page", path=_name(patch.path), found=patch.header.page.page, page=page.id)


def check_head(head: PageHead, page: Page, path: Path | None = None) -> None:
    """KanwuError where a page's head is of another text than the page has; says what was changed and what to do."""
    if head.page != page.id:
        raise KanwuError("patch.other-page", path=_name(path), found=head.page, page=page.id)
    if head.sha256_text != page.text_hash:
        key = "patch.other-encoding" if head.encoding != page.origin.encoding else "patch.source-changed"
        raise KanwuError(
            key,
            path=_name(path),
            page=page.id,
            length=head.length,
            found=len(page.text),
            encoding=head.encoding,
            now=page.origin.encoding,
        )
    if head.length != len(page.text):
        raise KanwuError("patch.length", path=_name(path), page=page.id, length=head.length, found=len(page.text))


def check_records(records: PageRecords, page: Page, path: Path | None = None) -> None:
    """KanwuError for the first offset or text that does not fit the page, and for edits in force that cannot stand together."""
    length = len(page.text)
    edits_of = {d.id: len(d.edits) for d in records.decisions}
    for decision in records.decisions:
        for index, edit in enumerate(decision.edits):
            reason = _misfit(page, edit)
            if reason is not None:
                raise _refused(path, records, [decision], Conflict(reason, (edit,)), f"edits[{index}]")
        if any(span.end > length for span in decision.spans):
            raise _outside(path, records, decision, "spans", length)
        if any(n >= edits_of.get(name, n + 1) for name, n in decision.over):
            raise _outside(path, records, decision, "over", length)
    noted = [note.span for note in records.notes if note.span] + [Span(b.at, b.at) for b in records.bookmarks]
    for span in noted + [kind.span for kind in records.kinds]:
        if span.end > length:
            raise KanwuError("patch.note-outside", path=_name(path), page=page.id, offset=span.end, length=length)
    owners = standing_of(records.decisions).owners
    conflicts = find_conflicts(page, owners)
    if conflicts:
        first = conflicts[0]
        raise _refused(path, records, [d for e in first.edits for d in owners[e]], first, "edits")


def review_of(patch: Patch, page: Page, findings: Iterable[Finding] = ()) -> Review:
    """The review that a patch holds of a page; KanwuError where the patch is not of this page or does not fit it.

    The page of the review has the paragraph rule, the newline and the corrected line kinds that the patch names.
    """
    check_source(patch, page)
    records = patch.pages.get(page.id)
    return Review(page, tuple(findings)) if records is None else review_from(records, page, patch.path, findings)


def review_from(records: PageRecords, page: Page, path: Path | None = None, findings: Iterable[Finding] = ()) -> Review:
    """As `review_of`, from the records of one page; `path` is that of the patch, for messages."""
    check_head(records.head, page, path)
    page = as_patched(records, page)
    check_records(records, page, path)
    return Review(page, (), records.decisions).with_findings(findings)


def as_patched(records: PageRecords, page: Page) -> Page:
    """The page under the paragraph rule and newline its decisions were made under, with line kinds as corrected by hand.

    A later version may see other paragraphs in the text; the decisions mean what they meant.
    """
    head = records.head
    if head.newline != page.origin.newline:
        page = replace(page, origin=replace(page.origin, newline=head.newline))
    if head.rule is not page.rule:
        from cleanup.layout import recognise

        page = replace(page, rule=head.rule, lines=recognise(page.text, head.rule, head.newline).lines)
    corrected = {kind.span: kind.kind for kind in records.kinds if not kind.withdrawn}
    if corrected:
        lines = tuple(replace(line, kind=corrected.get(line.span, line.kind)) for line in page.lines)
        page = replace(page, lines=lines)
    return page


def _misfit(page: Page, edit: Edit) -> str | None:
    """Why an edit cannot be of this page, whether it is in force or not."""
    length = len(page.text)
    if isinstance(edit, Replace):
        if edit.end > length:
            return "outside"
        return "before-differs" if page.text[edit.start : edit.end] != edit.before else None
    return "outside" if any(span is not None and span.end > length for span in (edit.tail, edit.head)) else None


def _refused(path: Path | None, records: PageRecords, decisions: Iterable[Decision], conflict: Conflict, field: str) -> KanwuError:
    lines = sorted({records.lines.get(d.id, 0) for d in decisions})
    ids = sorted({d.id for d in decisions})
    where = ", ".join(str(line) for line in lines if line) or "–"
    return KanwuError("patch.misfit", path=_name(path), lines=where, ids=", ".join(ids), field=field, reason=conflict.message)


def _outside(path: Path | None, records: PageRecords, decision: Decision, field: str, length: int) -> KanwuError:
    return KanwuError("patch.outside", path=_name(path), line=records.lines.get(decision.id, 0), field=field, length=length)


def _name(path: Path | None) -> str:
    return "" if path is None else str(path)
