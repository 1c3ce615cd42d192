"""Names over a folder: what is found, what both commands make of it, that neither order nor number of processes matters."""

import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.batch.inputs import gather
from cleanup.batch.naming import gather_names
from cleanup.batch.pool import Pool
from cleanup.batch.settings import RuleBook, configured
from cleanup.engine import analyse
from cleanup.language.alikes import load_alikes
from cleanup.language.models import lexicon
from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.consistency import name_variant
from cleanup.rules.consistency.name_mentions import mentions
from cleanup.rules.consistency.name_pairs import FolderNames, Gathering, PageNames, Pair
from tests.commands import kanwu, write_pages

Capture = pytest.CaptureFixture[bytes]

FIRST = "水渠通水\n\n县长林远溪昨天到渡口检查。林远溪说，汛期以前要修好堤坝。\n\n本报记者 葛振邦\n"
SECOND = "堤坝加固\n\n昨天清早，县长林运溪又上了堤，看沙袋够不够。\n\n本报记者 葛振邦\n"
THIRD = "茶园开采\n\n县长林远溪在茶园说，清明以前要采完头茬。\n\n本报记者 葛据邦\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pages(tmp_path, {"pages/a.txt": FIRST, "pages/b.txt": SECOND, "pages/c.txt": THIRD}) / "pages"


def found_by_check(capture: Capture, *args: Path | str) -> list[tuple[str, int, str, list[str]]]:
    """File, line, message and evidence of the names that a check finds."""
    ran = kanwu(capture, "check", *args, "--rule", "name-variant", "--format", "jsonl")
    records = [json.loads(line) for line in ran.text.splitlines()]
    return [(Path(r["path"]).name, r["line"], r["message"], [e["message"] for e in r["evidence"]]) for r in records]


def pairs_of(pages: Sequence[PageNames]) -> list[Pair]:
    gathering = Gathering()
    for page in pages:
        gathering.add(page)
    return list(name_variant.folder_names(gathering))


class TestFolder:
    def test_a_page_is_told_of_the_others(self, capsysbinary: Capture, folder: Path) -> None:
        found = found_by_check(capsysbinary, folder)
        assert [each[:3] for each in found] == [
            ("b.txt", 3, "“林运溪” may be “林远溪”"),
            ("c.txt", 5, "“葛据邦” may be “葛振邦”"),
        ]
        assert found[0][3][:2] == ["“林远溪” (3): a.txt:3; c.txt:3", "“林运溪” (1): b.txt:3"]

    def test_a_page_by_itself_has_nothing_to_compare(self, capsysbinary: Capture, folder: Path) -> None:
        assert found_by_check(capsysbinary, folder / "b.txt") == []

    def test_another_folder_is_another_paper(self, capsysbinary: Capture, folder: Path) -> None:
        write_pages(folder.parent, {"other/d.txt": "县长林运溪说，渡船要年检。\n", "other/e.txt": "渡口昨天复航。\n"})
        found = found_by_check(capsysbinary, folder, folder.parent / "other")
        assert {each[0] for each in found} == {"b.txt", "c.txt"}

    def test_records_of_one_file_are_a_folder(self, capsysbinary: Capture, tmp_path: Path) -> None:
        lines = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in (("x", FIRST), ("y", SECOND), ("z", THIRD))]
        write_pages(tmp_path, {"pages.jsonl": "\n".join(lines) + "\n"})
        found = found_by_check(capsysbinary, tmp_path / "pages.jsonl")
        assert [each[2] for each in found] == ["“林运溪” may be “林远溪”", "“葛据邦” may be “葛振邦”"]
        assert found[0][3][1] == "“林运溪” (1): pages.jsonl#y:3"

    def test_names_are_not_gathered_where_nobody_asks(self, folder: Path) -> None:
        inputs = gather([folder])
        settings = configured(inputs)
        book = RuleBook(settings.configs, frozenset({"quotes"}))
        assert not gather_names(inputs, settings.of, book, None, Pool(1)).folders

    def test_cleaning_takes_what_it_is_told_to_ask_about(self, capsysbinary: Capture, folder: Path, tmp_path: Path) -> None:
        kanwu(capsysbinary, "clean", folder, "--out", tmp_path / "out", "--accept", "ask")
        assert "林远溪又上了堤" in (tmp_path / "out" / "b.txt").read_text(encoding="utf-8")
        assert "本报记者 葛振邦" in (tmp_path / "out" / "c.txt").read_text(encoding="utf-8")
        assert found_by_check(capsysbinary, tmp_path / "out") == []

    def test_a_name_of_two_who_are_told_apart_elsewhere_is_left_alone(self) -> None:
        page = make_page("b.txt", SECOND, Origin())
        elsewhere = "县长林远溪和副县长林运溪都上了堤。"
        names = pairs_of(
            [name_variant.page_names(text, name) for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("d.txt", elsewhere))]
        )
        assert not [pair for pair in names if pair.variant == "林运溪"]
        assert not analyse(page, rules=(name_variant.RULE,)).findings

    def test_a_wrapped_name_is_found_in_the_folder(self) -> None:
        wrapped = "昨天清早，记者在堤上看见，县长林\n远溪带着人，一袋一袋搬沙子，从早\n到晚没有停下来，晚上又去了渡口。"
        page = name_variant.page_names(wrapped, "w.txt")
        assert [where.line for where in page.seen["林远溪"].where] == [1]


class TestOrder:
    def test_neither_order_nor_processes_matter(self, folder: Path) -> None:
        inputs = gather([folder])
        settings = configured(inputs)
        book = RuleBook(settings.configs)
        alone = gather_names(inputs, settings.of, book, None, Pool(1)).of(folder)
        with Pool(2) as pool:
            shared = gather_names(inputs, settings.of, book, None, pool).of(folder)
        turned = gather_names(inputs[::-1], settings.of, book, None, Pool(1)).of(folder)
        assert alone is not None
        assert shared is not None
        assert turned is not None
        assert list(alone) == list(shared) == list(turned)
        assert len(alone) == 2

    def test_pages_in_any_order_give_the_same(self) -> None:
        pages = [
            name_variant.page_names(text, name) for name, text in (("a", FIRST), ("b", SECOND), ("c", THIRD), ("d", FIRST), ("e", FIRST))
        ]
        first = pairs_of(pages)
        for seed in range(5):
            assert pairs_of(Random(seed).sample(pages, len(pages))) == first

    def test_they_travel_to_other_processes(self) -> None:
        names = FolderNames(pairs_of([name_variant.page_names(text, name) for name, text in (("a", FIRST), ("b", SECOND))]))
        assert list(pickle.loads(pickle.dumps(names))) == list(names)
        assert [pair.variant for pair in names.on_page("b")] == ["林运溪"]
        assert names.on_page("a") == ()


class TestMentions:
    @given(st.text(alphabet="县长记者林远运溪葛振据邦、和说，。 \n村柳河", max_size=60))
    def test_every_mention_stands_where_it_says(self, text: str) -> None:
        found = mentions(text, lexicon(), load_alikes())
        assert [one.at for one in found] == sorted({one.at for one in found})
        for one in found:
            assert text[one.at : one.at + len(one.name)] == one.name
            assert not any(char.isspace() for char in one.name)

    def test_a_long_line_of_one_name_is_bounded(self) -> None:
        assert len(mentions("县长林远溪" * 20_000, lexicon(), load_alikes())) == 4_000

    def test_traditional_pages_are_read_too(self) -> None:
        text = "記者 林遠溪\n\n水渠通水。\n\n記者 林遠溪 攝"
        assert name_variant.page_names(text, "t").seen["林远溪"].times == 2
