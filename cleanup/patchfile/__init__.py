"""The patch of a source: its decisions in a file beside it, which can be read, merged and replayed. See docs/patch-format.md."""

from cleanup.patch_paths import JOURNAL, LOCK, PATCH, exists, journal_path, lock_path, patch_path, source_label, source_name
from cleanup.patchfile.anchors import Anchor, anchors_of
from cleanup.patchfile.check import as_patched, check_head, check_records, check_source, review_from, review_of
from cleanup.patchfile.journal import Journal
from cleanup.patchfile.lock import PatchLock, is_open_elsewhere
from cleanup.patchfile.reader import PatchReader, load
from cleanup.patchfile.rebase import Rebased, rebase, rebase_patch
from cleanup.patchfile.records import Bookmark, Header, LineKind, Note, PageHead, PageRecords, PageStatus, Patch, Status
from cleanup.patchfile.writer import PatchRewrite, save

__all__ = [
    "JOURNAL",
    "LOCK",
    "PATCH",
    "Anchor",
    "Bookmark",
    "Header",
    "Journal",
    "LineKind",
    "Note",
    "PageHead",
    "PageRecords",
    "PageStatus",
    "Patch",
    "PatchLock",
    "PatchReader",
    "PatchRewrite",
    "Rebased",
    "Status",
    "anchors_of",
    "as_patched",
    "check_head",
    "check_records",
    "check_source",
    "exists",
    "is_open_elsewhere",
    "journal_path",
    "load",
    "lock_path",
    "patch_path",
    "rebase",
    "rebase_patch",
    "review_from",
    "review_of",
    "save",
    "source_label",
    "source_name",
]
