"""The wheel, built and installed where nothing of the checkout is: commands and window find their resources there."""

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from sysconfig import get_paths

import pytest

from cleanup import __version__
from cleanup.messages import LANGUAGES

ROOT = Path(__file__).parent.parent
# What a wheel is made of; the rest of the checkout stays away, so that nothing of it can be missed.
MADE_OF = ("cleanup", "desktop", "resources", "seeds/pages", "pyproject.toml", "README.md", "LICENSE")
WHERE = (
    "import cleanup, desktop, cleanup.resources as r; print(cleanup.__file__, desktop.__file__, r.resource(), r.sample_pages(), sep='\\n')"
)


class Installed:
    """A virtual environment with the wheel in it, and a working folder far from the checkout."""

    def __init__(self, home: Path, work: Path) -> None:
        self.site = home / Path(get_paths(vars={"base": str(home), "platbase": str(home)})["purelib"]).relative_to(home)
        self._bin = home / ("Scripts" if os.name == "nt" else "bin")
        self.work = work

    def run(self, command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment in the working folder; nothing of this process's Python is handed on."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KANWU"))}
        environ |= {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
        line: Sequence[str | Path] = [self._bin / command, *arguments]
        return subprocess.run(line, cwd=self.work, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)


def wheel_of(folder: Path) -> Path:
    """Build the wheel from a copy of what it is made of, by the isolated build that pip and build make."""
    from shutil import copy2, copytree, ignore_patterns

    source = folder / "source"
    for name in MADE_OF:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            copytree(ROOT / name, source / name, ignore=ignore_patterns("__pycache__"))
        else:
            copy2(ROOT / name, source / name)
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A new virtual environment with the wheel; libraries are those of this one, which a .pth file names without its editable Kanwu."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = wheel_of(folder)
    home = folder / "environment"
    venv.create(home, with_pip=False)
    work = folder / "work"
    work.mkdir()
    made = Installed(home, work)
    pip = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    (made.site / "libraries.pth").write_text("".join(f"{path}\n" for path in {get_paths()["purelib"], get_paths()["platlib"]}))
    return made


@pytest.mark.slow
class TestInstalledWheel:
    """Takes seconds, since a wheel is built in an environment of its own and each command is a new process."""

    def test_everything_comes_from_the_wheel(self, installed: Installed) -> None:
        done = installed.run("python", "-c", WHERE)
        assert done.returncode == 0, done.stderr
        paths = [Path(line) for line in done.stdout.splitlines()]
        assert len(paths) == 4
        assert all(installed.site in path.parents and path.exists() for path in paths)
        for module in ("tests", "seeds", "resources"):
            assert installed.run("python", "-c", f"import {module}").returncode != 0

    def test_what_goes_into_it_is_there(self, installed: Installed) -> None:
        made = {
            path.relative_to(installed.site / "cleanup/_resources").as_posix()
            for path in (installed.site / "cleanup/_resources").rglob("*.*")
        }
        here = {
            path.relative_to(ROOT / "resources").as_posix()
            for path in (ROOT / "resources").rglob("*.*")
            if path.suffix not in (".py", ".pyc")
        }
        assert {name for name in here if "__pycache__" not in name} <= made
        pages = {path.name for path in (installed.site / "cleanup/_seeds/pages").iterdir()}
        assert pages >= {path.name for path in (ROOT / "seeds/pages").iterdir() if path.suffix in (".txt", ".md")}

    def test_the_version(self, installed: Installed) -> None:
        assert installed.run("kanwu", "--version").stdout == f"kanwu {__version__}\n"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_rules_and_the_help_are_told(self, installed: Installed, language: str) -> None:
        rules = installed.run("kanwu", "rules", "--lang", language)
        assert (rules.returncode, rules.stderr) == (0, "")
        assert "column-join" in rules.stdout
        help_ = installed.run("kanwu", "review", "--help", "--lang", language)
        assert (help_.returncode, help_.stderr) == (0, "")

    def test_a_page_comes_out_as_from_the_checkout(self, installed: Installed, tmp_path: Path) -> None:
        from cleanup.cli import main

        pages = installed.site / "cleanup/_seeds/pages"
        checked = installed.run("kanwu", "check", "--format", "jsonl", pages / "01_blocks.txt")
        assert checked.returncode == 1, checked.stderr
        assert '"rule": "column-join"' in checked.stdout
        cleaned = installed.run("kanwu", "clean", pages / "09_tokens.txt", "--accept", "ask", "--out", "out")
        assert cleaned.returncode == 1, cleaned.stderr
        assert main(["clean", str(ROOT / "seeds/pages/09_tokens.txt"), "--accept", "ask", "--out", str(tmp_path)]) == 1
        assert (installed.work / "out/09_tokens.txt").read_bytes() == (tmp_path / "09_tokens.txt").read_bytes()

    def test_the_window_shows_a_page_in_chinese(self, installed: Installed) -> None:
        page = installed.site / "cleanup/_seeds/pages/16_clean.txt"
        drawn = installed.run("python", "-m", "desktop.screenshot", "--lang", "zh_CN", "--out", installed.work, "--decide", "0", page)
        assert drawn.returncode == 0, drawn.stderr
        assert (installed.work / "review-zh_CN.png").read_bytes().startswith(b"\x89PNG")
