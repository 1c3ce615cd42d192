"""Patches: written and read back byte for byte, refused where they are of another text, and never half written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanup.edits import Edit, Follow, Replace
from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.page import Kind, Line, Origin, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.patchfile import (
    Bookmark,
    LineKind,
    Note,
    PageHead,
    PageRecords,
    PageStatus,
    Patch,
    Status,
    anchors_of,
    check_source,
    load,
    patch_path,
    review_of,
    save,
    source_name,
)
from cleanup.review import Review
from tests.patches import NAME, lines_of, refusal, sample, written
from tests.reviews import WHEN, finding, reviewed
from tests.test_render import page_of

# The form of the file.


def test_the_file_as_it_is_written_down(tmp_path: Path) -> None:
    header, *decisions = lines_of(written(tmp_path))
    page = sample().page
    text = page.text
    assert header == {
        "kanwu": "header",
        "format": 1,
        "source": "page.txt",
        "page": {
            "id": "page.txt",
            "encoding": "utf-8",
            "bom": False,
            "newline": "\n",
            "paragraphs": "blank-line/1",
            "sha256_bytes": page.bytes_hash,
            "sha256_text": page.text_hash,
            "bytes": len(page.text.encode()),
            "length": len(page.text),
        },
    }
    assert [d["id"] for d in decisions] == ["join", "shape", "hand", "stray", "comma"]
    assert decisions[0]["edits"] == [
        {
            "edit": "follow",
            "tail": [0, 3],
            "head": [11, 20],
            "separator": "join",
            "context": [["", text], ["防孔工", text[3:]], [text[:11], text[11:]], [text, ""]],
            "places": [[1, 1], [1, 1], [1, 1], [1, 1]],
        }
    ]
    assert decisions[1]["withdrawn"] is True
    assert decisions[2] == {
        "kanwu": "decision",
        "id": "hand",
        "verdict": "edited",
        "spans": [[13, 16]],
        "edits": [
            {
                "edit": "replace",
                "start": 13,
                "end": 16,
                "before": "and",
                "after": "与",
                "context": ["防孔工\n\n水情快报\n\n作要", "实,再报"],
                "places": [[1, 1], [1, 1]],
            }
        ],
        "supersedes": ["stray"],
        "over": [["stray", 0]],
        "derived_from": ["stray"],
        "who": "乙",
        "when": "2026-03-01T09:00:00.5Z",
    }
    assert decisions[4]["scope"] == "string"
    assert decisions[4]["string"] == sample().page.text[decisions[4]["spans"][0][0]]  # type: ignore[index]


def test_a_line_separator_in_a_string_ends_no_line(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert "\u2028" in path.read_text(encoding="utf-8")
    assert len(lines_of(path)) == 6
    assert load(path).pages["page.txt"].decisions[3].note == "“引”\u2028"


def test_no_time_and_no_count_in_the_header(tmp_path: Path) -> None:
    review = sample()
    one = written(tmp_path, review)
    first = one.read_bytes().split(b"\n")[0]
    save(one, load(one).with_review(review.withdraw("join", with_derived=True)))
    assert one.read_bytes().split(b"\n")[0] == first


def test_the_same_decisions_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    review = sample()
    first = written(tmp_path / "one", review).read_bytes()
    second = written(tmp_path / "two", replace(review, decisions=review.decisions[::-1])).read_bytes()
    assert first == second
    path = tmp_path / "one" / NAME
    save(path, load(path))
    assert path.read_bytes() == first


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(reviewed(), st.sampled_from(["utf-8", "gb18030", "utf-16-le"]), st.booleans())
def test_a_patch_read_back_is_the_same(tmp_path: Path, review: Review, codec: str, bom: bool) -> None:
    origin = Origin("page.txt", codec, bom, review.page.origin.newline, review.page.text.encode(codec))
    review = replace(review, page=replace(review.page, origin=origin))
    path = tmp_path / NAME
    path.unlink(missing_ok=True)
    patch = save(path, Patch.new("page.txt", review.page).with_review(review), durable=False)
    again = load(path)
    assert again == patch
    assert set(again.pages["generated"].decisions) == set(review.decisions)
    opened = review_of(again, review.page, review.findings)
    assert opened.edits == review.edits
    assert opened.rendered.text == review.rendered.text
    assert [opened.state_of(f) for f in review.findings] == [review.state_of(f) for f in review.findings]
    before = path.read_bytes()
    save(path, again.with_review(opened), durable=False)
    assert path.read_bytes() == before
    for line in before.split(b"\n")[:-1]:
        json.loads(line)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    TEXTS,
    TEXTS,
    st.dictionaries(TEXTS.map("x-{}".format), JSON, min_size=1, max_size=2),
    st.lists(st.dictionaries(TEXTS, JSON), max_size=2),
)
def test_unknown_records_and_fields_are_kept(
    tmp_path: Path, note: str, who: str, fields: dict[str, object], unknown: list[dict[str, object]]
) -> None:
    (tmp_path / NAME).unlink(missing_ok=True)
    path = written(tmp_path)
    header, first, *others = lines_of(path)
    first |= {**fields, "note": note, "who": who, "edits": [{**first["edits"][0], **fields}]}  # type: ignore[index]
    header |= {**fields, "page": {**header["page"], **fields}}  # type: ignore[dict-item]
    strange = [{"kanwu": f"kind-{n}", **{f"x-{k}": v for k, v in more.items()}} for n, more in enumerate(unknown)]
    path.write_bytes(
        b"".join(json.dumps(r, ensure_ascii=n % 2 == 0).encode() + b"\n" for n, r in enumerate([header, *strange, first, *others]))
    )
    patch = load(path)
    review = review_of(patch, sample().page).withdraw("comma")
    save(path, patch.with_review(review), durable=False)
    kept = lines_of(path)
    assert kept[0] == header
    assert kept[1] == first
    assert kept[-len(strange) :] == strange or not strange
    again = path.read_bytes()
    save(path, load(path), durable=False)
    assert path.read_bytes() == again


def test_a_page_is_in_work_as_soon_as_something_is_decided_unless_somebody_said_more() -> None:
    records = PageRecords(PageHead.of(sample().page))
    assert records.page_status is PageStatus.NEW
    withdrawn = replace(sample().decisions[0], withdrawn=True)
    assert replace(records, decisions=(withdrawn,)).page_status is PageStatus.NEW
    assert replace(records, decisions=sample().decisions).page_status is PageStatus.IN_WORK
    assert replace(records, notes=(Note("n", "原报如此"),)).page_status is PageStatus.IN_WORK
    said = replace(records, decisions=sample().decisions, status=Status(PageStatus.PROBLEM))
    assert said.page_status is PageStatus.PROBLEM


def test_notes_bookmarks_kinds_and_status_are_records_of_the_same_file(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    records = PageRecords(
        PageHead.of(review.page),
        status=Status(PageStatus.IN_WORK, "甲", WHEN),
        notes=(Note("n1", "原报如此", Span(1, 2), "甲", WHEN),),
        bookmarks=(Bookmark("b1", 5, "此处再看", "甲", WHEN, withdrawn=True),),
        kinds=(LineKind(Span(5, 9), Kind.HEADLINE, "甲", WHEN),),
    )
    patch = Patch.new("page.txt", review.page).with_records(records).with_review(review)
    save(path, patch)
    again = load(path).pages["page.txt"]
    assert (again.status, again.notes, again.bookmarks, again.kinds) == (records.status, records.notes, records.bookmarks, records.kinds)
    assert [line["kanwu"] for line in lines_of(path)] == ["header", *["decision"] * 5, "kind", "note", "bookmark", "status"]
    page = replace(review.page, lines=(Line(0, 3), Line(5, 9), Line(11, 20)))
    assert [line.kind for line in review_of(load(path), page).page.lines] == [Kind.BODY, Kind.HEADLINE, Kind.BODY]


def test_a_decision_undone_is_kept_as_withdrawn(tmp_path: Path) -> None:
    path = written(tmp_path)
    review = sample()
    earlier = replace(review, decisions=review.decisions[:1])
    save(path, load(path).with_review(earlier))
    again = {d.id: d for d in load(path).pages["page.txt"].decisions}
    assert len(again) == len(review.decisions)
    assert [name for name, d in again.items() if not d.withdrawn] == ["join"]
    assert review_of(load(path), review.page).rendered.text == earlier.rendered.text


# Anchors.


def test_look_alike_places_are_numbered() -> None:
    text = "甲" * 40 + "乙,丙" + "丁" * 40 + "\n" + "甲" * 40 + "乙,丙" + "丁" * 40
    first, second = text.index(","), text.rindex(",")
    edits: list[Edit] = [Replace(first, first + 1, ",", "，"), Replace(second, second + 1, ",", "，"), Replace(second, second, "", "、")]
    anchors = anchors_of(text, edits)
    assert anchors[edits[0]].context == (("甲" * 31 + "乙", "丙" + "丁" * 31),)
    assert anchors[edits[0]].places == ((1, 2), (1, 2))
    assert anchors[edits[1]].places == ((2, 2), (2, 2))
    assert anchors[edits[2]].places == ((2, 2),)


@given(st.text("甲乙\n𠀀", max_size=90), st.data())
def test_an_anchor_finds_its_place_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = Replace(start, end, text[start:end], "新")
    [anchor] = anchors_of(text, [edit]).values()
    before, after = anchor.context[0]
    k, n = anchor.places[0]
    inside = (text[start:end] + after)[:32]
    found = [at for at in range(len(text) + 1) if text.startswith(before + inside, at - len(before)) and at >= len(before)]
    assert len(found) == n
    assert found[k - 1] == start


def test_many_edges_are_numbered_as_few_are() -> None:
    text = "".join(chr(0x4E00 + (n * n) % 977) for n in range(9000)) + "x" * 300
    edits = [Replace(n, n + 1, text[n], "，") for n in range(0, len(text), 3)]
    many = anchors_of(text, edits)
    assert all(many[edit] == anchors_of(text, [edit])[edit] for edit in edits[::97])
    assert many[edits[-20]].places[0][1] > 100


# Of which page, and of which text.


def test_a_changed_source_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    page = sample().page
    patch = load(path)
    check_source(patch, page)
    for changed, key in (
        (replace(page, text=page.text + "。"), "patch.source-changed"),
        (replace(page, text=page.text.replace("快", "怏")), "patch.source-changed"),
        (replace(page, text=page.text + "。", origin=Origin(encoding="gb18030")), "patch.other-encoding"),
        (replace(page, id="other.txt"), "patch.other-page"),
    ):
        with pytest.raises(KanwuError) as refused:
            review_of(patch, changed)
        assert refused.value.message.key == key
        assert str(path) in str(refused.value)
    assert path.read_bytes() == before


def test_the_same_text_in_another_encoding_passes(tmp_path: Path) -> None:
    review = sample()
    page = review.page
    path = written(tmp_path)
    again = replace(page, origin=Origin("page.txt", "gb18030", False, "\n", page.text.encode("gb18030")))
    assert review_of(load(path), again).rendered.text == review.rendered.text
    save(path, load(path).with_review(replace(review, page=again)))
    assert load(path).pages["page.txt"].head.encoding == "gb18030"


def test_the_patch_keeps_the_paragraph_rule_its_decisions_were_made_under(tmp_path: Path) -> None:
    review = sample()
    path = written(tmp_path)
    opened = review_of(load(path), replace(review.page, rule=ParagraphRule.LINE, origin=Origin(newline="\r\n")))
    assert opened.page.rule is ParagraphRule.BLANK_LINE
    assert opened.page.origin.newline == "\n"
    assert opened.rendered.text == review.rendered.text


def test_a_patch_belongs_to_the_source_it_is_named_after(tmp_path: Path) -> None:
    path = written(tmp_path)
    other = path.with_name("other.txt.kanwu.jsonl")
    other.write_bytes(path.read_bytes())
    assert refusal(other) == "patch.other-source"
    with pytest.raises(KanwuError) as refused:
        save(tmp_path / "third.txt.kanwu.jsonl", load(path))
    assert refused.value.message.key == "patch.other-source"


@pytest.mark.parametrize(
    ("source", "patches", "root", "expected"),
    [
        ("a/page.txt", None, None, "a/page.txt.kanwu.jsonl"),
        ("/x/a/page.txt", None, None, "/x/a/page.txt.kanwu.jsonl"),
        ("a/page.txt", "p", None, "p/a/page.txt.kanwu.jsonl"),
        ("a/b/page.txt", "p", "a", "p/b/page.txt.kanwu.jsonl"),
        ("/x/a/page.txt", "p", "/x", "p/a/page.txt.kanwu.jsonl"),
        ("/x/a/page.txt", "p", None, "p/page.txt.kanwu.jsonl"),
        ("../a/page.txt", "p", None, "p/page.txt.kanwu.jsonl"),
        ("page", "p", None, "p/page.kanwu.jsonl"),
    ],
)
def test_where_a_patch_lies(source: str, patches: str | None, root: str | None, expected: str) -> None:
    path = patch_path(Path(source), Path(patches) if patches else None, root=Path(root) if root else None)
    assert path == Path(expected)
    assert source_name(path) == Path(source).name


@pytest.mark.parametrize("name", ["page.txt", ".kanwu.jsonl", "page.jsonl"])
def test_a_file_that_is_not_named_like_a_patch_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{}")
    assert refusal(tmp_path / name) == "patch.name"


# What a page's patch may say that another reading of the file must not break.


def test_all_kinds_of_edit_survive(tmp_path: Path) -> None:
    page = replace(page_of("\ufeff甲𠀀\r\n\r\n乙\u2028“丙”\n\n丁"), id="page.txt")
    edits: list[Edit] = [
        Follow(None, Span(*page.paragraphs.spans[2])),
        Follow(Span(*page.paragraphs.spans[1]), None),
        Replace(2, 3, "𠀀", "𠀁\u2029\"'\\"),
        Replace(8, 8, "", "\n"),
    ]
    found: list[Finding] = [finding(page, (edit,), rule=f"rule-{n}") for n, edit in enumerate(edits)]
    review = Review(page, tuple(found)).accept_many([f.id for f in found], who="batch", when="", batch=True)
    path = written(tmp_path, review)
    assert review_of(load(path), page).edits == review.edits
    assert set(review.edits) == set(edits)
