"""The process that runs the rules beside the window: the same answers, less said each time, and what becomes of it when somebody dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cleanup.config import Config
from cleanup.finding import Finding
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.readers import open_source
from cleanup.review import Review
from desktop.beside import RemoteLooker
from desktop.desk import Desk
from desktop.dropped import DroppedError
from desktop.judging import Judge
from desktop.looking import Beside, Looker, RuleBook, RuleFindings
from desktop.open_file import ReadAhead
from desktop.process import EndedError, RulesProcess
from desktop.questions import Dropped, Found, Newest, Question, Subject, Unknown, in_full, in_short
from desktop.start import first_page
from tests.desktop.conftest import FIRST

WHEN = "2024-05-06T07:08:09Z"


def page_of(text: str) -> Page:
    return make_page("1.txt", text, Origin("1.txt", data=text.encode("utf-8")))


@pytest.fixture
def book() -> RuleBook:
    return RuleBook(Config())


@pytest.fixture
def own() -> Iterator[RulesProcess]:
    """A process of the test's own, to be killed."""
    made = RulesProcess()
    yield made
    made.end()


def is_alive(pid: int) -> bool:
    """Whether a process is there that has not ended; one that nobody has waited for is still listed.

    The list says so of one of our own as soon as its first thread has ended, while the others still hold its pipes.
    """
    with suppress(ChildProcessError):
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_process_finds_what_the_rules_find(rules: RulesProcess, book: RuleBook) -> None:
    page = page_of(FIRST)
    here, there = Looker(page, book), RemoteLooker(rules, page, book)
    review = Review(page)
    looked = there.whole(review, "zh_CN", (), there.ask())
    assert looked.findings == here.whole(review).findings
    assert looked.notes["column-join"].title == book.notes("zh_CN")["column-join"].title
    for rule in ("column-join", "punctuation-width"):
        review = review.with_findings(looked.findings)
        chosen = next(f for f in review.open_findings if f.rule == rule)
        review = review.accept(chosen.id, who="甲", when=WHEN)
        looked = there.whole(review, "zh_CN", (), there.ask())
        assert looked.findings == here.whole(review).findings
    # What was undone is undone there too.
    assert there.whole(Review(page), "zh_CN", (), there.ask()).findings == here.whole(Review(page)).findings
    assert looked.notes["column-join"].title


def test_what_is_known_already_is_not_sent_again(rules: RulesProcess, book: RuleBook) -> None:
    page = page_of(FIRST)
    there = RemoteLooker(rules, page, book)
    first = there.whole(Review(page), "en", (), there.ask()).findings
    again = there.whole(Review(page), "en", (), there.ask()).findings
    assert len(first) > 2
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_the_paragraphs_that_changed_are_looked_at_alone(rules: RulesProcess, book: RuleBook) -> None:
    page = page_of(FIRST)
    here, there = Looker(page, book), RemoteLooker(rules, page, book)
    review = Review(page).with_findings(there.whole(Review(page), "en", (), there.ask()).findings)
    here.whole(Review(page))
    for rule in ("punctuation-width", "punctuation-width"):
        comma = next(f for f in review.open_findings if f.rule == rule)
        review = review.accept(comma.id, who="甲", when=WHEN)
        near, own = there.near(review, there.ask()), here.near(review.edits)
        assert near is not None
        assert near == own
        assert own is not None
        there.took(near)
        here.took(own)
        review = review.with_findings(near.into(review.findings))


def test_a_stale_question_is_not_answered(rules: RulesProcess, book: RuleBook) -> None:
    page = page_of(FIRST)
    there = RemoteLooker(rules, page, book)
    number = there.ask()
    there.ask()
    with pytest.raises(DroppedError):
        there.whole(Review(page), "en", (), number)


def test_rules_that_nobody_waits_for_any_more_are_stopped() -> None:
    judge, page = Judge(), page_of(FIRST)
    question = Question(1, 1, Subject(page, Config()), (), (), whole=True)
    judge.hear(question)
    judge.hear(Newest(1, 2))
    assert judge.answer(question) == Dropped()
    # The next one is answered, though nothing was said of it before.
    found = judge.answer(question._replace(number=3, subject=None))
    assert isinstance(found, Found)
    assert in_full(found.findings, ()) == Looker(page, RuleBook(Config())).whole(Review(page)).findings


