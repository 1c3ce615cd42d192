"""The program `kanwu-desktop`: settings of the machine, translations, colours, and the window."""

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QCommandLineOption,
    QCommandLineParser,
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    QSize,
    QStandardPaths,
    Qt,
    QTranslator,
)
from PySide6.QtWidgets import QApplication

from cleanup import __version__
from cleanup.messages import KanwuError, Message, language_from_environment
from cleanup.resources import resource, sample_pages
from desktop.controller import Controller
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.process import RulesProcess
from desktop.settings import Looks, user_settings
from desktop.theme import DARK, LIGHT, Theme, interface_font

_USUAL: Final = QSize(1440, 900)
# Seconds after which a thread must let another one work. Most calls of Qt let the workers' thread in, and with Python's usual 5 ms a key
# would wait for it a hundred times over.
_TURN: Final = 0.0002


class Wishes(NamedTuple):
    """What the command line asks for; and where decisions are kept that their patch cannot take."""

    paths: tuple[Path, ...] = ()
    patches: Path | None = None
    encoding: str | None = None
    theme: str = "system"
    recovery: Path | None = None


def main(argv: Sequence[str] | None = None, rules: RulesProcess | None = None) -> int:
    """Opens the window on the pages named, or on the sample pages; 0 when it is closed, 2 where a page or option is wrong.

    `rules` is the process that runs the rules, where one was started already; it ends with the window.
    """
    rules = rules or RulesProcess()
    try:
        return _run(argv, rules)
    finally:
        rules.end()


def _run(argv: Sequence[str] | None, rules: RulesProcess) -> int:
    if not has_display(os.environ, sys.platform):
        sys.stderr.write(f"kanwu-desktop: {Message('cli.no-display').text(language_from_environment())}\n")
        return 2
    prepare_input_method(os.environ)
    arguments = list(sys.argv[1:] if argv is None else argv)
    app = application()
    settings = user_settings()
    language = choose_language(Looks(settings).language)
    install_translators(app, language)
    wishes = parse(arguments)
    if isinstance(wishes, str):
        sys.stderr.write(f"{wishes}\n")
        return 2
    if wishes is None:
        return 0
    program = Program(app, wishes._replace(recovery=kept() / "recovery"), settings, rules)
    try:
        program.open(language)
    except KanwuError as error:
        sys.stderr.write(f"kanwu-desktop: {error.message.text(language)}\n")
        return 2
    return app.exec()


class Program(QObject):
    """The one window of the program, and another in its place where somebody wants it in another language."""

    def __init__(self, app: QApplication, wishes: Wishes, settings: QSettings, rules: RulesProcess) -> None:
        super().__init__(app)
        self._rules = rules
        self._app = app
        self._wishes = wishes
        self._settings = settings
        self._language = ""
        self._window: MainWindow | None = None

    def open(self, language: str) -> MainWindow:
        """Shows a window in a language; KanwuError where a page is missing."""
        self._language = language
        install_translators(self._app, language)
        self._app.setFont(interface_font(language))
        window = self._window = open_window(self._wishes, language, self._settings, self._rules)
        # Later, when the menu has closed: the window that it belongs to goes.
        window.language_requested.connect(self._change, Qt.ConnectionType.QueuedConnection)
        show_fitting(window)
        return window

    def _change(self, wanted: str) -> None:
        language, window = choose_language(wanted), self._window
        if window is None or language == self._language:
            return
        controller = window.controller
        given, page = controller.given, controller.open_page
        self._app.setQuitOnLastWindowClosed(False)
        # Where decisions cannot be saved the window stays, and asks.
        if window.close():
            window.deleteLater()
            self._wishes = self._wishes._replace(paths=())
            made = self.open(language)
            if given:
                made.resuming.open(given, None if page is None else (page.path, page.index))
        self._app.setQuitOnLastWindowClosed(True)


