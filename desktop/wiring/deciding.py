"""Deciding on findings: keys and buttons on one side, the controller on the other, and going on to the next one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QMenu

from cleanup.review import Proposal, Scope
from desktop.actions import Actions
from desktop.controller import Controller
from desktop.models.keys import shown_key
from desktop.models.list_rows import FindingRow
from desktop.panels.cleaned_panel import CleanedPanel
from desktop.panels.detail_panel import DetailPanel
from desktop.panels.edit_bar import EditBar
from desktop.panels.findings_panel import FindingsPanel
from desktop.wiring.kinds import Kinds


class Deciding(QObject):
    """Decides on the chosen finding and advances to the next open one of the list; `told` is a line for the status bar.

    `moved_in_text` asks for the caret to go to the chosen finding, after a decision that was made from within a text.
    """

    told = Signal(str)
    moved_in_text = Signal()

    def __init__(
        self,
        controller: Controller,
        actions: Actions,
        findings: FindingsPanel,
        detail: DetailPanel,
        cleaned: CleanedPanel,
        edit_bar: EditBar,
        kinds: Kinds,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._actions = actions
        self._findings = findings
        self._cleaned = cleaned
        self._edit_bar = edit_bar
        self._kinds = kinds
        self._proposal: Proposal | None = None
        findings.finding_requested.connect(controller.choose)
        findings.list_changed.connect(controller.take_list)
        detail.alternative_requested.connect(self.take)
        detail.copies.keep_requested.connect(self._keep)
        detail.copies.blend_requested.connect(self._blend)
        edit_bar.taken.connect(self._take_edited)
        edit_bar.left.connect(findings.table.setFocus)
        self._connect(actions)

    def _connect(self, actions: Actions) -> None:
        controller, findings = self._controller, self._findings
        actions.accept.triggered.connect(lambda: self.take(0))
        actions.reject.triggered.connect(lambda: self.decide(self._kinds.decision(accept=False) or controller.reject))
        actions.as_printed.triggered.connect(lambda: self.decide(controller.as_printed))
        actions.postpone.triggered.connect(lambda: self.decide(controller.postpone))
        actions.withdraw.triggered.connect(lambda: (self._kinds.withdrawal() or controller.withdraw)())
        actions.reject_string.triggered.connect(lambda: self.decide(lambda: controller.reject(Scope.STRING)))
        actions.reject_rule.triggered.connect(lambda: self.decide(lambda: controller.reject(Scope.RULE)))
        actions.reject_further.triggered.connect(self._offer_rejections)
        actions.accept_alike.triggered.connect(lambda: self.decide(lambda: controller.decide_alike(accept=True), alike=True))
        actions.reject_alike.triggered.connect(lambda: self.decide(lambda: controller.decide_alike(accept=False), alike=True))
        for number, action in enumerate(actions.alternatives):
            action.triggered.connect(partial(self._take_numbered, number))
        actions.accept_shown.triggered.connect(lambda: self._ask_for_all(accept=True))
        actions.reject_shown.triggered.connect(lambda: self._ask_for_all(accept=False))
        actions.edit_first.triggered.connect(self._edit_first)
        actions.next.triggered.connect(lambda: findings.step(1))
        actions.previous.triggered.connect(lambda: findings.step(-1))
        actions.type_ahead.triggered.connect(findings.search)

    def take(self, alternative: int) -> None:
        """Takes a fix of the chosen finding; of a whole kind the first of each."""
        of_kind = self._kinds.decision(accept=True) if alternative == 0 else None
        self.decide(of_kind or (lambda: self._controller.accept(alternative)))

    def _take_numbered(self, number: int, _checked: bool = False) -> None:
        """A number takes the fix of that rank; of two copies it keeps the first, the second or both."""
        if number > 0 and self._findings.kind is not None:
            # What the first place of a kind would become by it is not even seen.
            self.told.emit(
                self.tr("This row stands for many places, which take the first fix. Take one's tick away to decide on it alone.")
            )
        elif self._controller.copying.names_copies():
            self._keep(number)
        else:
            self.take(number)

    def _keep(self, which: int) -> None:
        copying = self._controller.copying
        self.decide(copying.keep_both if which == 2 else partial(copying.keep, second=which == 1))

    def _blend(self, seconds: tuple[bool, ...]) -> None:
        self.decide(partial(self._controller.copying.blend, seconds))

    def decide(self, decide: Callable[[], bool], *, alike: bool = False) -> None:
        """Decides on the chosen finding, and where that could be done goes on to the next open one of the list."""
        self.told.emit("")  # what was said of an earlier decision holds no more
        in_text = self._cleaned.view.hasFocus()
        chosen = self._controller.chosen
        after = self._findings.next_open(chosen, skip_alike=alike)
        # Told before, so that the window is painted once and not for the finding that is left.
        self._controller.go_on_to(after)
        done = decide()
        self._controller.go_on_to(None)
        if not done:
            return
        if after is None or not self._findings.is_open(after):
            # Nothing else was open, or the decision reached further than to its own finding.
            now = self._controller.chosen
            moved = now is not None and now != chosen and self._findings.is_open(now)
            after = now if moved else self._findings.next_open(now)
        if after is None:
            key = shown_key(self._actions.proofread.shortcut().toString())
            told = self.tr("Nothing is open in this list. {key}: the page is proofread, on to the next one.")
            self.told.emit(told.format(key=key or self._actions.proofread.iconText()))
            return
        if self._controller.chosen != after:
            self._controller.choose(after)
        if in_text:
            self.moved_in_text.emit()

    def _offer_rejections(self) -> None:
        """The small menu of how far a rejection reaches."""
        menu = QMenu(self._findings)
        actions = self._actions
        menu.addActions([actions.reject, actions.reject_string, actions.reject_rule, actions.reject_alike])
        menu.addSeparator()
        menu.addActions([actions.never_flag, actions.always_put])
        actions.guard(menu)
        menu.setActiveAction(actions.reject)
        menu.aboutToHide.connect(menu.deleteLater)
        table = self._findings.table
        row = table.visualRect(table.currentIndex())
        focus = QApplication.focusWidget()
        place = table.viewport().mapToGlobal(row.bottomLeft()) if focus is table or focus is None else focus.mapToGlobal(QPoint(40, 40))
        menu.popup(place)

    # All that the list shows.

    def _ask_for_all(self, *, accept: bool) -> None:
        shown = self._findings.shown_findings("open")
        rows: list[FindingRow] = [row for row in shown if not accept or (row.proposes and not row.picks_copy)]
        copies = sum(row.picks_copy for row in shown) if accept else 0
        if not rows:
            self.told.emit(self.tr("The list shows nothing open that could be decided on."))
            return
        ids = [row.id for row in rows]

        def decide() -> None:
            self.decide(lambda: self._controller.decide_many(ids, accept=accept))

        from desktop.dialogs.bulk_dialog import BulkDialog

        BulkDialog(rows, decide, self._findings.window(), accept=accept, copies=copies).open()

    # The proposal edited first.

    def _edit_first(self) -> None:
        self._proposal = self._controller.proposal()
        if self._proposal is not None:
            self._edit_bar.open_on(self._proposal.text, self._cleaned.view.font())

    def _take_edited(self, text: str) -> None:
        made, self._proposal = self._proposal, None
        self._findings.table.setFocus()
        if made is not None:
            self.decide(lambda: self._controller.take_edited(made, text))
