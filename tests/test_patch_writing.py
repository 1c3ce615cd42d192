"""Writing patches: page by page, under a lock, never half, never through a link, never over somebody else's work."""

import os
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cleanup.edits import Replace
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patchfile import (
    Header,
    PageHead,
    PageRecords,
    Patch,
    PatchLock,
    PatchReader,
    PatchRewrite,
    is_open_elsewhere,
    load,
    lock_path,
    review_from,
    save,
)
from cleanup.review import Decision, Review, Verdict
from tests.patches import NAME, lines_of, refusal, sample, written
from tests.reviews import finding
from tests.test_render import page_of

# Many pages in one patch.


def many_pages(count: int) -> Iterator[Page]:
    for number in range(count):
        yield replace(page_of(f"第{number}条,正文"), id=f"记录 {number}")


def accepted(page: Page) -> Review:
    at = page.text.index(",")
    found = finding(page, (Replace(at, at + 1, ",", "，"),))
    return Review(page, (found,)).accept_many([found.id], who="batch", when="", batch=True)


def test_records_of_one_source_share_a_patch(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.kanwu.jsonl"
    with PatchRewrite(path, Header("day.jsonl")) as rewrite:
        for number, page in enumerate(many_pages(6)):
            assert rewrite.records(page.id) is None
            records = PageRecords(PageHead.of(page))
            rewrite.write(records.with_review(accepted(page)) if number % 2 else records)
    assert [line["kanwu"] for line in lines_of(path)] == ["header", *["page", "decision"] * 3]
    assert "page" not in lines_of(path)[0]
    with PatchReader(path) as reader:
        assert list(reader.ids()) == ["记录 1", "记录 3", "记录 5"]
        for page in many_pages(6):
            found = reader.records(page.id)
            if found is not None:
                assert review_from(found, page, path).rendered.text == page.text.replace(",", "，")
    assert load(path).many
    again = tmp_path / "again" / path.name
    save(again, load(path))
    assert again.read_bytes() == path.read_bytes()


def test_pages_that_are_not_written_anew_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.kanwu.jsonl"
    pages = list(many_pages(4))
    patch = Patch.new("day.jsonl", many=True)
    for page in pages:
        patch = patch.with_review(accepted(page))
    save(path, patch)
    before = load(path)
    with PatchRewrite(path, Header("day.jsonl")) as rewrite:
        old = rewrite.records(pages[2].id)
        assert old is not None
        review = review_from(old, pages[2], path)
        rewrite.write(old.with_review(review.withdraw(review.decisions[0].id)))
    after = load(path)
    assert list(after.pages) == [pages[n].id for n in (2, 0, 1, 3)]
    assert {name: records for name, records in after.pages.items() if name != pages[2].id} == {
        name: records for name, records in before.pages.items() if name != pages[2].id
    }
    assert after.pages[pages[2].id].decisions[0].withdrawn


def test_records_that_were_not_read_cannot_be_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.kanwu.jsonl"
    page = next(many_pages(1))
    save(path, Patch.new("day.jsonl", many=True).with_review(accepted(page)))
    before = path.read_bytes()
    with pytest.raises(ValueError, match="not read"), PatchRewrite(path, Header("day.jsonl")) as rewrite:
        rewrite.write(PageRecords(PageHead.of(page)))
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]


