"""Makes `characters/equivalents.tsv`: which ordinary ideograph a radical, a stroke or a compatibility ideograph stands for.

    python resources/make_equivalents.py [EquivalentUnifiedIdeograph.txt]

Radicals and strokes come from the property Equivalent_Unified_Ideograph of the Unicode Character Database: from its file where one is
named, else from the copy that Perl carries. Compatibility ideographs come from their canonical decompositions, which Python carries.
"""

import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent / "characters"
COMPATIBILITY = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
PERL = r"""
my ($from, $to) = prop_invmap("Equivalent_Unified_Ideograph");
for my $i (0 .. $#$from) { printf "%X %X %X\n", $from->[$i], $from->[$i + 1] - 1, $to->[$i] if $to->[$i] }
"""


def from_file(path: Path) -> Iterator[tuple[str, str]]:
    """Character and ideograph from lines `2E81 ; 5382` or `2E8C..2E8D ; 5C0F`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        codes, _, ideograph = line.partition("#")[0].partition(";")
        if ideograph.strip():
            first, _, last = codes.strip().partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                yield chr(code), chr(int(ideograph, 16))


def from_perl() -> Iterator[tuple[str, str]]:
    """The same from Perl's copy of the database, in which all codes of a range stand for one ideograph."""
    result = subprocess.run(["perl", "-MUnicode::UCD=prop_invmap", "-e", PERL], capture_output=True, text=True, check=True)
    for line in result.stdout.splitlines():
        first, last, ideograph = (int(number, 16) for number in line.split())
        for code in range(first, last + 1):
            yield chr(code), chr(ideograph)


def compatibility() -> Iterator[tuple[str, str]]:
    """Compatibility ideographs that Unicode decomposes into one other."""
    for first, last in COMPATIBILITY:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFC", chr(code))
            if plain != chr(code):
                yield chr(code), plain


def main() -> None:
    named = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    table = dict(from_file(named) if named is not None else from_perl())
    table.update(compatibility())
    HERE.mkdir(exist_ok=True)
    target = HERE / "equivalents.tsv"
    lines = (f"{ord(char):X}\t{plain}\n" for char, plain in sorted(table.items()))
    target.write_text("".join(lines), encoding="utf-8")
    print(f"{len(table)} characters, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
