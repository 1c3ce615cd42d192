"""Where the data that ships with Kanwu lies, in a checkout and in an installed wheel."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a file or folder under `resources/`.

    A wheel carries the folder inside the package as `_resources`; a checkout keeps it beside the package.
    """
    packed = _HERE / "_resources"
    root = packed if packed.is_dir() else _HERE.parent / "resources"
    return root.joinpath(*parts)


def sample_pages() -> Path:
    """Folder of the sample pages (`seeds/pages`), in a checkout and in a wheel."""
    packed = _HERE / "_seeds"
    root = packed if packed.is_dir() else _HERE.parent / "seeds"
    return root / "pages"
