"""Writes what was measured of the rules to where their help pages read it."""

import json
from collections.abc import Mapping

from cleanup.rules.measured import OnCleanText, OnDamage, file


def record(damage: Mapping[str, OnDamage], clean: Mapping[str, OnCleanText]) -> None:
    """Put figures in the place of those that were measured before; what was not measured now stays as it is."""
    path = file()
    records: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for key, figures in (("damage", damage), ("clean", clean)):
        for rule, figure in figures.items():
            records.setdefault(rule, {})[key] = figure._asdict()
    lines = [f'  "{rule}": {json.dumps(records[rule], sort_keys=True)}' for rule in sorted(records)]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
