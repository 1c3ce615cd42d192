"""The journal: what was acknowledged is there afterwards, whoever was killed and whenever."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patchfile import Journal, Note, PageStatus, Patch, Status, exists, is_open_elsewhere, journal_path, load, review_of, save
from cleanup.review import Decision, Review, Verdict
from tests.patches import NAME, sample
from tests.reviews import BY, finding, reviewed
from tests.test_render import page_of

DAY = "day.jsonl.kanwu.jsonl"


def page_named(text: str, id: str = "page.txt") -> Page:
    return replace(page_of(text), id=id)


def postponed(id: str) -> Decision:
    return Decision(id, Verdict.POSTPONED, finding="f" + id, rule="rule-a")


def keys(journal: Journal) -> list[str]:
    return [report.key for report in journal.reports]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_appended_is_there_before_it_is_folded(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    journal = Journal(path, review.page)
    assert not exists(path)
    for decision in review.decisions:
        journal.append(decision)
    assert names_in(tmp_path) == ["page.txt.kanwu.journal", "page.txt.kanwu.lock"]
    journal.fsync()
    assert review_of(load(path), review.page).rendered.text == review.rendered.text
    assert journal.review(review.findings).edits == review.edits
    journal.fold()
    assert names_in(tmp_path) == [NAME, "page.txt.kanwu.lock"]
    journal.append(replace(review.decisions[0], withdrawn=True))
    assert review_of(load(path), review.page).decision(review.decisions[0].id).withdrawn
    assert is_open_elsewhere(path)
    journal.close()
    assert names_in(tmp_path) == [NAME]
    assert not is_open_elsewhere(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(reviewed(), st.data())
def test_a_journal_folded_is_the_patch_that_saving_gives(tmp_path: Path, review: Review, data: st.DataObject) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    path = tmp_path / "generated.kanwu.jsonl"
    with Journal(path, review.page, durable=False) as journal:
        for decision in data.draw(st.permutations(review.decisions)):
            journal.append(replace(decision, withdrawn=not decision.withdrawn))
            journal.append(decision)
            if data.draw(st.booleans()):
                journal.fold()
        assert journal.review().edits == review.edits
    if not review.decisions:
        assert names_in(tmp_path) == []
        return
    folded = path.read_bytes()
    path.unlink()
    save(path, Patch.new("generated", review.page).with_review(review), durable=False)
    assert path.read_bytes() == folded


def test_changes_and_undo_are_told_to_the_journal(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    with Journal(path, review.page) as journal:
        journal.append(*review.changes(Review(review.page)))
        undone = replace(review, decisions=review.decisions[:2])
        journal.append(*undone.changes(review))
        assert journal.review().rendered.text == undone.rendered.text
        journal.append(*review.changes(undone))
    assert review_of(load(path), review.page).rendered.text == review.rendered.text


def test_notes_and_status_go_through_the_journal(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    with Journal(path, review.page) as journal:
        journal.append(Note("n", "原报如此"), Status(PageStatus.IN_WORK))
        journal.append(Status(PageStatus.PROOFREAD, **BY))
        assert journal.records().status == Status(PageStatus.PROOFREAD, **BY)
    records = load(path).pages["page.txt"]
    assert (records.notes, records.status) == ((Note("n", "原报如此"),), Status(PageStatus.PROOFREAD, **BY))


def test_a_journal_is_replayed_on_the_patch_and_goes_when_it_is_saved(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    with Journal(path, review.page) as journal:
        journal.append(*review.decisions)
    journal = Journal(path, review.page)
    journal.append(replace(review.decision("join"), withdrawn=True), postponed("later"))
    patch = load(path)
    decisions = {d.id: d for d in patch.pages["page.txt"].decisions}
    assert decisions["join"].withdrawn
    assert decisions["later"].verdict is Verdict.POSTPONED
    with pytest.raises(KanwuError) as refused:
        save(path, patch)
    assert refused.value.message.key == "patch.open-elsewhere"
    journal._lock.release()  # as a killed process leaves it
    save(path, patch)
    assert names_in(tmp_path) == [NAME]
    assert load(path).pages["page.txt"].decisions == patch.pages["page.txt"].decisions


def test_saving_an_old_reading_over_a_longer_journal_is_refused(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    journal = Journal(path, review.page)
    journal.append(*review.decisions)
    patch = load(path)
    journal.append(postponed("later"))
    journal._lock.release()
    with pytest.raises(KanwuError) as refused:
        save(path, patch)
    assert refused.value.message.key == "patch.changed-meanwhile"
    assert "later" in {d.id for d in load(path).pages["page.txt"].decisions}


@pytest.mark.parametrize("cut", [1, 2, 40, 200])
def test_a_torn_last_line_is_dropped_and_reported(tmp_path: Path, cut: int) -> None:
    review = sample()
    path = tmp_path / NAME
    journal = Journal(path, review.page)
    journal.append(*review.decisions)
    journal._lock.release()
    file = journal_path(path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-cut])
    patch = load(path)
    assert [report.key for report in patch.reports] == ["journal.torn"]
    last = max(json.loads(line)["id"] for line in whole.split(b"\n")[-2:-1])
    assert {d.id for d in patch.pages["page.txt"].decisions} == {d.id for d in review.decisions} - {last}
    assert all(report.text(language) for report in patch.reports for language in ("en", "zh_CN", "zh_TW"))
    again = Journal(path, review.page)
    assert keys(again) == ["journal.torn"]
    again.append(postponed("after"))
    again.close()
    ids = {d.id for d in load(path).pages["page.txt"].decisions}
    assert ids == {d.id for d in review.decisions} - {last} | {"after"}


def test_a_journal_torn_in_its_header_is_no_journal(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    journal_path(path).write_bytes(b'{"kanwu":"jour')
    assert not exists(path)
    with pytest.raises(KanwuError):
        load(path)
    with Journal(path, review.page) as journal:
        assert keys(journal) == ["journal.torn"]
        journal.append(postponed("a"))
    assert [d.id for d in load(path).pages["page.txt"].decisions] == ["a"]


def test_a_tail_of_zeros_after_a_loss_of_power_is_a_torn_line(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    journal = Journal(path, review.page)
    journal.append(postponed("a"))
    journal._lock.release()
    with journal_path(path).open("ab") as file:
        file.write(bytes(4096))
    assert [d.id for d in load(path).pages["page.txt"].decisions] == ["a"]


def test_a_bad_line_in_the_middle_is_an_error_and_nothing_is_touched(tmp_path: Path) -> None:
    review = sample()
    path = tmp_path / NAME
    journal = Journal(path, review.page)
    journal.append(postponed("a"), postponed("b"))
    journal._lock.release()
    file = journal_path(path)
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([lines[0], lines[1][:-9], *lines[2:]]))
    before = file.read_bytes()
    for attempt in (lambda: load(path), lambda: Journal(path, review.page)):
        with pytest.raises(KanwuError) as refused:
            attempt()
        assert refused.value.message.key == "patch.not-json"
        assert refused.value.message.params["line"] == 2
    assert file.read_bytes() == before
    assert not is_open_elsewhere(path)


def test_a_journal_of_another_text_is_set_aside_and_kept(tmp_path: Path) -> None:
    page, changed = page_named("旧文,旧"), page_named("新文,新")
    path = tmp_path / NAME
    journal = Journal(path, page)
    journal.append(postponed("old"))
    journal._lock.release()
    old = journal_path(path).read_bytes()
    # Read alone it is refused with the source, as a patch would be.
    with pytest.raises(KanwuError) as refused:
        review_of(load(path), changed)
    assert refused.value.message.key == "patch.source-changed"
    for number in (1, 2):
        with Journal(path, changed) as journal:
            assert keys(journal) == ["journal.set-aside"]
            assert journal.reports[0].params["aside"] == f"{journal_path(path)}.{number}"
            assert journal.review().decisions == ()
        aside = tmp_path / f"page.txt.kanwu.journal.{number}"
        assert aside.read_bytes() == old
        journal_path(path).write_bytes(old)
    journal_path(path).unlink()
    assert names_in(tmp_path) == ["page.txt.kanwu.journal.1", "page.txt.kanwu.journal.2"]


def test_a_journal_of_another_text_than_the_patch_is_left_out_and_kept(tmp_path: Path) -> None:
    page, other = page_named("此文,此"), page_named("他文,他")
    path = tmp_path / NAME
    journal = Journal(path, other)
    journal.append(postponed("other"))
    journal._lock.release()
    journal_path(path).rename(tmp_path / "kept")
    with Journal(path, page) as journal:
        journal.append(postponed("mine"))
    (tmp_path / "kept").rename(journal_path(path))
    patch = load(path)
    assert [report.key for report in patch.reports] == ["journal.other-text"]
    assert [d.id for d in patch.pages["page.txt"].decisions] == ["mine"]
    save(path, patch)
    assert names_in(tmp_path) == ["page.txt.kanwu.journal.1", NAME]


def test_a_changed_source_is_refused_and_the_journal_left_alone(tmp_path: Path) -> None:
    page = page_named("此文,此")
    path = tmp_path / NAME
    with Journal(path, page) as journal:
        journal.append(postponed("a"))
    journal = Journal(path, page)
    journal.append(postponed("b"))
    journal._lock.release()
    before = {name: (tmp_path / name).read_bytes() for name in (NAME, "page.txt.kanwu.journal")}
    for wrong, key in ((page_named("此文，改"), "patch.source-changed"), (page_named("此文,此", "b.txt"), "patch.other-page")):
        with pytest.raises(KanwuError) as refused:
            Journal(path, wrong)
        assert refused.value.message.key == key
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert not is_open_elsewhere(path)


def test_a_second_window_is_told(tmp_path: Path) -> None:
    path = tmp_path / NAME
    page = sample().page
    with Journal(path, page), pytest.raises(KanwuError) as refused:
        Journal(path, page, patience=0)
    assert refused.value.message.key == "patch.open-elsewhere"


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights elsewhere")
def test_a_journal_is_not_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("keep\n")
    path = tmp_path / NAME
    journal_path(path).symlink_to(victim)
    with pytest.raises(KanwuError) as refused:
        Journal(path, sample().page)
    assert refused.value.message.key == "patch.link"
    assert victim.read_text() == "keep\n"


def test_records_of_many_pages_go_through_one_journal(tmp_path: Path) -> None:
    pages = [page_named(f"第{n}条,正文", f"记录{n}") for n in range(3)]
    path = tmp_path / DAY
    with Journal(path, pages[0], many=True) as journal:
        for page in pages[::-1]:
            found = finding(page, ())
            journal.append(*Review(page, (found,)).accept(found.id, id=f"d-{page.id}".encode().hex(), **BY).decisions, page=page)
        journal.append(Status(PageStatus.PROOFREAD), page=pages[1])
        assert [len(journal.records(page).decisions) for page in pages] == [1, 1, 1]
    patch = load(path)
    assert list(patch.pages) == ["记录2", "记录1", "记录0"]
    assert patch.pages["记录1"].status == Status(PageStatus.PROOFREAD)
    # One record changed while a journal waited: the others count, its own decisions are kept aside.
    journal = Journal(path, pages[0], many=True)
    fresh = page_named("第9条,正文", "记录9")
    journal.append(postponed("x"), page=fresh)
    journal.append(postponed("y"), page=pages[1])
    journal._lock.release()
    with Journal(path, replace(fresh, text="改过,正文"), many=True) as journal:
        assert keys(journal) == ["journal.set-aside"]
        assert "y" in {d.id for d in journal.records(pages[1]).decisions}
    assert names_in(tmp_path) == ["day.jsonl.kanwu.journal.1", DAY]
    assert "记录9" not in load(path).pages


def test_a_page_of_many_is_no_page_of_one(tmp_path: Path) -> None:
    page = page_named("文,文")
    path = tmp_path / NAME
    with Journal(path, page) as journal:
        journal.append(postponed("a"))
        with pytest.raises(ValueError, match=r"page\.txt"):
            journal.append(postponed("b"), page=page_named("文", "other"))
    with pytest.raises(KanwuError) as refused:
        Journal(path, page, many=True)
    assert refused.value.message.key == "patch.other-shape"


@pytest.mark.skipif(os.name != "posix", reason="limits are of POSIX")
def test_a_full_disk_leaves_no_half_line(tmp_path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from cleanup.messages import KanwuError
from cleanup.patchfile import Journal
from tests.test_journal import postponed, sample
journal = Journal(Path(sys.argv[1]), sample().page)
journal.append(postponed("a"))
size = Path(sys.argv[2]).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, size + 20))
try:
    journal.append(postponed("b"))
except KanwuError as error:
    print(error.message.key, Path(sys.argv[2]).stat().st_size == size)
"""
    path = tmp_path / NAME
    done = subprocess.run([sys.executable, "-c", script, str(path), str(journal_path(path))], capture_output=True, text=True, check=False)
    assert done.stdout == "patch.disk-full True\n", done.stderr
    assert [d.id for d in load(path).pages["page.txt"].decisions] == ["a"]


def test_fsync_runs_beside_append_and_fold(tmp_path: Path) -> None:
    page = sample().page
    path = tmp_path / NAME
    stop = threading.Event()
    failures: list[BaseException] = []

    def sync(journal: Journal) -> None:
        while not stop.is_set():
            try:
                journal.fsync()
            except BaseException as error:
                failures.append(error)

    with Journal(path, page) as journal:
        thread = threading.Thread(target=sync, args=(journal,))
        thread.start()
        for number in range(60):
            journal.append(postponed(f"d{number:03}"))
            if number % 10 == 9:
                journal.fold()
        stop.set()
        thread.join()
    assert failures == []
    assert len(load(path).pages["page.txt"].decisions) == 60
