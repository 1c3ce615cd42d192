"""Between the window and the Review: opens pages, runs the rules, takes decisions, saves each of them at once."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cleanup.review import Proposal, Review, Scope
from desktop.controller.copying import Copying
from desktop.controller.deciding import Deciding
from desktop.controller.editing import Editing
from desktop.controller.exporting import Exporting
from desktop.controller.keeping import Keeping
from desktop.controller.listing import Listing
from desktop.controller.noting import Noting
from desktop.controller.ordering import Ordering
from desktop.controller.paging import Paging
from desktop.controller.session import Session
from desktop.controller.walking import Walking
from desktop.desk import Desk, PageRef
from desktop.models.list_choice import ListChoice
from desktop.models.rule_note import RuleNote

if TYPE_CHECKING:
    from desktop.controller.searching import Searching
    from desktop.process import RulesProcess


class Controller(QObject):
    """One page at a time is open; every slot works on that one. What each does is said where it is done.

    `page_opened` and `page_changed` carry a PageView, `choice_changed` the Chosen finding and where the wish came from (`source`,
    `cleaned`, or elsewhere; `rules` where nobody wished). `typed` is the cleaned text after a key, `told` a line for the status bar,
    `asked` a Question, `contested` a Contest, `pages_changed` the list of pages and the number of the open one, `surveyed` how many
    pages are known, how many there are, and whether more are being looked through.
    `save_changed` says how the saving stands (see Saver), `offers_changed` and `left_behind` are those of Keeping.

    How far pages are lies in `paging`, what is done to the reading order in `ordering`, choosing between copies in `copying`, exports
    in `exporting`, the strings that are never flagged or always changed in `listing`.
    """

    pages_changed = Signal(object, int)
    page_opened = Signal(object)
    page_changed = Signal(object)
    choice_changed = Signal(object, str)
    typed = Signal(str)
    told = Signal(str)
    asked = Signal(object)
    contested = Signal(object)
    surveyed = Signal(int, int, bool)
    save_changed = Signal(str, str)
    offers_changed = Signal(object)
    left_behind = Signal(str, object)
    looked = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, language: str, who: str, rules: "RulesProcess | None" = None, parent: QObject | None = None) -> None:
        """`rules` is the process that runs them, which whoever made it ends; one of its own where None."""
        super().__init__(parent)
        self._desk, self._language, self._who = desk, language, who
        self._session = session = Session(desk, language, rules, self)
        self._deciding = Deciding(session, language, who, self)
        self._editing = Editing(session, language, who, self)
        self.paging = Paging(session, who, self)
        self.ordering = Ordering(session, self._deciding, who, self)
        self.walking = Walking(session, self.ordering, self)
        self.copying = Copying(session, self._deciding, who, self)
        self.noting = Noting(session, who, self)
        self.listing = Listing(session, self._deciding, desk, language, self)
        self._keeping = Keeping(session, desk, language, self)
        self.exporting = Exporting(session, desk, language, self)
        session.pages_changed.connect(self.pages_changed)
        session.page_opened.connect(self.page_opened)
        session.page_changed.connect(self.page_changed)
        session.choice_changed.connect(self.choice_changed)
        session.typed.connect(self.typed)
        session.contested.connect(self.contested)
        session.told.connect(self.told)
        session.looked.connect(self.looked)
        session.closed.connect(self.closed)
        session.saver.state_changed.connect(self.save_changed)
        self._keeping.offers_changed.connect(self.offers_changed)
        self._keeping.left_behind.connect(self.left_behind)
        session.survey.progressed.connect(self.surveyed)
        self._deciding.asked.connect(self.asked)
        self.workers = session.workers
        self.undo_group = session.undo_group

    @cached_property
    def searching(self) -> "Searching":
        """What finds and replaces; made when it is first asked for, since most of what it needs is not loaded before."""
        from desktop.controller.searching import Searching

        return Searching(self._session, self._desk, self._language, self._who, self)

    # What is open: see Session.

    @property
    def review(self) -> Review | None:
        """The Review of the open page."""
        return self._session.review

    @property
    def looking(self) -> bool:
        """Whether the rules have still to answer on the page as it stands."""
        return self._session.looking

    @property
    def chosen(self) -> str | None:
        """The id of the finding that is looked at."""
        return self._session.chosen

    @property
    def open_page(self) -> PageRef | None:
        """The page that is open, by its file and number there."""
        return None if self._session.now is None else self._session.now.ref

    @property
    def given(self) -> tuple[Path, ...]:
        """The files and folders that were opened, as they were named."""
        return self._desk.given

    @property
    def kept_sources(self) -> tuple[Path, ...]:
        """The files for which decisions wait in recovery files."""
        return self._desk.kept_sources

    def add(self, paths: Sequence[Path], wanted: tuple[Path, int] | None = None) -> None:
        """Puts files and folders on the desk and opens the first page, or the one wanted; KanwuError where one is missing."""
        self._session.add(paths, wanted)

    def go_to(self, number: int) -> None:
        """Opens a page of the list by its number, from 0."""
        self._session.go_to(number)

    def step_page(self, by: int) -> None:
        """Opens the next page (1) or the one before (-1)."""
        self._session.step_page(by)

    def close(self) -> bool:
        """Folds what is left and gives back every lock; False where decisions are not on the disk yet."""
        if not self._session.close():
            return False
        if "searching" in vars(self):
            self.searching.close()
        return True

    def give_up(self) -> None:
        """As `close`, without what could not be saved."""
        self._session.give_up()

    def choose(self, finding_id: str | None, wished_in: str = "") -> None:
        """Looks at a finding of the page; at none."""
        self._session.choose(finding_id, wished_in)

    def go_on_to(self, finding_id: str | None) -> None:
        """The finding to look at as soon as the next decision is shown; None takes that back."""
        self._session.next_choice = finding_id

    def take_list(self, choice: ListChoice) -> None:
        """The list of findings is looked at in another way: what it does not show is not looked at unless somebody goes there."""
        self._session.take_list(choice)

    def choose_at(self, source_offset: int, wished_in: str) -> None:
        """Looks at the finding at a place of the source, where there is one."""
        self._session.choose_at(source_offset, wished_in)

    def rule_note(self, rule: str) -> RuleNote | None:
        """What a rule is, from its record; None where there is none of that id, or the rules have not answered yet."""
        state = self._session.now
        return None if state is None else state.notes.get(rule)

    def fold(self) -> bool:
        """Writes what was decided into the patch now; whether that could be done."""
        return self._session.fold()

    def cleaned_offset(self, source_offset: int) -> int:
        """Where a place of the source stands in the cleaned text."""
        review = self.review
        return 0 if review is None else review.rendered.to_cleaned(source_offset)

    def source_offset(self, cleaned_offset: int) -> int:
        """Where a place of the cleaned text comes from."""
        review = self.review
        return 0 if review is None else review.rendered.to_source(cleaned_offset)

    # Pages: see Paging and Survey.

    def mark_page(self, status: str) -> bool:
        """Marks the open page with one of PageStatus (`proofread`, …); whether that could be done."""
        return self.paging.mark(status)

    def next_unresolved(self) -> bool:
        """Opens the next page on which something is open, going round; whether there is one."""
        return self.paging.next_unresolved()

    def stop_survey(self, stopped: bool, /) -> None:
        """Stops looking through the pages that were not opened, or goes on with it."""
        self._session.survey.set_stopped(stopped)

    def answer_offer(self, name: str, choice: str) -> None:
        """Does what was chosen of an offer."""
        self._keeping.answer(name, choice)

    # Deciding: see Deciding.

    def accept(self, alternative: int = 0) -> bool:
        """Takes a fix of the chosen finding; whether that could be done."""
        return self._deciding.accept(alternative)

    def reject(self, scope: Scope = Scope.PLACE) -> bool:
        """Rejects the chosen finding here, or with `scope` its string or its rule on this page; whether that could be done."""
        return self._deciding.reject(scope)

    def as_printed(self) -> bool:
        """Settles the chosen finding as what the newspaper printed (sic); whether that could be done."""
        return self._deciding.as_printed()

    def postpone(self) -> bool:
        """Puts the chosen finding off; whether that could be done."""
        return self._deciding.postpone()

    def withdraw(self) -> bool:
        """Takes back what was decided on the chosen finding; whether there was anything to take back."""
        return self._deciding.withdraw()

    def decide_alike(self, *, accept: bool) -> bool:
        """Takes the first fix of every open finding in the chosen one's group, or rejects them all, as one step."""
        return self._deciding.decide_alike(accept=accept)

    def decide_many(self, ids: Sequence[str], *, accept: bool) -> bool:
        """Takes the first fix of each of these findings, or rejects them all, as one step and one write; whether that could be done."""
        return self._deciding.decide_many(ids, accept=accept)

    def withdraw_many(self, ids: Sequence[str]) -> bool:
        """Takes back what was decided on these findings themselves, as one step; whether there was anything to take back."""
        return self._deciding.withdraw_many(ids)

    def proposal(self, alternative: int = 0) -> Proposal | None:
        """What a fix of the chosen finding would make of its place, to be edited; None where there is nothing short enough."""
        return self._deciding.proposal(alternative)

    def take_edited(self, made: Proposal, text: str) -> bool:
        """Takes a proposal with another text in its place, as one step; whether that could be done."""
        return self._deciding.take_edited(made, text)

    # Typing: see Editing.

    def edit(self, start: int, end: int, text: str) -> None:
        """Takes a change of the cleaned text by hand: `start` to `end` of it become `text`, line feeds for line ends."""
        self._editing.edit(start, end, text)
