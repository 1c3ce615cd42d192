"""The window: its parts, how they are laid out, and what they show. What connects them lies in `desktop/wiring`."""

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QToolTip, QWidget

from cleanup import __version__
from cleanup.messages import KanwuError
from cleanup.resources import sample_pages
from desktop.actions import Actions
from desktop.controller import Controller
from desktop.frame import Frame, Place, Themed
from desktop.garbage import Garbage
from desktop.looks import renew
from desktop.memory import Memory
from desktop.models.keys import Keys, Where
from desktop.models.page_view import Chosen, PageView, Question
from desktop.panels.ask_bar import AskBar
from desktop.panels.centre import Centre
from desktop.panels.cleaned_panel import CleanedPanel
from desktop.panels.detail_panel import DetailPanel
from desktop.panels.edit_bar import EditBar
from desktop.panels.find_bar import FindBar
from desktop.panels.findings_panel import FindingsPanel
from desktop.panels.kind_panel import KindPanel
from desktop.panels.notes_panel import NotesPanel
from desktop.panels.notice_bar import NoticeBar
from desktop.panels.outline_panel import OutlinePanel
from desktop.panels.page_panel import PagePanel
from desktop.panels.pick_bar import PickBar
from desktop.panels.save_light import SaveLight
from desktop.panels.source_panel import SourcePanel
from desktop.panels.start_page import StartPage
from desktop.panels.switch import Switch
from desktop.settings import Looks
from desktop.theme import DARK, LIGHT, Theme, text_font
from desktop.wiring.deciding import Deciding
from desktop.wiring.details import Details
from desktop.wiring.exporting import Exporting
from desktop.wiring.fonts import Fonts
from desktop.wiring.keeping import Keeping
from desktop.wiring.keys import KeyWindows
from desktop.wiring.kinds import Kinds
from desktop.wiring.listing import Listing
from desktop.wiring.noting import Noting
from desktop.wiring.ordering import Ordering
from desktop.wiring.pages import Pages
from desktop.wiring.picturing import Picturing
from desktop.wiring.resuming import Resuming
from desktop.wiring.searching import Searching
from desktop.wiring.tabbing import go_on, in_reading_order, tab_stops
from desktop.wiring.texts import Texts

if TYPE_CHECKING:
    from desktop.dialogs.boxes import Boxes
    from desktop.panels.concordance_panel import ConcordancePanel
    from desktop.panels.image_panel import ImagePanel

_SIZE = 12.5  # points of the two texts
_SIZES = (8.0, 40.0)
_TOLD = 8000  # milliseconds that a line stays in the status bar