def test_a_patch_of_many_pages_is_read_without_holding_it(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.kanwu.jsonl"
    text = "汛期巡查" * 100
    with PatchRewrite(path, Header("day.jsonl"), durable=False) as rewrite:
        for number in range(1200):
            page = Page(str(number), f"{number},{text}")
            rewrite.write(PageRecords(PageHead.of(page)).with_review(accepted(page)))
    load(path)  # so that what is imported on the way does not count
    tracemalloc.start()
    with PatchReader(path) as reader:
        assert sum(len(records.decisions) for records in reader) == 1200
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 800_000
    # What grows with the file is where each page begins: its id and two numbers.
    assert peak < 600_000


# Writing: locks, links, full disks, and what stays when it fails.


def test_nobody_overwrites_what_somebody_else_wrote(tmp_path: Path) -> None:
    path = written(tmp_path)
    mine, theirs = load(path), load(path)
    save(path, theirs.with_review(sample().withdraw("join", with_derived=True)))
    before = path.read_bytes()
    with pytest.raises(KanwuError) as refused:
        save(path, mine)
    assert refused.value.message.key == "patch.changed-meanwhile"
    with pytest.raises(KanwuError):
        save(path, Patch.new("page.txt", sample().page))
    assert path.read_bytes() == before
    save(path, save(path, load(path)))


def test_a_lock_keeps_a_second_writer_out(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert not is_open_elsewhere(path)
    patch = load(path)
    with PatchLock(path) as lock:
        assert is_open_elsewhere(path)
        with pytest.raises(KanwuError) as refused, PatchLock(path, patience=0):
            pass
        assert refused.value.message.key == "patch.open-elsewhere"
        save(path, patch, lock=lock)
        assert lock.is_held
    assert not is_open_elsewhere(path)
    assert not lock_path(path).exists()


HOLD = """
import sys
from pathlib import Path
from cleanup.patchfile import PatchLock
with PatchLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_of_another_process_is_seen(tmp_path: Path) -> None:
    path = written(tmp_path)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        assert is_open_elsewhere(path)
        child.kill()
    # Who was killed holds nothing any more.
    assert not is_open_elsewhere(path)
    save(path, load(path))


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights elsewhere")
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    target = written(outside)
    before = target.read_bytes()
    folder = tmp_path / "pages"
    folder.mkdir()
    path = folder / NAME
    path.symlink_to(target)
    assert load(path).pages.keys() == {"page.txt"}
    with pytest.raises(KanwuError) as refused:
        save(path, load(path).with_review(sample().withdraw("join", with_derived=True)))
    assert refused.value.message.key == "patch.link"
    assert path.is_symlink()
    assert target.read_bytes() == before
    # Neither are the temporary file and the lock followed.
    path.unlink()
    victim = outside / "victim"
    victim.write_text("keep")
    (folder / f".{NAME}.tmp").symlink_to(victim)
    written(folder)
    assert victim.read_text() == "keep"
    (folder / "page.txt.kanwu.lock").symlink_to(victim)
    with pytest.raises(KanwuError) as refused:
        save(path, load(path))
    assert refused.value.message.key == "patch.link"
    assert victim.read_text() == "keep"


def test_a_dead_writers_temporary_file_is_no_hindrance(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / f".{NAME}.tmp").write_text("half a pat")
    save(path, load(path))
    assert sorted(p.name for p in tmp_path.iterdir()) == [NAME]


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_the_mode_of_a_patch_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.chmod(0o640)
    save(path, load(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


WRITE = """
import os, resource, sys
from pathlib import Path
import filelock  # now, since the user below may not be allowed to read it
from cleanup.messages import KanwuError
from cleanup.patchfile import load, save
path = Path(sys.argv[1])
patch = load(path)
exec(sys.argv[2])
try:
    save(path, patch)
except KanwuError as error:
    print(error.message.key, error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits and users are of POSIX")
@pytest.mark.parametrize(
    ("hindrance", "key"),
    [
        ("resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))", "patch.disk-full"),
        ("os.chmod(path.parent, 0o555); os.getuid() or os.setuid(65534)", "patch.not-permitted"),
    ],
)
def test_a_failed_write_leaves_the_old_file(tmp_path: Path, hindrance: str, key: str) -> None:
    folder = tmp_path / "pages"
    path = written(folder)
    before = path.read_bytes()
    for parent in (path, folder, *tmp_path.parents[:3], tmp_path):
        parent.chmod(parent.stat().st_mode | 0o055)
    done = subprocess.run([sys.executable, "-c", WRITE, str(path), hindrance], capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    assert done.stdout.startswith(key), done.stderr
    assert path.read_bytes() == before
    assert [p.name for p in folder.iterdir() if not p.name.endswith(".lock")] == [NAME]


def test_a_folder_in_the_patchs_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert refusal(tmp_path / NAME) == "patch.not-a-file"
    path = tmp_path / "file" / NAME
    (tmp_path / "file").write_text("")
    with pytest.raises(KanwuError) as refused:
        save(path, Patch.new("page.txt", sample().page))
    assert refused.value.message.key == "patch.cannot-write"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are of POSIX")
def test_a_pipe_in_the_patchs_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert refusal(tmp_path / NAME) == "patch.not-a-file"


def test_what_no_file_can_hold_is_refused_before_writing(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    page = sample().page
    long = Decision("x", Verdict.POSTPONED, finding="f", rule="r", who="w" * 1001)
    for bad in (Review(page, (), (long,)), Review(page, (), (replace(long, who="", rule="\ud800"),))):
        with pytest.raises(KanwuError) as refused:
            save(path, load(path).with_review(bad))
        assert refused.value.message.key == "patch.cannot-hold"
    assert path.read_bytes() == before
