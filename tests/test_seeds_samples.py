"""The committed sample pages are what the generator makes of the articles, and hold every kind of damage."""

import re
from pathlib import Path

import pytest

from seeds import compare
from seeds.damage import DAMAGE
from seeds.line_kinds import by_hand, kinds_table, read_labels
from seeds.measures import Sums, measure, rows
from seeds.recipe import MADE_TO_MEASURE
from seeds.restore import compact, restore
from seeds.samples import SAMPLES, counts_table, read_sample, sample_names, write_samples
from seeds.truth import read_truth

SEEDS = Path(__file__).parent.parent / "seeds"
NAMES = [sample.name for sample in SAMPLES]


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    assert [name for name, _ in write_samples(tmp_path)] == [f"{s.name}{s.suffix}" for s in SAMPLES]
    for folder in ("pages", "truth"):
        built = {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        committed = {path.name: path.read_bytes() for path in (SEEDS / folder).iterdir()}
        assert sorted(built) == sorted(committed)
        differing = [name for name in built if built[name] != committed[name]]
        assert not differing, "rebuild with python -m seeds.damage --samples"


def test_pages_hold_nothing_but_pages() -> None:
    names = sorted(path.name for path in (SEEDS / "pages").iterdir())
    assert len(names) >= 10
    assert all(re.fullmatch(r"\d\d_[a-z_0-9]+\.(txt|md)", name) for name in names)


@pytest.mark.parametrize("name", NAMES)
def test_truth_of_a_sample_gives_back_its_true_text(name: str) -> None:
    text, record = read_sample(SEEDS, name)
    assert 3000 <= len(text) <= 8000
    truth = read_truth(SEEDS / "truth" / f"{name}.truth.json")
    true_text = (SEEDS / "truth" / f"{name}.truth.txt").read_text(encoding="utf-8")
    assert compact(restore(text, truth)) == compact(true_text)
    assert truth.counts == record["counts"]
    for duplicate in record["duplicates"]:
        assert text.find(duplicate["first"]) == duplicate["first_span"][0]
        assert text.rfind(duplicate["second"]) == duplicate["second_span"][0]


def test_every_kind_of_damage_is_on_a_page() -> None:
    recipes = [sample.recipe for sample in SAMPLES]
    assert [kind for kind in DAMAGE if not any(recipe.strength(kind) for recipe in recipes) and kind not in MADE_TO_MEASURE] == []
    seen = {kind for name in NAMES for kind in read_sample(SEEDS, name)[1]["counts"]}
    joins = {f"join {kind}" for kind in ("next", "chain", "over", "earlier", "interleaved", "row-merged")}
    letters = {"half-width", "straight-quotes", "quote-lost", "stray", "other-script", "look-alike", "name-variant", "mixed-script"}
    others = {"exact", "near", "partial", "loop", "lost", "glued-byline", "glued-headline", "fused", "furniture", "moved", "line-wrap"}
    assert joins | letters | others | {"spaces", "doubled", "other-reading"} <= seen


def test_first_page_begins_with_a_doubtful_join_and_one_page_is_clean() -> None:
    truth = read_truth(SEEDS / "truth" / "01_blocks.truth.json")
    assert [join.kind for join in truth.joins if join.tail[1] < 600].count("over") == 1
    assert read_truth(SEEDS / "truth" / "16_clean.truth.json").damage == ()


def test_encodings_of_the_samples() -> None:
    encodings = {read_sample(SEEDS, name)[1]["encoding"] for name in NAMES}
    assert {"utf-8", "gb18030", "cp950", "big5hkscs"} <= encodings
    assert "\r\n" in read_sample(SEEDS, "12_notices")[0]


def test_kinds_table_is_up_to_date_and_points_to_its_lines() -> None:
    assert (SEEDS / "kinds.tsv").read_text(encoding="utf-8") == kinds_table(SEEDS)
    texts = {record["file"]: text for text, record in (read_sample(SEEDS, name) for name in NAMES)}
    labels = read_labels(SEEDS)
    assert {label.page for label in labels} == set(texts)
    for label in labels:
        assert texts[label.page][label.start : label.end].replace("\r", "").startswith(label.first)
        assert label.kind in ("body", "headline", "byline", "caption", "furniture")
    for correction in by_hand(SEEDS):
        line = next(label for label in labels if label.page == correction.page and correction.begins.startswith(label.first))
        assert line.kind == correction.kind


def test_readme_shows_the_counts_and_kinds() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    shown = readme.split("<!-- counts -->")[1].split("<!-- /counts -->")[0].strip()
    assert shown == counts_table(SEEDS), "put the output of python -m seeds.samples between the marks"
    kinds = readme.split("<!-- kinds -->")[1].split("<!-- /kinds -->")[0]
    assert [f"| `{kind}` | {words} |" for kind, words in DAMAGE.items()] == [
        line for line in kinds.strip().splitlines() if line.startswith("| `")
    ]


def test_sample_names_are_those_of_the_files() -> None:
    assert sample_names(SEEDS) == sorted(NAMES)


def test_measures_find_what_the_gold_says() -> None:
    text = '头条新闻\n\n今天早晨江上起了大雾，渡船停在对岸\n\n不能过来，等船的人排到了街口。\n\n他说:"再等等"吧 and 走了。\n'
    gold = {
        "joins": [["渡船停在对岸", "不能过来，等"], ["等船的人排到了街口。", "头条新闻"]],
        "splits": [],
        "stray": [["and", "吧", "走"]],
        "duplicates": [],
    }
    sums = Sums()
    measure(sums, text, gold, lambda tail, head: True)
    assert sums.counts["join next"] == sums.counts["join earlier"] == 1
    assert sums.counts["cut in a word"] == 1
    assert sums.counts["half-width mark"] == 1
    assert sums.counts["straight quote"] == 2
    assert sums.lengths["tail piece"][0] == len("今天早晨江上起了大雾，渡船停在对岸")
    assert rows(sums)["stray tokens, in 1,000"] != "0.00"


def test_comparison_says_why_there_are_no_real_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main(["--pages", str(tmp_path / "none"), "--count", "1"]) == 0
    printed = capsys.readouterr().out
    assert "| joins, in 1,000 |" in printed
    assert "Not compared with real pages 000, 001, 003" in printed
    assert "is no folder" in printed


def test_comparison_reads_pages_with_gold_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, _ = read_sample(SEEDS, "01_blocks")
    (tmp_path / "000_x.txt").write_text(text, encoding="utf-8")
    (tmp_path / "000.gold.json").write_bytes((SEEDS / "truth" / "01_blocks.truth.json").read_bytes())
    assert compare.main(["--pages", str(tmp_path), "--count", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[0].startswith("|  | 000 | blocks |")
    assert "has no NNN_*.txt with NNN.gold.json for 001, 003" in printed
