"""Where the patches of inputs lie; knows their names alone, so that a run without any patch need not load what reads them."""

from pathlib import Path
from typing import Final

from cleanup.batch.inputs import Input

# As `patch_paths` has them; a test holds the two together.
PATCH: Final = ".kanwu.jsonl"
JOURNAL: Final = ".kanwu.journal"

PATCHES_OF_OUTPUT: Final = "patches"
"""The folder, in a folder of output, that patches are written to unless another place is named: beside the cleaned texts they
would be taken for the patches of those, and for records by whoever reads `*.jsonl`."""

_TAILS: Final = 8  # folders above a page that may be named in a folder of patches


def find_patch(item: Input, patches: Path | None) -> Path | None:
    """Where the patch of an input lies: beside it, or with `patches` in that folder; None where there is none.

    Under `patches`, or the folder of patches in a folder of output that it names, the patch is looked for at the input's place
    below the folder that was named, and then at its place below each folder above, so that a page named by itself finds the
    patch that was written for its folder.
    """
    if patches is None:
        beside = item.path.with_name(item.path.name + PATCH)
        return beside if is_there(beside) else None
    parts = item.path.absolute().parts
    for folder in (patches, patches / PATCHES_OF_OUTPUT):
        first = place_under(folder, item)
        if is_there(first):
            return first
        for length in range(1, min(_TAILS, len(parts) - 1) + 1):
            place = folder.joinpath(*parts[-length:-1], parts[-1] + PATCH)
            if is_there(place):
                return place
    return None


def place_under(folder: Path, item: Input) -> Path:
    """The place of an input's patch in a folder of patches."""
    return folder / item.relative.with_name(item.relative.name + PATCH)


def is_there(patch: Path) -> bool:
    """Whether anything was decided: there is a patch, or a journal that waits to be folded into one."""
    return patch.exists() or patch.with_name(patch.name.removesuffix(PATCH) + JOURNAL).exists()