def test_a_question_that_leans_on_what_was_never_asked_is_refused() -> None:
    assert Judge().answer(Question(7, 1, None, (), (), whole=True)) == Unknown()


def test_a_page_is_looked_at_before_anybody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "1.txt"
    path.write_text(FIRST, encoding="utf-8")
    runs: list[Page] = []
    whole = Looker.whole

    def counted(looker: Looker, review: Review, *others: Any) -> RuleFindings:
        runs.append(looker.page)
        return whole(looker, review, *others)

    monkeypatch.setattr(Looker, "whole", counted)
    judge = Judge()
    early = judge.read("", "", str(tmp_path))
    judge.prepare()
    (page,) = runs
    assert early is not None
    assert (early.page, early.path, early.format) == (page, str(path), "text")
    assert page == next(open_source(path).pages())
    answer = judge.answer(Question(1, 1, Subject(page, Config(), Beside(path)), (), (), whole=True))
    assert isinstance(answer, Found)
    assert len(answer.findings) > 2
    assert len(runs) == 1
    # Only the first answer was there already, and only for that page.
    judge.read("", "", str(tmp_path))
    judge.prepare()
    other = page_of("镇里新修了一条路,路边种了树。\n")
    found = judge.answer(Question(2, 1, Subject(other, Config()), (), (), whole=True))
    assert isinstance(found, Found)
    assert all(isinstance(one, Finding) and one.rule != "column-join" for one in found.findings)
    assert runs[-1] is other


def test_a_page_that_cannot_be_read_is_left_to_the_window(tmp_path: Path) -> None:
    (tmp_path / "kanwu.toml").write_text("[rule", encoding="utf-8")
    (tmp_path / "1.txt").write_text(FIRST, encoding="utf-8")
    for named in ("1.txt", "2.txt"):
        judge = Judge()
        assert judge.read("", "", str(tmp_path / named)) is None
        judge.prepare()
        found = judge.answer(Question(1, 1, Subject(page_of(FIRST), Config()), (), (), whole=True))
        assert isinstance(found, Found)


def test_findings_are_named_by_number_only_where_nothing_of_them_has_changed(book: RuleBook) -> None:
    page = page_of(FIRST)
    findings = Looker(page, book).whole(Review(page)).findings
    known = {finding.id: (number, finding) for number, finding in enumerate(findings)}
    assert in_short(findings, known) == tuple(range(len(findings)))
    doubted = findings[0]._replace(confidence=findings[0].confidence / 2)
    newer = findings[1]._replace(version=findings[1].version + 1)
    short = in_short((doubted, newer, findings[0]), known)
    assert [type(one) for one in short] == [Finding, Finding, int]
    assert in_full(short, findings) == (doubted, newer, findings[0])


def test_a_killed_process_is_told_of_and_starts_anew(own: RulesProcess, book: RuleBook) -> None:
    page = page_of(FIRST)
    there = RemoteLooker(own, page, book)
    found = there.whole(Review(page), "en", (), there.ask()).findings
    pid = own.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    while is_alive(pid):
        time.sleep(0.01)
    # Between two questions nothing is lost, so that nothing is said.
    assert there.whole(Review(page), "en", (), there.ask()).findings == found
    assert own.pid != pid


