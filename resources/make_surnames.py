"""Counts the people of a newspaper by their surnames: `python resources/make_surnames.py`.

The newspaper is that of `seeds/registry_text.py`, whose words are tagged: a surname and a given name, both as names of people. People are
told by their whole names, so that one who is often in the news counts once. What the rules are fitted and measured on is left out.
"""

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cleanup.layout.names import COMPOUND_SURNAMES, SURNAMES  # noqa: E402
from seeds.registry_text import PARTS, newspaper_path  # noqa: E402

TABLE = ROOT / "resources" / "name-variant" / "surnames.json"
_PERSON = "nr"


def people() -> set[tuple[str, str]]:
    """Surname and given name of everybody who is named in the newspaper before the parts that rules are fitted and measured on."""
    lines = newspaper_path().read_text(encoding="utf-8").splitlines()
    found: set[tuple[str, str]] = set()
    for line in lines[: int(len(lines) * PARTS["fit"][0])]:
        words = [word.rsplit("/", 1) for word in line.split()]
        tagged = [(word[0].lstrip("["), word[1].split("]")[0]) for word in words if len(word) == 2]
        for (surname, tag), (given, other) in pairwise(tagged):
            if tag == other == _PERSON and (surname in SURNAMES or surname in COMPOUND_SURNAMES):
                found.add((surname, given))
    return found


def main() -> None:
    """Write the table."""
    bearers = Counter(surname for surname, _ in people())
    rows = sorted(bearers.items(), key=lambda row: (-row[1], row[0]))
    TABLE.write_text(json.dumps(dict(rows), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(bearers)} surnames of {sum(bearers.values())} people")


if __name__ == "__main__":
    main()
