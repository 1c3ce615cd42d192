"""Every hostile input gives a clear error or a result, and nothing is lost.

Slow for a reason: two hundred and more command lines run, some over megabytes, in a process whose memory is bounded.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.cases import cases

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def expected() -> dict[str, int]:
    """The exit code that each case must end with, by its name."""
    with (HERE / "expected.tsv").open(encoding="utf-8", newline="") as table:
        return {row["case"]: int(row["exit"]) for row in csv.DictReader(table, delimiter="\t")}


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What came of each case, by its name; one run for all of them."""
    out = tmp_path_factory.mktemp("hostile") / "results.jsonl"
    subprocess.run([sys.executable, "-m", "tests.hostile.runner", str(out)], cwd=ROOT, check=True, timeout=1200)
    return {record["case"]: record for record in map(json.loads, out.read_text(encoding="utf-8").splitlines())}


def test_there_are_at_least_two_hundred_cases_of_twenty_kinds() -> None:
    every = cases()
    kinds = {case.kind for case in every} | {case.name.split("/")[1] for case in every if case.kind == "patch"}
    assert len(every) >= 200
    assert len(kinds) >= 20
    assert {case.name for case in every} == set(expected())


@pytest.mark.slow
@pytest.mark.parametrize("name", [case.name for case in cases()])
def test_hostile_input(name: str, results: dict[str, dict[str, object]]) -> None:
    result = results[name]
    assert result["code"] == expected()[name], result["said"]
    assert not result["traceback"], result["said"]
    assert result["lost"] == []
    if result["code"] == 2:
        assert str(result["said"]).strip() or result["output"], "an error says what happened"