def application() -> QApplication:
    """The one QApplication of the process, in the Fusion style, which looks the same everywhere."""
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("kanwu")
    app.setApplicationDisplayName("Kanwu")
    app.setDesktopFileName("kanwu")
    app.setApplicationVersion(__version__)
    app.setStyle("Fusion")
    sys.setswitchinterval(_TURN)
    return app


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Whether there is a screen to open a window on; without one Qt would end the process without a word."""
    if platform in ("win32", "darwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def prepare_input_method(environ: MutableMapping[str, str]) -> None:
    """Chooses an input method that Qt has a plug-in for: fcitx, for which it has none, speaks ibus too."""
    if "fcitx" in environ.get("XMODIFIERS", "") and environ.get("QT_IM_MODULE", "fcitx").startswith("fcitx"):
        environ["QT_IM_MODULE"] = "ibus"


def choose_language(wanted: str = "") -> str:
    """The language that somebody chose; else that of the environment, and of the desktop where the environment names none.

    `KANWU_LANG` wins over what was chosen, for whoever starts the program from a script.
    """
    if wanted and not os.environ.get("KANWU_LANG"):
        return wanted
    if any(os.environ.get(name) for name in ("KANWU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")):
        return language_from_environment()
    return language_from_environment({"LANG": QLocale.system().uiLanguages()[0]})


def install_translators(app: QApplication, language: str) -> None:
    """Loads Qt's own words and ours in a language; those of another language loaded before go."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    places = [(f"kanwu_{language}", str(resource("translations")))]
    if language != "en":
        places.insert(0, (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


def parse(arguments: Sequence[str]) -> Wishes | str | None:
    """What the arguments ask for; a sentence where they are wrong, None where help or version was all they asked for."""
    parser = QCommandLineParser()
    parser.setApplicationDescription(
        QCoreApplication.translate("CommandLine", "Reviews OCR'd Chinese newspaper pages: the source beside the cleaned text.")
    )
    parser.addPositionalArgument(
        "path", QCoreApplication.translate("CommandLine", "Pages, or folders of pages; the sample pages where none is named."), "[PATH…]"
    )
    shows_help, version = parser.addHelpOption(), parser.addVersionOption()
    patches = QCommandLineOption(
        ["patches"], QCoreApplication.translate("CommandLine", "Folder for the patches, which else lie beside the pages."), "DIR"
    )
    encoding = QCommandLineOption(
        ["encoding"], QCoreApplication.translate("CommandLine", "How the pages are read, where the files must not decide."), "NAME"
    )
    theme = QCommandLineOption(["theme"], QCoreApplication.translate("CommandLine", "Colours: light, dark or system."), "NAME", "system")
    for option in (patches, encoding, theme):
        parser.addOption(option)
    if not parser.parse(["kanwu-desktop", *arguments]):
        return parser.errorText()
    if parser.isSet(shows_help) or parser.isSet(version):
        sys.stdout.write(parser.helpText() if parser.isSet(shows_help) else f"kanwu {__version__}\n")
        return None
    if parser.value(theme) not in ("light", "dark", "system"):
        return QCoreApplication.translate("CommandLine", "There are no colours “{name}”; choose light, dark or system.").format(
            name=parser.value(theme)
        )
    return Wishes(
        tuple(Path(name) for name in parser.positionalArguments()),
        Path(parser.value(patches)) if parser.isSet(patches) else None,
        parser.value(encoding) or None,
        parser.value(theme),
    )


def choose_theme(name: str) -> Theme:
    """The colours by name; for `system` dark where the desktop is dark."""
    if name == "system":
        dark = QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if name == "dark" else LIGHT


def open_window(wishes: Wishes, language: str, settings: QSettings | None = None, rules: RulesProcess | None = None) -> MainWindow:
    """A window with the pages opened, or the start page, not yet shown; KanwuError where a page is missing.

    `settings` are the user's where None. `rules` is the process that runs the rules, where one was started; the window ends only its own.
    """
    # The samples may lie in a folder that nobody may write to, and should stay as they are in any case.
    samples = None if wishes.patches is not None else (sample_pages(), kept() / "samples")
    early = None if rules is None else rules.early
    desk = Desk(encoding=wishes.encoding, patches=wishes.patches, recovery=wishes.recovery, samples=samples, early=early)
    controller = Controller(desk, language, person(), rules)
    settings = user_settings() if settings is None else settings
    theme = choose_theme(Looks(settings).theme if wishes.theme == "system" else wishes.theme)
    window = MainWindow(controller, theme, language, settings)
    if wishes.paths:
        window.resuming.open(wishes.paths)
    else:
        window.resuming.show_start()
    return window


def kept() -> Path:
    """The folder in which the program keeps what lies beside no page."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def show_fitting(window: MainWindow) -> None:
    """Shows the window as it was left, else at its usual size, or as large as the screen where that is smaller."""
    if window.found_again:
        window.show()
        return
    room = window.screen().availableSize()
    if room.width() < _USUAL.width() or room.height() < _USUAL.height():
        window.resize(room)  # the panels take their shares of it before the window manager has answered
        window.showMaximized()
    else:
        window.resize(_USUAL)
        window.show()


def person() -> str:
    """The name that decisions carry: the user's on this machine, empty where it has none."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""
