"""The page that is open: opening and leaving it, running the rules over it, and taking every step to the disk before it is shown."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoGroup

from cleanup.edits import Replace
from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.render import ConflictError
from cleanup.review import Review
from desktop.commands import DecisionCommand
from desktop.controller.answering import Answering
from desktop.controller.ruling import RULES, Ruling, sentence
from desktop.desk import Desk
from desktop.looking import Listed
from desktop.models.differences import find
from desktop.models.list_choice import ListChoice
from desktop.models.page_view import Contest, PageView
from desktop.naming import Naming
from desktop.opened import Opened, finding_at, making_room, typed_over, unreadable
from desktop.saving import Saver
from desktop.shelf import Shelf
from desktop.survey import Survey
from desktop.workers import Failure, Workers, single_shot

if TYPE_CHECKING:
    from cleanup.patchfile.records import Entry
    from desktop.process import RulesProcess

# Milliseconds in which text and marks are painted first: locking a patch that holds nothing yet can wait for them, though not for ever.
_AFTER_PAINT = 400
_LATEST = 3000
_PAGES_AFTER = 40  # milliseconds after a step: the list of pages can wait until that is painted


class Session(QObject):
    """One page at a time is open; every slot works on that one.

    `page_opened` and `page_changed` carry a PageView, `choice_changed` the Chosen finding and where the wish came from (`source`,
    `cleaned`, or elsewhere). `told` is a line for the status bar, `pages_changed` the list of pages and the number of the open one,
    `typed` the cleaned text after a key, `contested` a Contest between a fix and what was typed, `looked` that the rules have answered,
    `claimed` that the page's patch was taken for this window, or could not be, `closed` that nothing is open
    and nothing under way any more.
    """

    pages_changed = Signal(object, int)
    page_opened = Signal(object)
    page_changed = Signal(object)
    choice_changed = Signal(object, str)
    typed = Signal(str)
    contested = Signal(object)
    told = Signal(str)
    looked = Signal()
    claimed = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, language: str, rules: "RulesProcess | None" = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._wanted: tuple[Path, int] | None = None
        self._pushing = False
        self.next_choice: str | None = None  # the finding to look at as soon as the step that is being made is shown
        self._typing = False
        self._choice = ListChoice()  # how the list of findings is looked at
        self.undo_group = QUndoGroup(self)
        self.shelf = Shelf(desk, language, self.undo_group)
        self.workers = Workers(self)
        self.workers.answered.connect(self._answered)
        self.workers.failed.connect(self._job_failed)
        self.naming = Naming(desk, self)
        self.survey = Survey(desk, self.shelf, self.naming.names_of, self)
        self.survey.changed.connect(self.show_pages)
        self._pages_soon = single_shot(self, _PAGES_AFTER, self.show_pages)
        self.naming.gathered.connect(self.survey.learn_names)
        self.saver = Saver(desk, language, self)
        self.saver.told.connect(self.told)
        self.saver.quiet.connect(self.fold)
        self.saver.again.connect(self._save_again)
        self._ruling = Ruling(self.workers, language, rules, self)
        self._ruling.told.connect(self.told)
        self._answering = Answering(self, self._ruling, language)
        self._claim_soon = single_shot(self, _LATEST, self._claim)
        self.looked.connect(self._claim_after_marks)

    # What is open.

    @property
    def now(self) -> Opened | None:
        """The page that is open."""
        return self.shelf.now

    @property
    def review(self) -> Review | None:
        """The Review of the open page."""
        return None if self.now is None else self.now.review

    @property
    def looking(self) -> bool:
        """Whether the rules have still to answer on the page as it stands."""
        waits = self.now is not None and not self.now.looked
        return waits or self._ruling.busy

    @property
    def chosen(self) -> str | None:
        """The id of the finding that is looked at."""
        return None if self.now is None else self.now.chosen

    def add(self, paths: Sequence[Path], wanted: tuple[Path, int] | None = None) -> None:
        """Puts files, and the files in folders, on the desk and opens the first of them; KanwuError where one is missing.

        The page `wanted`, by its file and number there, is opened instead where it is one of them.
        """
        first = self._desk.add(paths)
        self._wanted = wanted
        number = None if wanted is None else self._desk.number_of(*wanted)
        if number is not None or first is not None:
            self.go_to(first or 0 if number is None else number)

    def go_to(self, number: int) -> None:
        """Opens a page of the list by its number, from 0; what was decided on the one before is folded into its patch."""
        refs = self._desk.refs
        if not 0 <= number < len(refs) or not self._leave(next_file=refs[number].path):
            return
        try:
            state = self.shelf.open(number)
        except KanwuError as error:
            self.show_pages()
            self.page_opened.emit(unreadable(refs[number], error.message.text(self._language)))
            return
        self._show_opened(state)
        if state.page.one_of_many:
            self.workers.ask("list", self._desk.listing(state.ref))
        self._claim_soon.start(_LATEST)
        self.naming.doubt()

    def step_page(self, by: int) -> None:
        """Opens the next page (1) or the one before (-1)."""
        number = self.shelf.number + by
        if 0 <= number < len(self._desk.refs):
            self.go_to(number)
        else:
            self.told.emit(self.tr("This is the last page.") if by > 0 else self.tr("This is the first page."))

    def _show_opened(self, state: Opened) -> None:
        self.show_pages()
        self.page_opened.emit(state.view(self._choice))
        state.beside = self.naming.of(state)
        self._look()

    def _claim_after_marks(self) -> None:
        if self._claim_soon.isActive():
            self._claim_soon.start(_AFTER_PAINT)

    def _claim(self) -> None:
        self._claim_soon.stop()
        state = self.now
        if state is None or state.page.claimed:
            return
        if self.shelf.claim():
            self._show_opened(self.shelf.now or state)
        elif state.notices:
            self.show_changed(state)
            self.show_pages()
        self.claimed.emit()

    def _leave(self, next_file: Path | None = None) -> bool:
        """Folds the open page's decisions, and gives its patch back unless the next page lies in the same file.

        False where decisions are not on the disk yet; the page stays open then.
        """
        state = self.now
        if state is None:
            return True
        state.run = None
        if not self.fold() and not self.saver.is_safe(state):
            return False
        self._ruling.leave()
        self.shelf.put_back()
        if state.ref.path != next_file:
            self.saver.leave()
        return True

    def close(self) -> bool:
        """Folds what is left and gives back every lock; False where decisions are not on the disk yet."""
        if not self._leave():
            return False
        self.survey.stop()
        self.naming.stop()
        self.saver.stop()
        self._ruling.close()
        self._pages_soon.stop()
        self.closed.emit()
        return True

    def give_up(self) -> None:
        """As `close`, without what could not be saved."""
        if self.now is not None:
            self.now.saved, self.now.noted = self.now.review, ()
        self.close()

    def put_away(self) -> bool:
        """Folds and gives the patch of the open page back while the page goes on being shown, read-only; whether that could be done."""
        number = self.shelf.number
        if not self._leave():
            return False
        self.shelf.number = number
        return True

    def only_read(self) -> None:
        """Lets nothing more be decided on the open page, whose decisions are saved as they are."""
        state = self.now
        if state is not None:
            state.run = None
            self.shelf.only_read()
            self.show_changed(state)
            self.show_pages()

    def _save_again(self) -> None:
        if self.now is not None:
            self.saver.save(self.now)
            self.show_changed(self.now)

    # What the rules find.

    def _look(self) -> None:
        if self.now is not None and not self._ruling.look(self.now):
            self.now.looked = True

    def look_beside(self) -> None:
        """Tells the rules what is known of the pages beside the open one by now; they look again where that is new and says anything."""
        state = self.now
        if state is not None and state.looked:
            known = self.naming.of(state)
            if known != state.beside:
                state.beside = known
                self._look()

    def renew_rules(self) -> None:
        """The configuration has changed: the rules look at the open page anew, and at the others as these are counted again."""
        if (state := self.now) is not None:
            state.renew(self._desk.renew(state.page, state.review), self._language)
            self.show_changed(state)
            self._look()
        self.naming.doubt()
        self.survey.doubt()

    def _answered(self, key: str, answer: object) -> None:
        if isinstance(answer, Listed) and self._desk.extend(answer):
            self.shelf.find_again()
            self.show_pages()
            wanted, self._wanted = self._wanted, None
            number = None if wanted is None else self._desk.number_of(*wanted, exactly=True)
            if number is not None and wanted is not None and wanted[0] == answer.path:
                self.go_to(number)

    def show_changed(self, state: Opened) -> PageView:
        """Shows the open page as it stands now."""
        view = state.view(self._choice)
        self.page_changed.emit(view)
        return view

    def show_again(self) -> None:
        """Shows the open page as it stands, in the place of what was put into its texts and cannot be."""
        if self.now is not None:
            self.show_changed(self.now)

    def take_list(self, choice: ListChoice) -> None:
        """The list is looked at in another way from now on."""
        self._choice = choice

    def _job_failed(self, key: str, failure: Failure) -> None:
        if key not in RULES:
            self.told.emit(sentence(failure.error, self._language))

    def choose(self, finding_id: str | None, wished_in: str = "") -> None:
        """Looks at a finding of the page; at none."""
        if self.now is not None:
            self.now.look_at(finding_id or None, self._choice)
            self.choice_changed.emit(self.now.view_of_chosen(), wished_in)

    def choose_at(self, source_offset: int, wished_in: str) -> None:
        """Looks at the finding at a place of the source, where there is one."""
        found = None if self.now is None else finding_at(self.now.review, source_offset)
        if found is not None:
            self.choose(found, wished_in)

    # Steps.

    def push(self, state: Opened, text: str, finding: Finding | None, make: Callable[[Review], Review]) -> bool:
        """One step of deciding that can be undone as `text`; False, and why is told, where the decisions do not go together."""
        state.run = None
        try:
            after = making_room(state.review, finding, make)
        except ConflictError as error:
            typed = typed_over(state.review, error.conflicts)
            if typed:
                ids = [decision.id for decision in typed]
                words = tuple(edit.after for decision in typed for edit in decision.edits if isinstance(edit, Replace))
                again = partial(self.push, state, text, finding, lambda review: make(review.withdraw(*ids, with_derived=True)))
                self.contested.emit(Contest(words, again))
                return False
            reasons = "; ".join(c.message.text(self._language) for c in error.conflicts[:3])
            self.told.emit(self.tr("Not taken, since it conflicts with what was decided: {reasons}").format(reasons=reasons))
            return False
        except KanwuError as error:
            self.told.emit(error.message.text(self._language))
            return False
        if after.decisions != state.review.decisions:
            self.do(state, DecisionCommand(text, state.review, after, self.show, None if finding is None else finding.id))
        return True

    def writable(self) -> Opened | None:
        """The open page where it can be decided on; says so where it cannot."""
        self._claim()
        if self.now is not None and self.now.read_only:
            self.told.emit(self.tr("This page is open for reading only."))
            return None
        return self.now

    def do(self, state: Opened, command: QUndoCommand, *, typing: bool = False) -> None:
        """Takes a step; with `typing` the rules wait until nobody types any more."""
        self._pushing, self._typing = True, typing
        try:
            state.stack.push(command)
        finally:
            self._pushing = self._typing = False

    def note(self, *entries: "Entry") -> bool:
        """Writes a status, notes, bookmarks or line kinds of the open page down; whether it can be written on."""
        state = self.writable()
        if state is None:
            return False
        state.note(*entries)
        self.saver.save(state)
        return True

    # After every step.

    def show(self, review: Review, finding: str | None) -> None:
        """Takes another value of the Review up: to the disk first, then to the window."""
        state = self.now
        if state is None:
            return
        if not self._typing:
            state.run = None
        if not review.findings:
            # The step was made before the rules had answered.
            review = review.having(state.review.findings)
        review.after(state.review)
        before, state.review = state.review, review
        self.saver.save(state)
        self._remember(review, before)
        looked_at = state.chosen
        returned = not self._pushing and finding is not None and find(review, finding) is not None
        if returned:
            state.chosen = state.wished = finding
        elif self._pushing and find(review, self.next_choice) is not None:
            state.chosen = self.next_choice
        if self._typing and self._ruling.changed(state):
            # What the rules say comes in a moment; until then the marks stay with the text that they were put on.
            self.typed.emit(review.rendered.text)
            return
        view = self.show_changed(state)
        if returned or view.chosen_id != looked_at:
            self.choice_changed.emit(view.chosen, "")
        if not self._pages_soon.isActive():
            self._pages_soon.start()
        if not self._ruling.changed(state):
            state.looked = True

    def _remember(self, review: Review, before: Review) -> None:
        try:
            self._desk.remember(review, before)
        except KanwuError as error:
            self.told.emit(error.message.text(self._language))

    def fold(self) -> bool:
        """Writes what was decided into the patch now; whether that could be done."""
        return self.now is None or self.saver.fold(self.now)

    def recount(self, path: Path) -> None:
        """The pages of a file have been decided on without being open: what is known of them is found out anew."""
        self.shelf.forget(path)
        self.survey.again()
        self.show_pages()

    def show_pages(self) -> None:
        """Tells the list of pages anew."""
        self._pages_soon.stop()
        self.pages_changed.emit(self.shelf.rows(), self.shelf.number)
