"""The picture of the page beside its text, at the place that is looked at."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QStyleOptionGraphicsItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.looks import show_focus
from desktop.theme import Theme

_STEP = 1.25
_LEAST, _MOST = 0.02, 8.0


class ImagePanel(QWidget):
    """Shows an image that can be zoomed and moved; a box, or a height of the page, is marked and brought into sight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: _Picture | None = None
        self._full = QSizeF()
        self._fits = True
        self._place: tuple[float, QRectF | None] | None = None
        self._scene = QGraphicsScene(self)
        self._mark = _Mark(theme)
        self.view = QGraphicsView(self._scene, self)
        self.view.setAccessibleName(self.tr("Image of the page"))
        show_focus(self.view)
        self.view.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.view.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.view.viewport().installEventFilter(self)
        self.view.installEventFilter(self)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setContentsMargins(8, 6, 8, 6)
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        self.larger = self._button("+", self.tr("Larger image (+)"), lambda: self._zoom(_STEP))
        self.smaller = self._button("−", self.tr("Smaller image (-)"), lambda: self._zoom(1 / _STEP))
        self.fit = self._button("↔", self.tr("Fit the width (0)"), self._fit)
        for button in (self.larger, self.smaller, self.fit):
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self._told)
        layout.addWidget(self.view, 1)
        self.tell("")

    @property
    def told(self) -> str:
        """What is said in the place of an image."""
        return self._told.text()

    @property
    def shown(self) -> QImage | None:
        """The image that is shown."""
        return None if self._picture is None else self._picture.image

    @property
    def scale(self) -> float:
        """How large a pixel of the image is shown."""
        return self.view.transform().m11()

    def set_theme(self, theme: Theme) -> None:
        """Marks in other colours."""
        self._mark.set_theme(theme)

    def show_image(self, image: QImage, full: QSizeF) -> None:
        """Shows an image; `full` is its size in its file, in whose pixels boxes are given."""
        self.clear()
        self._full = full
        self._picture = _Picture(image)
        self._scene.addItem(self._picture)
        self._scene.addItem(self._mark)
        self._scene.setSceneRect(self._picture.boundingRect())
        self._fit()

    def clear(self) -> None:
        """Shows no image."""
        if self._picture is not None:
            self._scene.removeItem(self._mark)
            self._scene.removeItem(self._picture)
        self._picture = None
        self.tell("")

    def tell(self, text: str) -> None:
        """Says why there is no image."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def show_place(self, share: float, box: tuple[float, float, float, float] | None) -> None:
        """Brings a place into sight: the box, in pixels of the file's picture, or else the height at a share (0 to 1) of the page."""
        rect = None if box is None else QRectF(QPointF(box[0], box[1]), QPointF(box[2], box[3])).normalized()
        self._place = (min(max(share, 0.0), 1.0), rect)
        self._look()

    def _look(self) -> None:
        picture = self._picture
        if picture is None or self._place is None:
            return
        share, box = self._place
        whole = picture.boundingRect()
        if box is None or self._full.isEmpty():
            y = whole.height() * share
            place = QRectF(0, y, whole.width(), 0)
        else:
            across, down = whole.width() / self._full.width(), whole.height() / self._full.height()
            place = QRectF(box.x() * across, box.y() * down, box.width() * across, box.height() * down).intersected(whole)
        self._mark.show_at(place)
        middle = self.view.mapToScene(self.view.viewport().rect().center())
        self.view.centerOn(place.center().x() if box is not None else middle.x(), place.center().y())

    def _zoom(self, factor: float) -> None:
        wanted = self.scale * factor
        if self._picture is not None and _LEAST <= wanted <= _MOST:
            self._fits = False
            self.view.scale(factor, factor)

    def _zoom_by(self, typed: str) -> bool:
        """Zooms where a key asks for it: + and = larger, - smaller, 0 as wide as the view; whether it does."""
        if typed in ("+", "="):
            self._zoom(_STEP)
        elif typed == "-":
            self._zoom(1 / _STEP)
        elif typed == "0":
            self._fit()
        else:
            return False
        return True

    def _fit(self) -> None:
        self._fits = True
        if self._picture is None:
            return
        width = max(self.view.viewport().width() - 2, 1)
        scale = min(max(width / self._picture.boundingRect().width(), _LEAST), _MOST)
        self.view.resetTransform()
        self.view.scale(scale, scale)
        self._look()

    def _button(self, sign: str, name: str, slot: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(slot)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            return True
        if isinstance(event, QKeyEvent) and watched is self.view and event.type() is QEvent.Type.KeyPress and self._zoom_by(event.text()):
            return True
        if event.type() is QEvent.Type.Resize and self._fits:
            self._fit()
        return super().eventFilter(watched, event)


class _Picture(QGraphicsItem):
    """The image; only what can be seen of it is drawn."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.image = image
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.image.width(), self.image.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        exposed = QRectF(getattr(option, "exposedRect", self.boundingRect())).toAlignedRect().intersected(self.image.rect())
        painter.drawImage(exposed, self.image, exposed)


class _Mark(QGraphicsItem):
    """A frame around a box, or a line across the page where only a height is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rect = QRectF()
        self.setZValue(1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_at(self, rect: QRectF) -> None:
        self.prepareGeometryChange()
        self._rect = rect
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-6, -6, 6, 6)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self._rect.isNull() and not self._rect.width():
            return
        colour = QColor(self._theme.states["open"])
        line = Qt.PenStyle.SolidLine if self._rect.height() else Qt.PenStyle.DashLine
        pen = QPen(colour, 2.0, line)
        pen.setCosmetic(True)
        painter.setPen(pen)
        if self._rect.height():
            painter.drawRect(self._rect.adjusted(-3, -3, 3, 3))
        else:
            painter.drawLine(self._rect.topLeft(), self._rect.topRight())
