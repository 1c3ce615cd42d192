"""A real X server with a window manager, the program on it as a process of its own, and a reviewer's hands: keys and the clipboard.

The keys come from outside, through the server, as those of a person do; what a text shows is what can be selected and copied there.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from PySide6.QtGui import QColor, QImage

NEEDED = ("Xvfb", "openbox", "xdotool", "xclip", "xkbcomp")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
REASON = f"needs {', '.join(MISSING)} for a real X server"
SECONDS = 90.0
"""How long anything may take on a busy machine; nothing waits so long where all is well."""

_FIRST_DISPLAY = 90
_DISPLAYS = 100
_PROGRAM = "import sys; from desktop.start import main; sys.exit(main())"
_GRAB = (
    "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]); "
    "sys.exit(0 if app.primaryScreen().grabWindow(0).save(sys.argv[1]) else 1)"
)
_NOTHING = "(nothing copied yet)"


class Screen:
    """An X server of its own, 1366 × 768, with openbox; `typed` are characters that its keyboard has keys for besides the usual ones."""

    def __init__(self, folder: Path, language: str, typed: str = "") -> None:
        self._server, display = _server()
        own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "KANWU_LANG": language}
        # Settings and what is kept beside no page are the test's own.
        own |= {name: str(folder / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
        self.environ = {**os.environ, **own}
        own["XDG_RUNTIME_DIR"] = str(folder / "runtime")
        (folder / "runtime").mkdir(mode=0o700)
        self.environ |= own
        for name in ("WAYLAND_DISPLAY", "XMODIFIERS", "QT_IM_MODULE"):
            self.environ.pop(name, None)
        self._manager = self._managed()
        self.folder = folder
        self.runs = count(1)
        if typed:
            self._add_keys(typed)

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(SECONDS)

    def _managed(self) -> subprocess.Popen[bytes]:
        """The window manager, once it answers; it is started again where the server did not let it in."""
        end = time.monotonic() + SECONDS
        manager = subprocess.Popen(["openbox"], env=self.environ, stderr=subprocess.DEVNULL)
        # Whoever asks for the number of desktops is told an error until a manager has taken the screen.
        while subprocess.run(["xdotool", "get_num_desktops"], env=self.environ, capture_output=True, timeout=SECONDS).returncode:
            assert time.monotonic() < end, "no window manager takes the screen"
            if manager.poll() is not None:
                manager = subprocess.Popen(["openbox"], env=self.environ, stderr=subprocess.DEVNULL)
            time.sleep(0.05)
        return manager

    def _add_keys(self, characters: str) -> None:
        """Puts characters on keys that a keyboard seldom has, once and for all: xdotool would change the map around every stroke, and
        a busy program would look the stroke up when it is changed back."""
        keymap = self.folder / "keymap.xkb"
        self.run("xkbcomp", self.environ["DISPLAY"], str(keymap))
        text = keymap.read_text(encoding="utf-8")
        rare = re.findall(r"key <\w+> \{\s*\[\s*XF86\w+\s*\]\s*\};", text)
        assert len(rare) >= len(characters)
        for place, character in zip(rare, characters, strict=False):
            text = text.replace(place, re.sub(r"XF86\w+", f"U{ord(character):04X}", place))
        keymap.write_text(text, encoding="utf-8")
        self.run("xkbcomp", "-w0", str(keymap), self.environ["DISPLAY"])

    def run(self, *command: str, given: str | None = None) -> str:
        """What a command on this screen prints."""
        done = subprocess.run(
            command, env=self.environ, input=given, capture_output=given is None, text=True, encoding="utf-8", timeout=SECONDS, check=True
        )
        return done.stdout or ""

    def press(self, *keys: str) -> None:
        """Presses keys by their X names, one after the other."""
        self.run("xdotool", "key", *keys)

    def type(self, text: str) -> None:
        """Types text, a key a character, Chinese ones too where the keyboard has them."""
        self.press(*(character if character.isascii() and character.isalnum() else f"U{ord(character):04X}" for character in text))

    def windows(self, name: str) -> list[str]:
        """The windows that are seen and have some words in their title."""
        done = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", name], env=self.environ, capture_output=True, text=True)
        return done.stdout.split()

    def set_clipboard(self, text: str) -> None:
        self.run("xclip", "-in", "-selection", "clipboard", given=text)

    def clipboard(self) -> str:
        """What was copied last; empty where nothing can be had now."""
        command = ["xclip", "-out", "-selection", "clipboard", "-target", "UTF8_STRING"]
        done = subprocess.run(command, env=self.environ, capture_output=True, timeout=SECONDS)
        return done.stdout.decode("utf-8")

    def grab(self, target: Path) -> QImage:
        """A picture of the whole screen."""
        self.run(sys.executable, "-c", _GRAB, str(target))
        return QImage(str(target))


def _server() -> tuple["subprocess.Popen[bytes]", str]:
    """An X server that answers, and its display, which no other server has.

    A server that is told to look for a number by itself (-displayfd) takes no lock file, and two that start at once may get in each
    other's way; one that is given a number ends where another holds its lock.
    """
    end = time.monotonic() + SECONDS
    for number in range(_FIRST_DISPLAY, _FIRST_DISPLAY + _DISPLAYS):
        lock = Path(f"/tmp/.X{number}-lock")
        # Without -noreset the server starts anew, and refuses whoever comes, each time its last program leaves.
        command = ["Xvfb", f":{number}", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while server.poll() is None:
            assert time.monotonic() < end, "the X server does not answer"
            if lock.exists() and lock.read_text(encoding="ascii").strip() == str(server.pid):
                asked = ["xdotool", "getdisplaygeometry"]
                environ = {**os.environ, "DISPLAY": f":{number}"}
                if not subprocess.run(asked, env=environ, capture_output=True, timeout=SECONDS).returncode:
                    return server, f":{number}"
            time.sleep(0.05)
    raise AssertionError(f"no display from :{_FIRST_DISPLAY} on is free")


class Program:
    """The program on a screen, as a process of its own."""

    def __init__(self, screen: Screen, arguments: Sequence[str]) -> None:
        self.screen = screen
        self.said = screen.folder / f"said-{next(screen.runs)}.txt"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen([sys.executable, "-c", _PROGRAM, *arguments], env=screen.environ, stderr=said)

    def wait_for(self, ready: Callable[[], object], what: str) -> None:
        """Waits until something is so, as long as the program runs."""
        end = time.monotonic() + SECONDS
        while not ready():
            assert self.process.poll() is None, f"the program has ended before {what}"
            assert time.monotonic() < end, f"the program does not come to {what}"
            time.sleep(0.05)

    def activate(self, title: str) -> None:
        """Waits for a window with some words in its title, and gives it the keyboard."""

        def is_raised() -> bool:
            # A window manager that has only just heard of a window may refuse.
            found = self.screen.windows(title)[:1]
            command = ["xdotool", "windowactivate", "--sync", *found]
            return bool(found) and not subprocess.run(command, env=self.screen.environ, capture_output=True, timeout=SECONDS).returncode

        self.wait_for(is_raised, f"a window called {title}")

    def shown_text(self) -> str:
        """What the text that has the focus shows: all of it selected, copied, and taken from the clipboard."""
        self.screen.set_clipboard(_NOTHING)
        self.screen.press("ctrl+a", "ctrl+c")
        copied = ""

        def is_there() -> bool:
            nonlocal copied
            copied = self.screen.clipboard()
            return copied not in ("", _NOTHING)

        self.wait_for(is_there, "a copied text")
        return copied

    def kill(self) -> None:
        """Ends it as a power cut does."""
        self.process.kill()
        self.process.wait(SECONDS)

    def quit(self) -> int:
        """Leaves it by its key; its exit code."""
        self.screen.press("ctrl+q")
        return self.process.wait(SECONDS)


@contextmanager
def program_on(screen: Screen, *arguments: str) -> Iterator[Program]:
    """The program with these arguments; it has ended when this is left, and must have had nothing to complain of."""
    program = Program(screen, arguments)
    try:
        yield program
    finally:
        if program.process.poll() is None:
            program.kill()
    # Qt complains there, and Python too; nobody would see it.
    assert program.said.read_text(encoding="utf-8") == ""


def has_colour(image: QImage, name: str, *, least: int = 50) -> bool:
    """Whether so many of a ninth of the picture's pixels have a colour."""
    wanted = QColor(name).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)) >= least
