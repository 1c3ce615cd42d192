"""Collects the window's sentences into `translations/*.ts` and packs those into the `*.qm` files that Qt reads.

    python -m resources.make_translations

Sentences are written in English in the code; `kanwu_en` holds only those that depend on a number. Uses the tools that PySide6 ships.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
CODE: Final = HERE.parent / "desktop"
TRANSLATIONS: Final = HERE / "translations"
LANGUAGES: Final = ("en", "zh_CN", "zh_TW")


def main() -> int:
    """Brings every file up to date; 0 where no sentence waits for its translation, else 1."""
    unfinished = 0
    for language in LANGUAGES:
        source = TRANSLATIONS / f"kanwu_{language}.ts"
        collect(source, language)
        pack(source, source.with_suffix(".qm"))
        count = source.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{source.name}: {count} unfinished")
        unfinished += count
    return 1 if unfinished else 0


def collect(target: Path, language: str) -> None:
    """Writes the sentences of the code into a file, translations already there kept, those of sentences gone dropped."""
    code = sorted(str(path.relative_to(HERE.parent)) for path in CODE.rglob("*.py"))
    plural = ["-pluralonly"] if language == "en" else []
    options = ["-silent", "-no-obsolete", "-locations", "none", *plural, "-source-language", "en", "-target-language", language]
    run("pyside6-lupdate", *options, *code, "-ts", str(target))


def pack(source: Path, target: Path) -> None:
    """Packs one file; sentences that are not translated are left out and shown in English."""
    run("pyside6-lrelease", "-silent", str(source), "-qm", str(target))


def run(tool: str, *arguments: str) -> None:
    """Runs a tool that lies beside the Python that runs this."""
    subprocess.run([str(Path(sys.executable).with_name(tool)), *arguments], check=True, cwd=HERE.parent)


if __name__ == "__main__":
    sys.exit(main())
