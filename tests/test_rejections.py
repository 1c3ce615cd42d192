"""Strings that were rejected for a rule stay away from every page under the file that names them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.batch.inputs import Input
from cleanup.batch.settings import configured
from cleanup.config import config_for
from cleanup.engine import analyse
from cleanup.layout import make_page
from cleanup.messages import KanwuError
from cleanup.page import Origin
from cleanup.rejections import FILE_NAME, Rejection, change_rejections, find_rejections, load_rejections

COMMA = Rejection("punctuation-width", ",")
REJECTIONS = st.frozensets(st.builds(Rejection, st.sampled_from(["quotes", "spacing"]), st.text(min_size=1, max_size=4)), max_size=4)


@given(REJECTIONS, REJECTIONS, REJECTIONS)
def test_what_is_put_in_is_there_and_what_is_taken_out_is_not(
    tmp_path_factory: pytest.TempPathFactory, first: frozenset[Rejection], add: frozenset[Rejection], drop: frozenset[Rejection]
) -> None:
    path = tmp_path_factory.mktemp("r") / FILE_NAME
    assert change_rejections(path, first, ()) == bool(first)
    assert change_rejections(path, add, drop) == ((first - drop) | add != first)
    left = (first - drop) | add
    assert path.exists() == bool(left)
    if left:
        assert load_rejections(path) == left
        assert path.read_bytes().splitlines() == sorted(set(path.read_bytes().splitlines()))


@pytest.mark.parametrize(
    "line", [b"no", b"[]", b'{"rule": "quotes"}', b'{"rule": "quotes", "text": ""}', b'{"rule": 1, "text": "a"}', b"\xff", b"[" * 9000]
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b'{"rule": "quotes", "text": "a"}\n' + line + b"\n")
    with pytest.raises(KanwuError) as caught:
        load_rejections(path)
    assert caught.value.message.key == "rejections.line"
    assert "2" in caught.value.message.text("en")
    with pytest.raises(KanwuError):
        change_rejections(path, [COMMA], ())
    assert path.read_bytes().startswith(b'{"rule": "quotes"')


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(KanwuError):
        change_rejections(tmp_path / FILE_NAME, [COMMA], ())
    assert find_rejections(tmp_path) is None


def test_rejected_strings_are_flagged_on_no_page_below(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    change_rejections(tmp_path / FILE_NAME, [COMMA], ())
    text = "渡口昨日重开,头班船载着乘客过河;船工说好。"
    page = make_page("1.txt", text, Origin(str(inner / "1.txt"), "utf-8", False, "\n", text.encode()))

    def flagged() -> list[str]:
        found = analyse(page, config_for(inner / "1.txt")).findings
        return [text[s.start : s.end] for f in found if f.rule == "punctuation-width" for s in f.spans]

    assert flagged() == [";"]
    change_rejections(tmp_path / FILE_NAME, (), [COMMA])
    assert flagged() == [",", ";"]


def test_folders_under_other_rejections_have_other_configurations(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text("字", encoding="utf-8")
    change_rejections(tmp_path / "b" / FILE_NAME, [COMMA], ())
    inputs = [Input(tmp_path / name / "1.txt", Path(name) / "1.txt", 3) for name in ("a", "b", "c")]
    made = configured(inputs)
    assert made.of == (0, 1, 0)
    assert made.configs[1].rejected == {COMMA}