def test_the_process_is_renewed_after_many_pages(own: RulesProcess, book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.process._RENEWED", 3)
    page = page_of(FIRST)
    pids, found = set(), set()
    for _ in range(7):
        there = RemoteLooker(own, page, book)
        found.add(len(there.whole(Review(page), "en", (), there.ask()).findings))
        pids.add(own.pid)
    assert len(pids) == 3
    assert len(found) == 1


def test_a_process_that_dies_over_a_question_says_so(own: RulesProcess, book: RuleBook) -> None:
    page = page_of("。".join(f"第{n}排水闸昨日开工,工期三个月" for n in range(6000)))
    there = RemoteLooker(own, page, book)
    ended: list[Exception] = []

    def ask() -> None:
        try:
            there.whole(Review(page), "en", (), there.ask())
        except EndedError as error:
            ended.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while own.pid is None:
        time.sleep(0.01)
    own.end()
    thread.join(20)
    assert len(ended) == 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks the system who is alive")
def test_the_process_ends_with_the_window() -> None:
    code = (
        "import sys, time\n"
        "from desktop.process import RulesProcess\n"
        "rules = RulesProcess()\n"
        "rules.start()\n"
        "sys.stdout.write(f'{rules.pid}\\n')\n"
        "sys.stdout.flush()\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        assert is_alive(pid)
        window.kill()
    end = time.monotonic() + 20
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_alive(pid)


def test_what_a_rule_prints_does_not_mix_with_the_answers(tmp_path: Path) -> None:
    """A plug-in may print; the pipe that the answers go through is not the one it prints to."""
    code = (
        "import os, pickle, sys\n"
        "from desktop import judging\n"
        "source, target = judging._pipes()\n"
        "print('a rule at work', flush=True)\n"
        "os.write(1, b'and its library\\n')\n"
        "assert sys.stdin.read() == ''\n"
        "pickle.dump([pickle.load(source), 'answer'], target)\n"
        "target.flush()\n"
    )
    import pickle

    done = subprocess.run([sys.executable, "-c", code], input=pickle.dumps("question"), capture_output=True, check=True)
    assert pickle.loads(done.stdout) == ["question", "answer"]
    assert b"a rule at work" in done.stderr
    assert b"and its library" in done.stderr


def test_the_window_takes_the_page_that_was_read_while_it_is_the_same(own: RulesProcess, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(FIRST, encoding="utf-8")
    own.start(path=str(path))
    early = own.early()
    assert early is not None
    assert own.early() is None
    made = early._replace(page=replace(early.page, id="as read before"))

    def name_in(desk: Desk) -> str:
        number = desk.add([path])
        assert number is not None
        name = desk.open(desk.refs[number]).page.id
        desk.leave()
        return name

    assert name_in(Desk(early=lambda: made)) == "as read before"
    assert name_in(Desk(early=lambda: made, encoding="utf-8")) == "1.txt"
    assert name_in(Desk(early=lambda: None)) == "1.txt"
    path.write_text(FIRST + "又一段。\n", encoding="utf-8")
    assert name_in(Desk(early=lambda: made)) == "1.txt"
    # The rules answer after it as they do without it.
    page = page_of(FIRST)
    book = RuleBook(Config())
    there = RemoteLooker(own, page, book)
    assert there.whole(Review(page), "en", (), there.ask()).findings == Looker(page, book).whole(Review(page)).findings


def test_further_pages_of_a_file_whose_first_was_read(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_text("=== 第1版 ===\n镇里修路。\n=== 第2版 ===\n渡口重开。\n=== 第3版 ===\n路灯亮了。\n", encoding="utf-8")
    early = Judge().read("", "", str(path))
    assert early is not None
    pages = ReadAhead(early.page, early.format, lambda: open_source(path))
    assert list(pages.pages()) == list(open_source(path).pages())
    assert pages.format == open_source(path).format


def test_a_long_page_that_nobody_takes_does_not_keep_the_rules_waiting(own: RulesProcess, tmp_path: Path, book: RuleBook) -> None:
    path = tmp_path / "1.txt"
    path.write_text("\n\n".join(f"第{n}号泵房昨日检修完毕。" for n in range(20_000)), encoding="utf-8")
    own.start(path=str(path))
    page = page_of(FIRST)
    there = RemoteLooker(own, page, book)
    assert there.whole(Review(page), "en", (), there.ask()).findings == Looker(page, book).whole(Review(page)).findings


@pytest.mark.parametrize(
    ("arguments", "path", "given"),
    [
        ([], "", {}),
        (["a.txt", "b.txt"], "a.txt", {}),
        (["--patches", "d", "--theme=dark", "a.txt"], "a.txt", {"--patches": "d", "--theme": "dark"}),
        (["--encoding", "gb18030", "--", "-a.txt"], "-a.txt", {"--encoding": "gb18030"}),
        (["--help"], "--help", {}),
        (["--patches"], "", {"--patches": ""}),
    ],
)
def test_the_first_page_is_read_off_the_arguments(arguments: list[str], path: str, given: dict[str, str]) -> None:
    assert first_page(arguments) == (path, given)
