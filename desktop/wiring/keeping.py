"""Saving, and what may come in its way: the light in the status bar, offers over the texts, what could not be carried over."""

from PySide6.QtCore import QObject

from desktop.controller import Controller
from desktop.panels.notice_bar import NoticeBar
from desktop.panels.save_light import SaveLight


class Keeping(QObject):
    """Connects what tells how decisions are kept."""

    def __init__(self, controller: Controller, notices: NoticeBar, light: SaveLight, parent: QObject) -> None:
        super().__init__(parent)
        controller.save_changed.connect(light.show_state)
        controller.offers_changed.connect(notices.show_offers)
        notices.choice_made.connect(controller.answer_offer)
