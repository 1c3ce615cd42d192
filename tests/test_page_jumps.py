"""Jump lines: what they say, which text they cut, and what continues it on the page that they name."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from cleanup.finding import Finding
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES
from cleanup.page import Origin, Page
from cleanup.readers.neighbours import FolderPages
from cleanup.rules.analysis import Analysis
from cleanup.rules.consistency.name_pairs import Pair
from cleanup.rules.order import lost_text
from cleanup.rules.order.page_jumps import find_jumps
from tests.commands import kanwu

FRONT = (
    "# 澜江渡口换上新船\n\n本报讯（记者 宋听泉）澜江渡口的三条木船昨天全部退役，换成了钢壳的新船，船头装了雷达，船尾加了护栏。\n\n"
    "老艄公段守江在渡口摇了四十年的橹，手上的老茧比船板还厚。他把缆绳交给年轻的船员，又再三叮嘱他们，开船以前要仔细检查发动{jump}\n\n"
    "# 粮库清仓查库\n\n本报讯（记者 林疏影）全市二十三座粮库昨日起清仓查库，每一囤粮食都要过秤、测水分、查虫害。"
)
INSIDE = (
    "# 夜校开班\n\n本报讯（记者 夏听蝉）区职工夜校昨晚开班，首批学员六十人，学的是电工和烘焙。\n\n"
    "{jump}机和螺旋桨，夜里靠岸要把船灯点亮。段守江说，渡口的规矩就是不能让乘客多等，更不能让乘客涉险。\n\n"
    "# 校车换站牌\n\n本报讯（记者 邬嘉树）开学第一天，城南十二条校车线路换上了新站牌，字号放大了一倍。"
)


class Pages:
    """Neighbours that are at hand, and the numbers that were asked for."""

    names: Sequence[Pair] | None = None

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts
        self.asked: list[int] = []

    def page(self, number: int) -> tuple[str, Page] | None:
        self.asked.append(number)
        text = self._texts.get(number)
        return None if text is None else (f"{number:02}.txt", make_page(f"{number}", text, Origin()))


def found_in(text: str, pages: Pages | None = None) -> list[Finding]:
    page = make_page("page", text, Origin())
    return [f for f in lost_text.find(Analysis(page, neighbours=pages), {}) if f.message.key.split(".")[1].startswith(("jump", "linked"))]


@pytest.mark.parametrize(
    ("text", "onward", "number", "printed"),
    [
        ("浮（下转第三版）", True, 3, "第三版"),
        ("（上接第一版）木", False, 1, "第一版"),
        ("▶▶下转A12版", True, 12, "A12版"),
        ("(紧接第二十版)", True, 20, "第二十版"),
        ("上接头版", False, 1, "头版"),
        ("下转B02", True, 2, "B02"),
        ("下转第十二版", True, 12, "第十二版"),
    ],
)
def test_jump_lines(text: str, onward: bool, number: int, printed: str) -> None:
    (jump,) = find_jumps(text)
    assert (jump.onward, jump.number, jump.printed) == (onward, number, printed)


@pytest.mark.parametrize("text", ["情况好转第二天便出院", "下转移到平台", "上接下一个班次", "承上启下，转身离开第三版", "下转第一二三版"])
def test_what_is_no_jump_line(text: str) -> None:
    assert not list(find_jumps(text))


@pytest.mark.parametrize("jump", ["（下转第三版）", "\n\n（下转第三版）", "\n\n▶▶下转A03版"])
def test_the_page_is_named_where_it_is_not_at_hand(jump: str) -> None:
    for pages in (None, Pages({})):
        (finding,) = found_in(FRONT.format(jump=jump), pages)
        assert finding.message.key == "lost-text.jump-on"
        assert finding.message.params["own"] == "开船以前要仔细检查发动"[-10:]
        assert not finding.fixes


@pytest.mark.parametrize("back", ["（上接第一版）", "（上接第一版）\n\n", ""])
def test_a_text_is_linked_to_the_page_named(back: str) -> None:
    pages = Pages({3: INSIDE.format(jump=back)})
    (finding,) = found_in(FRONT.format(jump="（下转第三版）"), pages)
    assert pages.asked == [3]
    assert finding.message.key == "lost-text.linked-on"
    assert finding.message.params["file"] == "03.txt"
    assert str(finding.message.params["other"]).startswith("机和螺旋桨")
    for language in LANGUAGES:
        assert "03.txt" in finding.message.text(language)
        assert all(evidence.message.text(language) for evidence in finding.evidence)


def test_a_text_is_linked_back() -> None:
    (finding,) = found_in(INSIDE.format(jump="（上接第一版）"), Pages({1: FRONT.format(jump="（下转第三版）")}))
    assert finding.message.key == "lost-text.linked-back"
    assert str(finding.message.params["own"]).startswith("机和螺旋桨")
    assert finding.message.params["file"] == "01.txt"


def test_a_page_without_the_rest_is_not_linked() -> None:
    other = "# 夜校开班\n\n本报讯（记者 夏听蝉）区职工夜校昨晚开班，首批学员六十人，学的是电工和烘焙。"
    (finding,) = found_in(FRONT.format(jump="（下转第三版）"), Pages({3: other}))
    assert finding.message.key == "lost-text.jump-on"


def test_a_finished_text_is_not_cut() -> None:
    assert not found_in(FRONT.format(jump="机。\n\n（下转第三版）"))


@pytest.mark.parametrize(
    ("name", "number", "other"),
    [
        ("20240512_A02.txt", 3, "20240512_A03.txt"),
        ("2024051202.txt", 3, "2024051203.txt"),
        ("p9.md", 10, "p10.md"),
        ("3-2.txt", 4, "3-4.txt"),
        ("000_cafe12.txt", 3, "003_cafe12.txt"),
    ],
)
def test_the_file_of_a_page(tmp_path: Path, name: str, number: int, other: str) -> None:
    for one in (name, other):
        (tmp_path / one).write_text(f"{one}正文。", encoding="utf-8")
    found = FolderPages(tmp_path / name).page(number)
    assert found is not None
    assert (found[0], found[1].text) == (other, f"{other}正文。")
    assert FolderPages(tmp_path / name).page(number + 50) is None


def test_no_file_of_many_pages_and_none_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "02.jsonl").write_text('{"id": "a", "text": "甲"}\n', encoding="utf-8")
    (tmp_path / "03.txt").mkdir()
    assert FolderPages(tmp_path / "01.jsonl").page(2) is None
    assert FolderPages(tmp_path / "01.txt").page(3) is None


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_check_links_the_pages_of_a_folder(tmp_path: Path, jobs: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "01.txt").write_text(FRONT.format(jump="（下转第三版）"), encoding="utf-8")
    (tmp_path / "03.txt").write_text(INSIDE.format(jump="（上接第一版）"), encoding="utf-8")
    done = kanwu(capsysbinary, "check", tmp_path, "--rule", "lost-text", "--jobs", jobs)
    first, second = (line for line in done.out.decode("utf-8").splitlines() if "goes on" in line)
    assert "01.txt" in first
    assert "机和螺旋桨" in first
    assert "03.txt" in second
    assert "01.txt" in second.rpartition(" in ")[2]
