"""Makes `characters/scripts.tsv`: the characters that only traditional text uses, and those that only simplified text uses.

    python resources/make_scripts.py

From OpenCC's tables of characters (Apache 2.0): a character is of one script alone where none of its forms in the other is the character
itself. What the standards of Taiwan or Hong Kong write too (床, 峰) is not simplified alone. Characters that mainland newspapers keep in
names, most of them allowed again by the List of Commonly Used Standard Chinese Characters of 2013, are not traditional alone.
"""

from pathlib import Path

from cleanup.language.script import opencc_table

HERE = Path(__file__).resolve().parent / "characters"
IN_NAMES = "昇喆堃淼犇邨氾龢陞甯鉅甦珮祕頫勣桠晳皙瞋蹚噘吒仝塚摺麴榘捱鎔夥檯彝颺逕谿飈"


def of_one_script(table: str) -> set[str]:
    """The characters of a table that may not stay as they are."""
    rows = ((written, forms) for written, forms in opencc_table(table) if len(written) == 1)
    return {written for written, forms in rows if written not in forms and all(len(form) == 1 for form in forms)}


def main() -> None:
    variants = {char for table in ("TWVariants", "HKVariants") for _, forms in opencc_table(table) for form in forms for char in form}
    traditional = of_one_script("TSCharacters") - set(IN_NAMES)
    simplified = of_one_script("STCharacters") - variants
    lines = (f"{name}\t{''.join(sorted(chars))}\n" for name, chars in (("traditional", traditional), ("simplified", simplified)))
    target = HERE / "scripts.tsv"
    target.write_text("".join(lines), encoding="utf-8")
    print(f"{len(traditional)} traditional, {len(simplified)} simplified, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
