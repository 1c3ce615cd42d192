"""The picture beside the text: found, read without trust, zoomed, and at the place that is looked at."""

import signal
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.panels.image_panel import ImagePanel
from desktop.pictures import PictureReader, picture_of
from desktop.theme import LIGHT
from tests.desktop.conftest import Opener, review_of, settle

RED = QColor("#c00000")


@pytest.fixture
def reader(qapp: QApplication) -> Iterator[PictureReader]:
    made = PictureReader("en")
    yield made
    made.stop()


def scan(path: Path, width: int = 400, height: int = 600, *, grey: bool = False) -> Path:
    """A scan of a page, red below the middle."""
    image = QImage(width, height, QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.fillRect(0, height // 2, width, height // 2, Qt.GlobalColor.gray if grey else RED)
    painter.end()
    assert image.save(str(path))
    return path


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")


def pdf(path: Path, pages: int = 2) -> Path:
    """A PDF whose second page is red."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
            painter.fillRect(0, 0, writer.width(), writer.height(), RED)
    painter.end()
    return path


def read(qtbot: QtBot, reader: PictureReader, path: Path, number: int = 0) -> tuple[QImage, QSizeF]:
    with qtbot.waitSignal(reader.ready, timeout=60_000) as told:
        reader.read(path, number)
    assert told.args is not None
    return told.args[0], told.args[1]


def refused(qtbot: QtBot, reader: PictureReader, path: Path, number: int = 0) -> str:
    with qtbot.waitSignal(reader.failed, timeout=60_000) as told:
        reader.read(path, number)
    assert told.args is not None
    assert not reader.busy
    return str(told.args[0])


# A page that opens with the password "x" alone, encrypted by the oldest of the standard handlers.
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/P -4"
    b"/O<4008eb4f9091bb245613ac1d8a4da6f02cb015a836afe0f28445b1b3b5096ac3>"
    b"/U<d2fd73965ecfd2d4d52ced34701c644660ba9b9498543bd7f933e74cbb1a019b>>>endobj\n"
    b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<30313233343536373839616263646566><30313233343536373839616263646566>]>>\n%%EOF"
)


def test_the_picture_of_a_page_has_its_stem(tmp_path: Path) -> None:
    page = tmp_path / "一版.txt"
    assert picture_of(page) is None
    (tmp_path / "一版.PDF").write_bytes(b"")
    assert picture_of(page) == tmp_path / "一版.PDF"
    (tmp_path / "一版.jpg").write_bytes(b"")
    assert picture_of(page) == tmp_path / "一版.jpg"
    (tmp_path / "scan.png").write_bytes(b"")
    assert picture_of(page, "scan.png") == tmp_path / "scan.png"
    # A page cannot lead out of its folder, nor to what is no picture.
    for image in ("../scan.png", "/etc/passwd", "一版.txt", "x\0y.png", ""):
        assert picture_of(page, image) == tmp_path / "一版.jpg"


def test_images_are_read(reader: PictureReader, qtbot: QtBot, tmp_path: Path) -> None:
    image, full = read(qtbot, reader, scan(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (400, 600)
    assert full == QSizeF(400, 600)
    assert image.pixelColor(200, 100) == QColor(Qt.GlobalColor.white)
    assert image.pixelColor(200, 500) == RED
    image, _ = read(qtbot, reader, scan(tmp_path / "b.jpg", grey=True))
    assert image.format() is QImage.Format.Format_Grayscale8


def test_a_page_of_a_pdf_is_read(reader: PictureReader, qtbot: QtBot, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    first, full = read(qtbot, reader, path, 0)
    second, _ = read(qtbot, reader, path, 1)
    assert 1500 < first.width() < first.height()
    assert full.width() < first.width()
    middle = QPointF(first.width() / 2, first.height() / 2).toPoint()
    assert (first.pixelColor(middle), second.pixelColor(middle)) == (QColor(Qt.GlobalColor.white), RED)
    assert "fewer pages" in refused(qtbot, reader, path, 7)


def test_hostile_pictures_are_refused(reader: PictureReader, qtbot: QtBot, tmp_path: Path) -> None:
    page = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    cases: dict[str, tuple[bytes, str]] = {
        "empty.png": (b"", "damaged"),
        "noise.png": (bytes(range(256)) * 40, "damaged"),
        "bomb.png": (bomb(100_000, 100_000), "120 million"),
        "most.png": (bomb(2_000_000_000, 2_000_000_000), ""),
        "cut.png": (scan(tmp_path / "whole.png").read_bytes()[:90], "damaged"),
        "drawing.png": (
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
            "damaged",
        ),
        "noise.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
        "empty.pdf": (b"", "damaged"),
        "flat.pdf": (page + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 99999999]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", ""),
    }
    for name, (data, words) in cases.items():
        (tmp_path / name).write_bytes(data)
        assert words in refused(qtbot, reader, tmp_path / name), name
    assert "cannot be opened" in refused(qtbot, reader, tmp_path / "gone.png")
    (tmp_path / "folder.png").mkdir()
    assert "cannot be opened" in refused(qtbot, reader, tmp_path / "folder.png")
    (tmp_path / "locked.pdf").write_bytes(LOCKED)
    assert "password" in refused(qtbot, reader, tmp_path / "locked.pdf")


def test_what_a_picture_is_counts_not_what_it_is_called(reader: PictureReader, qtbot: QtBot, tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf").rename(tmp_path / "page.png")
    assert read(qtbot, reader, tmp_path / "page.png")[1].width() < 1000
    scan(tmp_path / "a.png").rename(tmp_path / "scan.pdf")
    assert read(qtbot, reader, tmp_path / "scan.pdf")[1] == QSizeF(400, 600)


def test_an_image_is_zoomed_by_keys(qtbot: QtBot, tmp_path: Path) -> None:
    panel = ImagePanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(300, 300)
    panel.show()
    panel.show_image(QImage(str(scan(tmp_path / "a.png"))), QSizeF(400, 600))
    fitting = panel.scale
    panel.view.setFocus()
    QTest.keyClicks(panel.view, "++")
    assert panel.scale > 1.5 * fitting
    QTest.keyClicks(panel.view, "-")
    assert panel.scale == pytest.approx(1.25 * fitting)
    QTest.keyClicks(panel.view, "0")
    assert panel.scale == pytest.approx(fitting)


def test_a_decoder_that_dies_or_is_asked_again_takes_nothing_with_it(reader: PictureReader, qtbot: QtBot, tmp_path: Path) -> None:
    path = scan(tmp_path / "a.png")
    with qtbot.waitSignal(reader.failed, timeout=60_000):
        reader.read(path, 0)
        assert reader._process is not None
        reader._process.kill()
    reader.read(tmp_path / "gone.png", 0)
    image, _ = read(qtbot, reader, path)
    assert image.width() == 400


def test_an_image_is_zoomed_and_its_places_brought_into_sight(qtbot: QtBot, tmp_path: Path) -> None:
    panel = ImagePanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(300, 300)
    panel.show()
    qtbot.waitExposed(panel)
    image = QImage(str(scan(tmp_path / "a.png", 600, 3000)))
    panel.show_image(image, QSizeF(1200, 6000))
    fitting = panel.scale
    assert fitting == pytest.approx(panel.view.viewport().width() / 600, rel=0.02)
    middle = panel.view.viewport().rect().center()
    panel.show_place(0.5, None)
    assert panel.view.mapToScene(middle).y() == pytest.approx(1500, abs=20)
    QTest.mouseClick(panel.larger, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.larger, Qt.MouseButton.LeftButton)
    assert panel.scale > 1.4 * fitting
    # A box is in pixels of the picture in its file, which is twice as large.
    panel.show_place(0.0, (800, 4000, 1000, 4100))
    centre = panel.view.mapToScene(middle)
    assert centre.y() == pytest.approx(2025, abs=20)
    shown = panel.grab().toImage()
    colours = {shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(0, shown.height(), 3)}
    assert LIGHT.states["open"] in colours
    QTest.mouseClick(panel.fit, Qt.MouseButton.LeftButton)
    assert panel.scale == pytest.approx(fitting)
    panel.clear()
    assert panel.shown is None
    panel.tell("no picture")
    assert panel.told == "no picture"


def test_the_picture_opens_beside_the_text_and_follows_it(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    scan(folder / "1.png", 600, 3000)
    window = opener(folder)
    dock = window.frame.dock("image")
    assert dock.isVisible()
    qtbot.waitUntil(lambda: window.image.shown is not None, timeout=60_000)
    review = review_of(window)
    last = review.findings[-1]
    window.controller.choose(last.id)
    view = window.image.view

    def share() -> float:
        return view.mapToScene(view.viewport().rect().center()).y() / 3000

    expected = last.spans[0].start / len(review.page.text)
    assert share() == pytest.approx(expected, abs=0.12)
    # A line whose box is known is shown there, wherever that is.
    line = next(line for line in review.page.lines if line.start <= last.spans[0].start <= line.end)
    lines = tuple(replace(one, box=(50.0, 2000.0, 300.0, 2100.0)) if one is line else one for one in review.page.lines)
    state = window.controller._session.now
    assert state is not None
    state.review = replace(state.review, page=replace(review.page, lines=lines))
    window.controller.choose(last.id)
    assert share() == pytest.approx(2050 / 3000, abs=0.05)
    window.controller.go_to(1)
    settle(qtbot, window)
    assert not dock.isVisible()
    # Put away by hand, it does not come back by itself.
    window.controller.go_to(0)
    settle(qtbot, window)
    assert dock.isVisible()
    for put_away in (dock.toggleViewAction().trigger, dock.close):
        put_away()
        window.controller.go_to(1)
        window.controller.go_to(0)
        settle(qtbot, window)
        assert not dock.isVisible()
        dock.toggleViewAction().trigger()
        assert dock.isVisible()


def test_a_picture_that_cannot_be_shown_says_why(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    (folder / "1.png").write_bytes(bomb(100_000, 100_000))
    window = opener(folder)
    qtbot.waitUntil(lambda: "120 million" in window.image.told, timeout=60_000)


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="the system ends no process that takes too long")
def test_a_page_that_takes_too_long_is_given_up_and_that_is_said(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    drawn = zlib.compress(b"0 0 m 10 900 500 -300 200 200 c S\n" * 3_000_000)
    path = tmp_path / "slow.pdf"
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 1100]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
    )
    tail = b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF"
    path.write_bytes(head + str(len(drawn)).encode() + b">>stream\n" + drawn + tail)
    reader = PictureReader("en", seconds=1)
    assert refused(qtbot, reader, path) == "slow.pdf is not shown: it could not be drawn within half a minute."
    # It works on with the next one.
    image, _ = read(qtbot, reader, scan(tmp_path / "next.png", 40, 60))
    assert image.width() == 40
    reader.stop()
