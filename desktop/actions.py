"""The actions of the window: what they are called, their keys, and the menus that show them.

An action is added by one line in `Actions.__init__` (`self._make(id, title, keys…)`), shown by one in `fill`, and connected in
`desktop/wiring`. Its id is the name under which the settings keep the reviewer's own keys; `Keys` refuses a key used twice.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.models.keys import Command, Keys, Where, shown_key

_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Actions(QObject):
    """All actions, not yet connected to anything.

    Keys of `Where.LIST` are plain letters, those of `Where.TEXT` do the same with Alt: each works where `put_on` puts it. `begun` comes
    before anything that an action does.
    """

    begun = Signal()

    def __init__(self, undo_group: QUndoGroup, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys = keys
        self._by_command: dict[str, QAction] = {}
        self._here: dict[Where, list[QAction]] = {Where.LIST: [], Where.TEXT: []}
        self._make_for_pages()
        self.undo = self._make("undo", self.tr("Undo"), "Ctrl+Z")
        self.redo = self._make("redo", self.tr("Redo"), "Ctrl+Shift+Z", "Ctrl+Y")
        # Not the group's own actions: these would have acted before `begun` comes.
        self._follow(self.undo, undo_group.undo, undo_group.canUndoChanged, undo_group.undoTextChanged)
        self._follow(self.redo, undo_group.redo, undo_group.canRedoChanged, undo_group.redoTextChanged)
        self._make_for_findings()
        self._make_for_order()
        self._make_for_search()
        self._make_for_notes()
        self._make_for_looks()

    def _make_for_pages(self) -> None:
        self.open = self._make("open", self.tr("&Open…"), "Ctrl+O")
        self.open_folder = self._make("open-folder", self.tr("Open &folder…"))
        self.fold = self._make("write-patch", self.tr("&Write the patch now"), "Ctrl+S")
        self.samples = self._make("samples", self.tr("Open the sa&mple pages"))
        self.start_page = self._make("start-page", self.tr("&Start page"))
        self.export = self._make("export", self.tr("&Export…"), "Ctrl+E")
        self.quit = self._make("quit", self.tr("&Quit"), "Ctrl+Q")
        self.next_page = self._make("next-page", self.tr("Next p&age"), "Ctrl+PgDown")
        self.previous_page = self._make("previous-page", self.tr("Previous pa&ge"), "Ctrl+PgUp")
        self.proofread = self._make("proofread", self.tr("Page proofread, ne&xt page"), "F9")
        self.validate = self._make("validate", self.tr("Page &validated, next page"), "Shift+F9")
        self.next_unresolved = self._make("next-unresolved", self.tr("Next &unresolved, over all pages"), "F8")
        self.statuses = {
            "new": self._make("mark-new", self.tr("New")),
            "in-work": self._make("mark-in-work", self.tr("In work")),
            "problem": self._make("mark-problem", self.tr("Problem"), "Ctrl+F9"),
            "proofread": self._make("mark-proofread", self.tr("Proofread")),
            "validated": self._make("mark-validated", self.tr("Validated")),
        }
        for action in self.statuses.values():
            action.setCheckable(True)

    def _make_for_findings(self) -> None:
        self.accept = self._make_pair("accept", self.tr("&Accept"), ["A"], ["Alt+A", "Ctrl+Return", "Ctrl+Enter"])
        self.reject = self._make_pair("reject", self.tr("&Reject"), ["R"], ["Alt+R"])
        self.reject_further = self._make_pair("reject-further", self.tr("Reject &further…"), ["Shift+R"], ["Alt+Shift+R"])
        self.as_printed = self._make_pair("as-printed", self.tr("As prin&ted (sic)"), ["T"], ["Alt+T"])
        self.postpone = self._make_pair("postpone", self.tr("&Postpone"), ["S"], ["Alt+S"])
        self.edit_first = self._make_pair("edit-first", self.tr("&Edit the proposal"), ["E"], ["Alt+E"])
        self.withdraw = self._make_pair("withdraw", self.tr("&Withdraw"), ["Backspace"], ["Alt+W"])
        self.accept_alike = self._make_pair("accept-alike", self.tr("Accept alike"), ["Shift+A"], ["Alt+Shift+A"])
        self.reject_alike = self._make("reject-alike", self.tr("Reject alike"), "Ctrl+R", where=Where.LIST)
        self.reject_string = self._make("reject-string", self.tr("Reject this &string everywhere"), "X", where=Where.LIST)
        self.reject_rule = self._make("reject-rule", self.tr("Reject this r&ule on this page"), "Shift+X", where=Where.LIST)
        self.never_flag = self._make_pair("never-flag", self.tr("Never &flag this string…"), ["V"], ["Alt+Shift+V"])
        self.always_put = self._make_pair("always-put", self.tr("Always put an&other…"), ["W"], ["Alt+Shift+W"])
        self.open_config = self._make("open-config", self.tr("Open the lists (&kanwu.toml)"))
        self.accept_shown = self._make("accept-shown", self.tr("Accept all that the list shows…"), "Ctrl+Shift+A")
        self.reject_shown = self._make("reject-shown", self.tr("Reject all that the list shows…"), "Ctrl+Shift+R")
        self.alternatives = [
            self._make_pair(f"fix-{n}", self.tr("Take fix {number}").format(number=n), [str(n)], [f"Alt+{n}"]) for n in (1, 2, 3)
        ]
        self.next = self._make_pair("next", self.tr("&Next finding"), ["N"], ["Alt+N"])
        self.previous = self._make_pair("previous", self.tr("Pre&vious finding"), ["P"], ["Alt+P"])
        self.type_ahead = self._make("type-ahead", self.tr("&Search the list"), "/", where=Where.LIST)

    def _make_for_order(self) -> None:
        self.pick = self._make_pair("pick", self.tr("Pick the &continuation by hand"), ["H"], ["Alt+C"])
        self.open_ends = self._make_pair("open-ends", self.tr("&Open ends, one after the other"), ["O"], ["Alt+O"])
        self.move_up = self._make("block-up", self.tr("Move block &up"), "Alt+Shift+Up")
        self.move_down = self._make("block-down", self.tr("Move block &down"), "Alt+Shift+Down")
        self.move_after = self._make("block-after", self.tr("&Move block behind…"), "Alt+Shift+M")
        self.split_here = self._make("block-split", self.tr("&Split block here"), "Alt+Shift+Return", "Alt+Shift+Enter")
        self.join_next = self._make("block-join", self.tr("&Join with the next block"), "Alt+Shift+J")

    def _make_for_search(self) -> None:
        self.find = self._make("find", self.tr("&Find and replace…"), "Ctrl+F")
        self.find_next = self._make("find-next", self.tr("Find &next"), "F3")
        self.find_previous = self._make("find-previous", self.tr("Find &previous"), "Shift+F3")
        self.concordance = self._make("concordance", self.tr("List the &selected text over all pages"), "Ctrl+Shift+F")
        self.concordance_of_finding = self._make_pair("concordance-of-finding", self.tr("List its like over all pa&ges"), ["L"], ["Alt+L"])

    def _make_for_notes(self) -> None:
        self.note = self._make("note", self.tr("&Note…"), "Ctrl+Shift+N")
        self.bookmark = self._make("bookmark", self.tr("&Bookmark this line"), "Ctrl+B")
        self.next_bookmark = self._make("next-bookmark", self.tr("Next b&ookmark"), "Ctrl+Shift+B")
        self.go_to = self._make("go-to", self.tr("&Go to line, finding or character…"), "Ctrl+G")

    def _make_for_looks(self) -> None:
        self.to_list = self._make("to-list", self.tr("Go to the &list"), "Esc")
        self.to_text = self._make("to-text", self.tr("Go to the &text"), "F6")
        self.zoom_in = self._make("larger", self.tr("Larger text"), "Ctrl++", "Ctrl+=")
        self.zoom_out = self._make("smaller", self.tr("Smaller text"), "Ctrl+-")
        self.zoom_reset = self._make("usual-size", self.tr("Usual text size"), "Ctrl+0")
        self.light = self._make("light", self.tr("Light colours"))
        self.dark = self._make("dark", self.tr("Dark colours"))
        group = QActionGroup(self)
        for action in (self.light, self.dark):
            action.setCheckable(True)
            group.addAction(action)
        # A language is called by its own name, so that whoever reads no other finds it.
        named = {"": self.tr("As the &system"), "en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}
        self.languages = {code: self._make(f"language-{code or 'system'}", title) for code, title in named.items()}
        languages = QActionGroup(self)
        for action in self.languages.values():
            action.setCheckable(True)
            languages.addAction(action)
        self.reset_panels = self._make("usual-places", self.tr("Usual &places"))
        self.panels = QMenu(self.tr("&Panels"), self.widget)
        self.change_keys = self._make("change-keys", self.tr("Change &keys…"))
        self.sheet = self._make("key-sheet", self.tr("&Keys"), "F1")
        self.about = self._make("about", self.tr("&About Kanwu"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    @property
    def widget(self) -> QWidget:
        """The window that the actions belong to."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return parent

    @property
    def single(self) -> list[QAction]:
        """What can be decided on one finding."""
        return [self.accept, self.reject, self.as_printed, self.postpone, self.withdraw]

    @property
    def many(self) -> list[QAction]:
        """What can be decided on all findings of a group."""
        return [self.accept_alike, self.reject_alike]

    @property
    def ordering(self) -> list[QAction]:
        """What changes the reading order by hand."""
        return [self.pick, self.open_ends, self.move_up, self.move_down, self.move_after, self.split_here, self.join_next]

    @property
    def deciding(self) -> list[QAction]:
        """Everything that changes a decision, which a page that can only be read does not offer."""
        further = [self.reject_further, self.edit_first, self.reject_string, self.reject_rule, self.accept_shown, self.reject_shown]
        return [
            *self.single,
            *self.many,
            *further,
            *self.alternatives,
            *self.ordering,
            self.proofread,
            self.validate,
            *self.statuses.values(),
        ]

    def put_on(self, widgets: Iterable[QWidget], where: Where) -> None:
        """Lets the keys of one place work while one of these widgets has the focus."""
        for widget in widgets:
            widget.addActions(self._here[where])

    def fill(self, bar: QMenuBar) -> None:
        """Builds the menus. Their letters for Alt are none that decide in the texts."""
        page = bar.addMenu(self.tr("Pa&ge"))
        page.addActions([self.open, self.open_folder, self.samples, self.start_page])
        page.addSeparator()
        page.addActions([self.previous_page, self.next_page, self.next_unresolved, self.proofread, self.validate])
        page.addMenu(self.tr("&Mark the page as")).addActions(list(self.statuses.values()))
        page.addSeparator()
        page.addActions([self.fold, self.export, self.quit])
        edit = bar.addMenu(self.tr("Ed&it"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.find, self.find_next, self.find_previous, self.concordance])
        edit.addSeparator()
        edit.addActions([self.note, self.bookmark, self.next_bookmark, self.go_to])
        finding = bar.addMenu(self.tr("&Finding"))
        finding.addActions([*self.single, self.edit_first])
        finding.addSeparator()
        finding.addActions([self.reject_string, self.reject_rule, self.never_flag, self.always_put, self.open_config])
        finding.addSeparator()
        finding.addActions([*self.many, self.accept_shown, self.reject_shown])
        finding.addSeparator()
        finding.addActions([*self.alternatives, self.pick, self.open_ends])
        finding.addSeparator()
        finding.addActions([self.next, self.previous, self.type_ahead, self.concordance_of_finding])
        block = bar.addMenu(self.tr("&Block"))
        block.addActions([self.move_up, self.move_down, self.move_after])
        block.addSeparator()
        block.addActions([self.split_here, self.join_next])
        view = bar.addMenu(self.tr("&View"))
        view.addActions([self.to_list, self.to_text])
        view.addSeparator()
        view.addActions([self.zoom_in, self.zoom_out, self.zoom_reset])
        view.addSeparator()
        view.addActions([self.light, self.dark])
        view.addMenu(self.tr("La&nguage")).addActions(list(self.languages.values()))
        view.addSeparator()
        view.addMenu(self.panels)
        bar.addMenu(self.tr("&Help")).addActions([self.sheet, self.change_keys, self.about])
        for menu in bar.findChildren(QMenu):
            self.guard(menu)
        self.guard(self.panels)

    def guard(self, menu: QMenu) -> None:
        """Keeps the letters that are typed into an open menu from what they do in the list, which Qt would try first."""
        menu.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(watched, QMenu):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    # Keys.

    def take_keys(self) -> None:
        """Gives every action the keys that `Keys` has for it now."""
        for command in self.keys.commands:
            action = self._by_command[command.id]
            action.setShortcuts([QKeySequence(key) for key in self.keys.of(command)])
            if command.where is not Where.WINDOW:
                action.setToolTip(f"{action.iconText()} ({shown_key(action.shortcut().toString())})")

    def _make_pair(self, name: str, title: str, in_list: list[str], in_text: list[str]) -> QAction:
        """An action with one set of keys in the list, and another in the texts, where plain letters are typed."""
        action = self._make(name, title, *in_list, where=Where.LIST)
        twin = self._make(f"{name}.text", title, *in_text, where=Where.TEXT)
        twin.triggered.connect(action.trigger)
        action.enabledChanged.connect(twin.setEnabled)
        return action

    def _make(self, name: str, title: str, *keys: str, where: Where = Where.WINDOW) -> QAction:
        action = QAction(title, self)
        action.triggered.connect(self.begun)
        command = Command(name, plain_title(title), keys, where)
        action.setShortcuts([QKeySequence(key) for key in self.keys.add(command)])
        if where is not Where.WINDOW:
            action.setShortcutContext(_HERE)
            action.setToolTip(f"{action.iconText()} ({shown_key(action.shortcut().toString())})")
            self._here[where].append(action)
        self._by_command[name] = action
        return action

    def _follow(self, action: QAction, step: Callable[[], None], can_changed: SignalInstance, text_changed: SignalInstance) -> None:
        """An action that takes a step back or forth, is enabled where there is one, and says which."""
        title = action.text()
        action.triggered.connect(lambda: step())
        action.setEnabled(False)
        can_changed.connect(action.setEnabled)
        text_changed.connect(lambda text: action.setText(f"{title} {text}".rstrip()))


def plain_title(title: str) -> str:
    """A title without its letter for Alt, which Chinese puts in brackets, and without dots at its end."""
    start = title.find("(&")
    if start >= 0:
        title = title[:start] + title[start + 4 :]
    return title.replace("&", "").rstrip("….")
