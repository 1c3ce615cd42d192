"""Pictures of the window for the documentation, drawn without a display: `review-light.png`, `review-dark.png`, `review-zh_CN.png`.

python -m desktop.screenshot --out DIR [--dark] [--lang zh_CN] [--size 1366x768] [--scale 2] [--name NAME] PATH
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desktop.main_window import MainWindow


def main(argv: Sequence[str] | None = None) -> int:
    """Opens PATH, waits until all pages are counted, takes a few decisions, and writes one PNG; prints its path."""
    parser = ArgumentParser(prog="python -m desktop.screenshot")
    parser.add_argument("path", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder for the picture")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--lang", default="en")
    parser.add_argument("--size", default="1366x768", help="WIDTHxHEIGHT in pixels")
    parser.add_argument("--scale", type=int, default=1, help="pixels of the picture for one of the window, as on a fine screen")
    parser.add_argument("--name", help="what the picture is called behind its dash, where that is not its colours or language")
    parser.add_argument("--decide", type=int, default=2, help="how many findings are accepted first")
    wishes = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["KANWU_LANG"] = wishes.lang
    os.environ["QT_SCALE_FACTOR"] = str(wishes.scale)
    width, height = (int(side) for side in wishes.size.split("x"))
    with TemporaryDirectory() as patches:
        picture = grab(wishes.path, Path(patches), wishes.lang, (width, height), decide=wishes.decide, dark=wishes.dark)
        wishes.out.mkdir(parents=True, exist_ok=True)
        shown = wishes.name or ("dark" if wishes.dark else "light" if wishes.lang == "en" else wishes.lang)
        target = wishes.out / f"review-{shown}.png"
        target.write_bytes(picture)
    sys.stdout.write(f"{target}\n")
    return 0


def grab(path: Path, patches: Path, language: str, size: tuple[int, int], *, decide: int, dark: bool) -> bytes:
    """The window on a page as PNG bytes."""
    from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice
    from PySide6.QtGui import QImageWriter

    from desktop.app import Wishes, application, install_translators, open_window
    from desktop.settings import settings_at
    from desktop.theme import interface_font

    app = application()
    install_translators(app, language)
    app.setFont(interface_font(language))
    window = open_window(Wishes((path,), patches, None, "dark" if dark else "light"), language, settings_at(patches / "window.ini"))
    window.resize(*size)
    window.show()
    settle(window)
    while any(row.found is None and not row.failed for row in window.pages.model.rows):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(decide):
        window.menu_actions.accept.trigger()
        settle(window)
    choose_doubtful(window)
    settle(window)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(100)
    writer.write(few_colours(window.grab().toImage()))
    window.close()
    return bytes(data.data())


def few_colours(image: "QImage") -> "QImage":
    """The image in at most 256 of its colours: a third of the size, and no difference to be seen."""
    from collections import Counter

    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    full = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(full.constBits()).cast("B").cast("I")
    shades: dict[int, int] = {}
    for colour, _ in Counter(pixels).most_common():
        shades.setdefault(colour & 0xF8F8F8, colour)  # of shades that nobody can tell apart the commonest serves
    table = list(shades.values())[:256]
    return full.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def choose_doubtful(window: "MainWindow") -> None:
    """Looks at the first open join that is not sure, where the page has one: both its places are lit, and what speaks for it is told."""
    from cleanup.finding import Safety

    review = window.controller.review
    findings = () if review is None else review.open_findings
    doubtful = next((f for f in findings if f.rule == "column-join" and f.safety is Safety.ASK), None)
    if doubtful is not None:
        window.controller.choose(doubtful.id)


def settle(window: "MainWindow") -> None:
    """Lets Qt work until the rules have answered, all is saved and everything is painted."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    for _ in range(3):
        QCoreApplication.processEvents()
    while window.controller.looking or window.controller.workers.busy or window.save_light.state != "saved":
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for _ in range(3):
        QCoreApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