class MainWindow(QMainWindow):
    """Source left, cleaned text right, panels in docks around them.

    `language_requested` asks for the window in another language (empty: that of the system), which takes another window.
    """

    language_requested = Signal(str)

    def __init__(self, controller: Controller, theme: Theme, language: str, settings: QSettings) -> None:
        super().__init__()
        self.controller = controller
        self.settings = settings
        self._language, self._theme = language, theme
        self._looks = Looks(settings)
        self._size = self._looks.size or _SIZE
        _colour_program(theme)  # first: with every widget that is there already it takes longer
        self._place: int | None = None  # of the chosen finding in the cleaned text
        self.pages = PagePanel(theme, self)
        self.source = SourcePanel(theme, self)
        self.cleaned = CleanedPanel(theme, self)
        self.findings = FindingsPanel(theme, self)
        self.detail = DetailPanel(theme, self)
        self.kind = KindPanel(theme, self)
        self.beside = Switch([self.detail, self.kind], self)
        self.notices = NoticeBar(self)
        self.edit_bar = EditBar(self)
        self.pick_bar = PickBar(self)
        self.outline = OutlinePanel(self)
        self.find_bar = FindBar(self)
        self.ask_bar = AskBar(self)
        self.notes = NotesPanel(self)
        self.centre = Centre([self.source, self.cleaned], self)
        self.frame = Frame(self, settings)
        self.menu_actions = Actions(controller.undo_group, Keys(settings), self)
        self._looking = QLabel(self)
        self.save_light = SaveLight(theme, self)
        self.start = StartPage(self)
        self.start.hide()  # until the centre shows it
        self._add_panels()
        self._lay_out()
        self._connect()
        self._show_looks()
        self.setAcceptDrops(True)
        self.found_again = self._laid_out = self.frame.restore()

    # How it looks.

    def _add_panels(self) -> None:
        """Every panel around the texts, one line each: its name, title, place. Bars over the texts go into `centre`."""
        self.frame.add("pages", self.tr("Pages"), self.pages, Place.LEFT)
        self.frame.add("findings", self.tr("Findings"), self.findings, Place.BELOW)
        self.frame.add("detail", self.tr("The chosen finding"), self.beside, Place.BESIDE)
        self.frame.add("outline", self.tr("Outline"), self.outline, Place.LEFT)
        self.frame.add("notes", self.tr("Notes"), self.notes, Place.LEFT, shown=False)
        self.frame.add_later("concordance", self.tr("Concordance"), self._make_concordance, Place.BELOW)
        self.frame.add_later("image", self.tr("Image"), self._make_image, Place.RIGHT)
        self.centre.add_bar(self.notices)
        self.centre.add_bar(self.pick_bar)
        self.centre.add_bar(self.edit_bar, below=True)
        self.centre.add_bar(self.find_bar, below=True)
        self.centre.add_bar(self.ask_bar, below=True)

    def _make_concordance(self) -> QWidget:
        from desktop.panels.concordance_panel import ConcordancePanel

        panel = ConcordancePanel(self)
        self.searching.take_list(panel)
        return panel

    @property
    def concordance(self) -> "ConcordancePanel":
        """The list of places over all pages; made when it is first asked for."""
        return cast("ConcordancePanel", self.frame.panel("concordance"))

    def _make_image(self) -> QWidget:
        from desktop.panels.image_panel import ImagePanel

        return ImagePanel(self._theme, self)

    @property
    def image(self) -> "ImagePanel":
        """The picture of the page; made when it is first asked for."""
        return cast("ImagePanel", self.frame.panel("image"))

    def _lay_out(self) -> None:
        self.setWindowTitle("Kanwu")
        self.setCentralWidget(self.centre)
        self.menu_actions.fill(self.menuBar())
        self.frame.fill(self.menu_actions.panels, self.menu_actions.reset_panels)
        self.menu_actions.put_on([self.findings.table, self.beside], Where.LIST)
        self.menu_actions.put_on([self.source.view, self.cleaned.view], Where.TEXT)
        self.detail.add_buttons(self.menu_actions.single, self.menu_actions.many)
        self.kind.add_buttons([self.menu_actions.accept, self.menu_actions.reject, self.menu_actions.withdraw])
        self.statusBar().addPermanentWidget(self._looking)
        self.statusBar().addPermanentWidget(self.save_light)
        self.addActions([self.menu_actions.to_list, self.menu_actions.to_text])
        self.findings.table.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Shows the window in other colours."""
        self._theme = theme
        _colour_program(theme)
        self._colour_panels(theme)

    def _colour_panels(self, theme: Theme) -> None:
        panels: tuple[Themed, ...] = (self.source.view, self.cleaned.view, self.save_light, *self.frame.themed)
        for panel in panels:
            panel.set_theme(theme)
        renew(self)
        self._show_looks()

    def _show_looks(self) -> None:
        theme = self._theme
        (self.menu_actions.dark if theme is DARK else self.menu_actions.light).setChecked(True)
        # A style sheet that is set anew takes away the fonts that widgets were given.
        self._set_text_size(self._size)

    def _set_text_size(self, size: float) -> None:
        self._size = min(max(size, _SIZES[0]), _SIZES[1])
        font = text_font(self._language, self._size)
        self.source.view.set_text_font(font)
        self.cleaned.view.set_text_font(font)

    def _choose_theme(self, theme: Theme) -> None:
        self._looks.theme = theme.name
        self.set_theme(theme)

    def _choose_text_size(self, size: float) -> None:
        self._set_text_size(size)
        self._looks.size = self._size

    def _choose_language(self, code: str, _checked: bool = False) -> None:
        self._looks.language = code
        self.language_requested.emit(code)

    # What belongs together.

    def _connect(self) -> None:
        controller = self.controller
        controller.page_opened.connect(self._show_opened)
        controller.page_changed.connect(self._show_changed)
        controller.choice_changed.connect(self._show_choice)
        controller.told.connect(self.tell)
        controller.asked.connect(self._ask)
        controller.contested.connect(lambda contest: self._boxes.ask_about_typed(contest.typed, contest.take))
        self.findings.text_requested.connect(self._go_to_text)
        Pages(controller, self.menu_actions, self.pages, self.findings, self)
        self.texts = Texts(controller, self.source, self.cleaned, self)
        self.details = Details(controller, self.texts, self.detail, self)
        kinds = Kinds(controller, self.findings, self.beside, self.kind, self.detail, self)
        deciding = Deciding(controller, self.menu_actions, self.findings, self.detail, self.cleaned, self.edit_bar, kinds, self)
        deciding.told.connect(self.tell)
        deciding.moved_in_text.connect(self._go_to_text)
        self.ordering = Ordering(
            controller, self.menu_actions, self.texts, self.cleaned, self.detail, self.pick_bar, self.outline, deciding, self
        )
        self.ordering.told.connect(self.tell)
        self.frame.dock("outline").visibilityChanged.connect(self.ordering.show_outline)
        self.searching = Searching(
            controller, self.menu_actions, self.texts, self.source, self.cleaned, self.find_bar, lambda: self.concordance, self.frame, self
        )
        self.searching.told.connect(self.tell)
        noting = Noting(controller, self.menu_actions, self.texts, self.source, self.cleaned, self.ask_bar, self.notes, self.frame, self)
        noting.told.connect(self.tell)
        self.listing = Listing(controller, self.menu_actions, (self.source.view, self.cleaned.view), self)
        self.listing.told.connect(self.tell)
        KeyWindows(self.menu_actions, self)
        self.resuming = Resuming(
            controller, Memory(self.settings), self.menu_actions, self.centre, self.start, (self.source.view, self.cleaned.view), self
        )
        self.centre.screen_changed.connect(self.frame.set_bare)
        self.start.path_requested.connect(lambda path: self.add([Path(path)]))
        self.menu_actions.samples.triggered.connect(lambda: self.add([sample_pages()]))
        self.picturing = Picturing(controller, self._language, lambda: self.image, self.frame.dock("image"), self.source.view, self)
        Exporting(controller, self.menu_actions, self)
        controller.exporting.refused.connect(self._show_error)
        Keeping(controller, self.notices, self.save_light, self)
        controller.left_behind.connect(lambda text, lines: self._boxes.show_list(text, lines))
        self.fonts = Fonts(controller, self.source.view, self.notices, self)
        garbage = Garbage(self)
        controller.page_opened.connect(garbage.opened)
        for step in (controller.page_changed, controller.choice_changed, controller.typed):
            step.connect(garbage.stepped)
        controller.closed.connect(garbage.stop)
        self._connect_actions()

    def _connect_actions(self) -> None:
        actions = self.menu_actions
        actions.begun.connect(self.statusBar().clearMessage)  # what was said of the step before holds no more
        actions.open.triggered.connect(self._open_files)
        actions.open_folder.triggered.connect(self._open_folder)
        actions.fold.triggered.connect(self._fold)
        actions.quit.triggered.connect(self.close)
        actions.to_list.triggered.connect(lambda: self.findings.table.setFocus())
        actions.to_text.triggered.connect(self._go_to_text)
        actions.zoom_in.triggered.connect(lambda: self._choose_text_size(self._size + 1))
        actions.zoom_out.triggered.connect(lambda: self._choose_text_size(self._size - 1))
        actions.zoom_reset.triggered.connect(lambda: self._choose_text_size(_SIZE))
        for view in (self.source.view, self.cleaned.view):
            view.zoom_requested.connect(lambda steps: self._choose_text_size(self._size + steps))
        actions.light.triggered.connect(lambda: self._choose_theme(LIGHT))
        actions.dark.triggered.connect(lambda: self._choose_theme(DARK))
        actions.languages[self._looks.language].setChecked(True)
        for code, action in actions.languages.items():
            action.triggered.connect(partial(self._choose_language, code))
        actions.reset_panels.triggered.connect(self.frame.reset)
        actions.about.triggered.connect(lambda: self._boxes.show_about(__version__))

    # Showing.

    def _show_opened(self, view: PageView) -> None:
        title = f"{view.name} – Kanwu"
        if title != self.windowTitle():
            self.statusBar().clearMessage()  # what was said is of another page
        self.setWindowTitle(title)
        chosen = view.chosen.marks
        self.source.view.open_text(view.source, view.marks.source, chosen.source, chosen.source_links)
        self.cleaned.view.open_text(view.cleaned, view.marks.cleaned, chosen.cleaned, chosen.cleaned_links)
        self.source.describe(view.encoding, len(view.source))
        self._show_state(view)
        self._show_choice(view.chosen, "")

    def _show_changed(self, view: PageView) -> None:
        chosen, changes = view.chosen.marks, view.mark_changes
        if changes is None or not self.source.view.take_change(view.source, changes.source, chosen.source, chosen.source_links):
            self.source.view.set_marks(view.marks.source, chosen.source, chosen.source_links)
        if changes is None or not self.cleaned.view.take_change(view.cleaned, changes.cleaned, chosen.cleaned, chosen.cleaned_links):
            self.cleaned.view.change_text(view.cleaned, view.marks.cleaned, chosen.cleaned, chosen.cleaned_links)
        self._show_state(view)

    def _show_state(self, view: PageView) -> None:
        self._place = view.chosen.cleaned_place
        self.cleaned.describe(view.changes, read_only=view.read_only)
        self.findings.show_rows(view.rows, view.chosen_id)
        self.detail.show_detail(view.chosen.detail)
        self.notices.show_notices(view.notices)
        self._looking.setText(self.tr("Looking for damage…") if view.looking else "")
        for action in self.menu_actions.deciding:
            action.setEnabled(not view.read_only)

    def _show_choice(self, chosen: Chosen, wished_in: str) -> None:
        self._place = chosen.cleaned_place
        self.findings.choose(chosen.detail.id if chosen.detail is not None else None)
        self.detail.show_detail(chosen.detail)
        self.texts.show_chosen(chosen, wished_in)

    # Asking and telling.

    @cached_property
    def _boxes(self) -> "Boxes":
        from desktop.dialogs.boxes import Boxes

        return Boxes(self)

    def _show_error(self, text: str) -> None:
        self._boxes.show_error(text)

    def tell(self, text: str) -> None:
        """Shows a line in the status bar for a while."""
        self.statusBar().showMessage(text, _TOLD)

    def _ask(self, question: Question) -> None:
        self._boxes.ask_about_derived(question.count, question.answer)

    def _go_to_text(self) -> None:
        if self._place is not None:
            self.cleaned.view.set_caret(self._place)
        self.cleaned.view.setFocus()

    def _fold(self) -> None:
        if self.controller.fold():
            self.tell(self.tr("Everything is in the patch."))

    def _open_files(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Open pages"))
        self.add([Path(name) for name in names])

    def _open_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of pages"))
        self.add([Path(name)] if name else [])

    def add(self, paths: Sequence[Path]) -> None:
        """Opens more pages; says what is wrong where that is not possible."""
        try:
            self.resuming.open(paths)
        except KanwuError as error:
            self._show_error(error.message.text(self._language))

    # What Qt asks.

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = tab_stops(in_reading_order(self.centre, self.frame.parts))
        return go_on(stops, forward=forward) or super().focusNextPrevChild(forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._laid_out:
            self._laid_out = True
            self.frame.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.frame.keep()
        self.resuming.keep()
        if self.controller.close():
            event.accept()
            return
        event.ignore()
        self._boxes.ask_to_give_up(self._give_up)

    def _give_up(self) -> None:
        self.controller.give_up()
        self.close()


def _colour_program(theme: Theme) -> None:
    """Gives the whole program the colours that need no panel to draw in them."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(theme.palette())
        QToolTip.setPalette(theme.palette())
