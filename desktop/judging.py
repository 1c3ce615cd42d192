"""Runs the rules for a window in a process of its own. No Qt.

    python -m desktop.judging [ENCODING PATCHES PATH]

Reads what `desktop.questions` defines from the standard input, and writes an answer to each question. Ends when nobody asks any more.
The first page of PATH is read and looked at before anybody asks; what was read (Early, or None) is then written before any answer.
"""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from traceback import format_exception
from typing import BinaryIO

from cleanup.config import Config
from cleanup.edits import Edit, edit_key
from cleanup.finding import Finding
from cleanup.findings import Near
from cleanup.messages import KanwuError
from cleanup.readers import open_source
from cleanup.review import Decision, Review
from desktop.counting import settled
from desktop.desk import Desk
from desktop.dropped import DroppedError
from desktop.looking import Beside, Looker, RuleBook, RuleFindings, decided_on
from desktop.open_file import MANY
from desktop.questions import Answer, Dropped, Early, Failed, Found, Newest, Question, Subject, Took, Unknown, in_short

_KEPT = 2  # lookers: the page that is open, and the one before it
_TURN = 0.0005  # seconds after which the rules let the thread in that hears of newer questions


@dataclass
class _Known:
    """One looker: what it looks at, what was decided there, and what was answered last."""

    looker: Looker
    edits: set[Edit] = field(default_factory=set)
    decisions: dict[str, Decision] = field(default_factory=dict)
    sent: dict[str, tuple[int, Finding]] = field(default_factory=dict)
    near: tuple[Near, int] | None = None
    noted: bool = False


@dataclass
class _Ahead:
    """A page that was looked at before anybody asked; `unwanted` where another one is asked for."""

    review: Review
    missing: frozenset[str]
    looker: Looker
    unwanted: bool = False
    found: RuleFindings | None = None

    def fits(self, subject: Subject) -> bool:
        """Whether this is what is asked for."""
        known = (self.looker.book.config, self.review.page, self.looker.beside)
        return known == (subject.config, subject.page, subject.beside)


class Judge:
    """Answers one question after another; `hear` is called in another thread, while one is being answered."""

    def __init__(self) -> None:
        self._lookers: dict[int, _Known] = {}
        self._newest: dict[int, int] = {}
        self._ahead: _Ahead | None = None

    def hear(self, what: object) -> None:
        """Learns which answers are not waited for any more."""
        if isinstance(what, Newest):
            self._newest[what.looker] = what.number
        elif isinstance(what, Question):
            ahead = self._ahead
            if ahead is not None and what.subject is not None and not ahead.fits(what.subject):
                ahead.unwanted = True

    def read(self, encoding: str, patches: str, named: str) -> Early | None:
        """Reads the first page of a file or folder, which will be asked for; None where that cannot be done."""
        path = Path(named)
        with suppress(KanwuError, OSError):
            if not named or not (path.is_file() or path.is_dir()):
                return None
            desk = Desk.like(encoding, patches, "", "")
            number = desk.add([path])
            place = None if number is None else desk.on_disk(desk.refs[number])
            if place is None or place.book is None:
                return None
            there = place.path.stat()
            source = open_source(place.path, encoding=place.encoding)
            page = next(source.pages(), None)
            if page is None:
                return None
            review, _ = decided_on(page, place)
            beside = Beside(None if source.format in MANY else place.path, place.encoding)
            self._ahead = _Ahead(review, settled(review), Looker(review.page, place.book, beside))
            return Early(str(place.path), place.encoding, there.st_size, there.st_mtime_ns, source.format, page)
        return None

    def prepare(self) -> None:
        """Loads the rules, and runs them over the page that was read."""
        ahead = self._ahead
        if ahead is None:
            _ = RuleBook(Config()).rules
            return
        with suppress(DroppedError):
            ahead.found = ahead.looker.whole(ahead.review, ahead.missing, lambda: not ahead.unwanted)

    def took(self, what: Took) -> None:
        """Learns that an answer is shown."""
        known = self._lookers.get(what.looker)
        if known is not None and known.near is not None and known.near[1] == what.number:
            known.looker.took(known.near[0])

    def answer(self, question: Question) -> Answer:
        """The answer to a question; nothing is raised."""
        try:
            return self._answer(question)
        except DroppedError:
            return Dropped()
        except Exception as error:  # told in the window
            return Failed(_portable(error), "".join(format_exception(error)))

    def _answer(self, question: Question) -> Answer:
        known = self._known(question)
        if known is None:
            return Unknown()
        known.edits.difference_update(question.gone)
        known.edits.update(question.new)

        def wanted() -> bool:
            return self._newest.get(question.looker, 0) <= question.number

        if not question.whole:
            near = known.looker.near(sorted(known.edits, key=edit_key), wanted)
            known.near = None if near is None else (near, question.number)
            return near
        for name in question.undone:
            known.decisions.pop(name, None)
        known.decisions.update((decision.id, decision) for decision in question.decisions)
        review = Review(known.looker.page, decisions=tuple(known.decisions.values()))
        found = self._found_ahead(known, review, question.missing) or known.looker.whole(review, question.missing, wanted)
        short = in_short(found.findings, known.sent)
        known.sent = {finding.id: (number, finding) for number, finding in enumerate(found.findings)}
        notes = () if known.noted else tuple(known.looker.book.notes(question.language).values())
        known.noted = True
        return Found(short, found.broken, notes)

    def _known(self, question: Question) -> _Known | None:
        """What is known of a question's looker; None where that is not enough to answer it."""
        subject = question.subject
        if subject is None:
            return self._lookers.get(question.looker)
        ahead = self._ahead
        if ahead is not None and ahead.fits(subject):
            looker = ahead.looker
        else:
            looker = Looker(subject.page, RuleBook(subject.config), subject.beside)
        self._lookers.pop(question.looker, None)
        self._lookers[question.looker] = _Known(looker)
        while len(self._lookers) > _KEPT:
            oldest = next(iter(self._lookers))
            del self._lookers[oldest]
            self._newest.pop(oldest, None)
        return self._lookers[question.looker]

    def _found_ahead(self, known: _Known, review: Review, missing: frozenset[str]) -> RuleFindings | None:
        """What was found before anybody asked, where that is the answer."""
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.looker is not known.looker or ahead.missing != missing:
            return None
        same = {d.id: d for d in ahead.review.decisions} == {d.id: d for d in review.decisions}
        return ahead.found if same else None


