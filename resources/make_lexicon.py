"""Makes `lexicon/words.marisa`, `lexicon/words.freq` and `lexicon/bounds.json` from the dictionary that jieba ships.

    python resources/make_lexicon.py

`words.marisa` is a marisa trie of the words; `words.freq` holds little-endian unsigned 32-bit numbers: the total of all
frequencies, then the frequency of each word by its key id in the trie. `bounds.json` says of each character how bound it is: how rarely
it stands as a word of its own where it could also be part of a longer one.
"""

import json
import math
import sys
from array import array
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import marisa_trie

HERE = Path(__file__).resolve().parent / "lexicon"


def read_dictionary(path: Path) -> tuple[dict[str, int], int]:
    """Words with their frequencies, and the total over all lines, doubled words counted twice as jieba does."""
    words: dict[str, int] = {}
    total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count = line.split(" ")[:2]
        words[word] = int(count)
        total += int(count)
    return words, total


def read_bounds(words: dict[str, int]) -> dict[str, str]:
    """How bound each character is to what follows (`end`) and to what goes before (`start`), as letters: A for none, then steps.

    A step is a quarter of a natural logarithm of how rarely the character, not being at the end (start) of a longer word, is a word alone.
    """
    inner_end: Counter[str] = Counter()
    inner_start: Counter[str] = Counter()
    for word, count in words.items():
        for char in word[:-1]:
            inner_end[char] += count
        for char in word[1:]:
            inner_start[char] += count
    chars = sorted({char for char in inner_end | inner_start if ord(char) > 0x2FFF})

    def letters(inner: Counter[str]) -> str:
        return "".join(chr(65 + min(25, round(4 * math.log((inner[c] + words.get(c, 0) + 2) / (words.get(c, 0) + 2))))) for c in chars)

    return {"chars": "".join(chars), "end": letters(inner_end), "start": letters(inner_start)}


def main() -> None:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        sys.exit("jieba is not installed: pip install jieba")
    words, total = read_dictionary(Path(spec.origin).parent / "dict.txt")
    trie = marisa_trie.Trie(sorted(words))
    numbers = array("I", bytes(4 * (len(words) + 1)))
    numbers[0] = total
    for word, count in words.items():
        numbers[1 + trie[word]] = count
    if sys.byteorder == "big":
        numbers.byteswap()
    HERE.mkdir(exist_ok=True)
    trie.save(str(HERE / "words.marisa"))
    (HERE / "words.freq").write_bytes(numbers.tobytes())
    (HERE / "bounds.json").write_text(json.dumps(read_bounds(words), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(words)} words, total frequency {total}")


if __name__ == "__main__":
    main()
