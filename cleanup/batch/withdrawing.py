"""Taking back together what a run decided; what persons decided stays."""

from dataclasses import dataclass
from pathlib import Path

from cleanup.batch.findings import shown
from cleanup.batch.origins import PatchInput
from cleanup.batch.patches import check_shape
from cleanup.batch.replaying import NoSourceError, refuse_missing, with_source
from cleanup.batch.report import Failure
from cleanup.batch.trouble import failure
from cleanup.messages import KanwuError
from cleanup.patchfile import PageRecords, PatchReader, PatchRewrite, review_from
from cleanup.readers import Source
from cleanup.review import DerivedError, Review


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What came of a patch: how many decisions were taken back."""

    path: str
    count: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Withdrawer:
    """Takes back the batch decisions of patches, or those of one `rule` alone.

    `with_derived` says what becomes of hand edits that build on them: None refuses, True takes them back too, False keeps them.
    """

    language: str
    sources: Path | None = None
    rule: str | None = None
    with_derived: bool | None = None

    def __call__(self, patch: PatchInput) -> Withdrawn:
        path = shown(patch.path)
        try:
            with PatchReader(patch.path) as reader:
                return Withdrawn(path, with_source(patch, reader, self.sources, lambda source: self._rewrite(patch, reader, source)))
        except NoSourceError as error:
            return Withdrawn(path, failure=Failure(path, error.text(self.language)))
        except Exception as error:  # one patch that fails must not take the others with it
            return Withdrawn(path, failure=failure(path, error, self.language))

    def _rewrite(self, patch: PatchInput, reader: PatchReader, source: Source) -> int:
        """All pages are checked before anything is written; a patch in which nothing is to be taken back stays as it is."""
        one_page = source.format in ("text", "markdown")
        changed: list[PageRecords] = []
        seen: set[str] = set()
        count = 0
        for page in source.pages():
            check_shape(patch.path, reader.header, page, one_page=one_page)
            records = reader.records(page.id)
            if records is None:
                continue
            seen.add(page.id)
            review = review_from(records, page, patch.path)
            ids = self._chosen(review)
            if ids:
                count += len(ids)
                changed.append(records.with_review(self._withdrawn(review, ids)))
        refuse_missing(patch.path, reader, seen)
        if changed:
            with PatchRewrite(patch.path) as rewrite:
                for records in changed:
                    rewrite.records(records.head.page)
                    rewrite.write(records)
        return count

    def _chosen(self, review: Review) -> list[str]:
        return [d.id for d in review.decisions if d.batch and not d.withdrawn and (self.rule is None or d.rule == self.rule)]

    def _withdrawn(self, review: Review, ids: list[str]) -> Review:
        try:
            return review.withdraw(*ids, with_derived=self.with_derived)
        except DerivedError as error:
            raise KanwuError("batch.derived", page=review.page.id, count=len(error.derived)) from error