def _portable(error: Exception) -> Exception:
    """An error as it can be told to another process."""
    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:  # whatever a rule of somebody else's raises
        again = None
    return error if isinstance(again, Exception) else RuntimeError(f"{type(error).__name__}: {error}")


def _listen(source: BinaryIO, hear: Callable[[object], None], waiting: "SimpleQueue[object]") -> None:
    """Takes in what is told and asked, also while an answer is being made; ends the process with the window."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            what = pickle.load(source)
            hear(what)
            waiting.put(what)
    # The rules may be at work for seconds yet, and nobody is left to be told.
    os._exit(0)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The standard input and output for this module alone: what a rule of somebody else's prints must not mix with the answers."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return source, target


def _packed(what: object) -> bytes:
    return pickle.dumps(what, pickle.HIGHEST_PROTOCOL)


def _write(target: BinaryIO, data: bytes) -> None:
    try:
        target.write(data)
        target.flush()
    except OSError:
        os._exit(0)  # the window has died


def main(encoding: str = "", patches: str = "", path: str = "") -> None:
    """Answers until the standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window's to answer
    gc.disable()  # nothing is garbage before the first answer
    source, target = _pipes()
    sys.setswitchinterval(_TURN)
    judge = Judge()
    waiting: SimpleQueue[object] = SimpleQueue()
    threading.Thread(target=_listen, args=(source, judge.hear, waiting), daemon=True).start()
    telling = None
    if path:
        # Written by another thread: a long page fills the pipe until the window reads it. But packed here: while the rules are at work the
        # page keeps more and more of what is asked of it, and what grows as it is packed comes out broken.
        telling = threading.Thread(target=_write, args=(target, _packed(judge.read(encoding, patches, path))), daemon=True)
        telling.start()
    judge.prepare()
    while True:
        what = waiting.get()
        if isinstance(what, Took):
            judge.took(what)
        elif isinstance(what, Question):
            answer = judge.answer(what)
            if telling is not None:
                telling.join()
            _write(target, _packed(answer))
            if not gc.isenabled():
                gc.freeze()
                gc.enable()


if __name__ == "__main__":
    main(*sys.argv[1:4])
