"""Writing into `kanwu.toml`: what was there stays, what is added holds, nonsense is refused."""

import tomllib
from pathlib import Path

import pytest

from cleanup.config import load_config, parse_config
from cleanup.config_writing import ALWAYS, always_fix, config_place, never_flag, put_back
from cleanup.messages import LANGUAGES, KanwuError

FILES = {
    "empty": "",
    "comment alone": "# ours",
    "no end": 'encoding = "utf-8"',
    "a list": '# head\n\nallow = ["5G"]  # names of networks\n\n# marks\n[rule.quotes]\nlevel = "ask"\n',
    "a list over lines": 'allow = [\n  "5G",  # five\n  "4G",\n]\n',
    "a head": '# head\n# of two lines\n\n# marks\n[rule.quotes]\nlevel = "ask"  # for now\n\n# the rest\n[[ignore]]\npage = "x"\n',
    "no head": '# marks\n[rule.quotes]\nlevel = "ask"\n',
    "keys": 'encoding = "utf-8"  # all of them\n\n# marks\n[rule.quotes]\nlevel = "ask"\n',
    "scattered": '[rule.quotes]\nlevel = "ask"\n[[ignore]]\npage = "x"\n# here\n[rule.spacing]\nlevel = "show"\n\n# and\n[rule.digits]\n',
    "dotted": 'rule.quotes.level = "ask"\nrule.spacing.level = "ask"\n# next\n[[ignore]]\npage = "x"\n',
    "brackets in strings": '[[rule.user]]\nid = "a"\nhint = """\n[rule.spacing]\n"""\ntable.a = "b"\n[rule.quotes]\n'
    'allow = [\n"""\n[[rule.user]]\n""",\n]\n',
    "one table of rules": '[rule]\nquotes.level = "ask"\nspacing = { level = "ask" }\n\n# next\n[[ignore]]\npage = "x"\n',
    "all inline": 'rule = { user = [{ id = "always", hint = "h", table = { a = "b" } }], spacing = { level = "ask" } } # end\n',
    "allowed": '[rule.spacing]\nallow = [\n    "编　者",\n]\nlevel = "ask"\n# end\n',
    "a rule": '[[rule.user]]\nid = "names"\nhint = "h"\ntable = { "青川" = "清川" }\n\n# next\n[[ignore]]\npage = "x"\n',
    "always": '[[rule.user]]\nid = "always"\nhint = "h"\n\n[rule.user.table]\n"青川" = "清川" # river\n\n# next\n[[ignore]]\npage = "x"\n',
    "always inline": '[[rule.user]]\nid = "always"\nhint = "h"\ntable = { "青川" = "清川" } # river\n\n[[ignore]]\npage = "x"\n',
    "always dotted": '[[rule.user]]\nid = "always"\nhint = "h"\ntable."青川" = "清川" # river\n\n# next\n[[ignore]]\npage = "x"\n',
    "always among others": '[[rule.user]]\nid = "a"\nhint = "h"\ntable.a = "b"\n[[rule.user]]\nid = "always"\nhint = "h"\n'
    'table."青川" = "清川"\n[[rule.user]]\nid = "c"\nhint = "h"\ntable.c = "d"\n',
    "windows": '# head\r\n\r\n[rule.quotes]\r\nlevel = "ask"\r\n',
}


@pytest.fixture(params=FILES, ids=str)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "kanwu.toml"
    path.write_bytes(FILES[request.param].encode("utf-8"))
    return path


def test_everything_else_stays(path: Path) -> None:
    old = path.read_bytes()
    before = tomllib.loads(old.decode("utf-8"))
    assert never_flag(path, "渠水\"'\\").changed
    assert never_flag(path, "编  者", "spacing").changed
    assert always_fix(path, "福社", "福祉").changed
    config = load_config(path)
    known = parse_config(old, path)
    assert config.allow == known.allow | {"渠水\"'\\"}
    assert config.allow_by_rule["spacing"] == known.allow_by_rule.get("spacing", frozenset()) | {"编  者"}
    assert next(rule for rule in config.user_rules if rule.id == ALWAYS).table["福社"] == "福祉"
    assert config.ignores == known.ignores
    assert config.rules.keys() == known.rules.keys() | {"spacing"}
    after = tomllib.loads(path.read_text("utf-8"))
    assert before.get("encoding") == after.get("encoding")


def test_comments_stay_with_what_they_speak_of(path: Path) -> None:
    old = path.read_bytes().decode("utf-8")
    always_fix(path, "福社", "福祉")
    never_flag(path, "渠水")
    never_flag(path, "编  者", "spacing")
    new = path.read_bytes().decode("utf-8")
    lines = [line.strip() for line in new.split("\n")]
    for line, following in zip(old.split("\n"), old.split("\n")[1:], strict=False):
        if line.startswith("#") and following.strip():
            assert lines[lines.index(line.strip()) + 1] == following.strip()
    for comment in ("# five", "# river", "# names of networks", "# for now", "# all of them"):
        assert (comment in old) == (comment in new)
    assert ("\r\n" in old) == ("\r\n" in new)
    if "\r\n" in old:
        assert "\n" not in new.replace("\r\n", "")


def test_the_same_twice_changes_nothing(path: Path) -> None:
    for _ in range(2):
        never_flag(path, "渠水")
        never_flag(path, "渠 水", "spacing")
        always_fix(path, "福社", "福祉")
    written = path.read_bytes()
    assert not never_flag(path, "渠水").changed
    assert not never_flag(path, "渠 水", "spacing").changed
    assert not always_fix(path, "福社", "福祉").changed
    assert path.read_bytes() == written
    assert written.count("福祉".encode()) == written.count("渠 水".encode()) == 1


def test_a_new_file_reads_well(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    always_fix(path, "福社", "福祉", "zh_CN")
    always_fix(path, "涌知", "通知", "zh_CN")
    never_flag(path, "渠水")
    assert path.read_text("utf-8") == (
        'allow = ["渠水"]\n\n[[rule.user]]\nid = "always"\nhint = "本项目中一律改正。"\nsafety = "ask"\n\n'
        '[rule.user.table]\n"福社" = "福祉"\n"涌知" = "通知"\n'
    )
    assert [p.name for p in tmp_path.iterdir()] == ["kanwu.toml"]


def test_the_later_word_counts(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    assert always_fix(path, "福社", "福祉").instead_of is None
    written = always_fix(path, "福社", "福舍")
    assert (written.changed, written.instead_of) == (True, "福祉")
    assert load_config(path).user_rules[0].table == {"福社": "福舍"}


def test_a_mark_of_byte_order_and_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    path.write_bytes(b'\xef\xbb\xbfencoding = "utf-8"\n')
    path.chmod(0o640)
    never_flag(path, "渠水")
    assert path.read_bytes() == '\ufeffencoding = "utf-8"\nallow = ["渠水"]\n'.encode()
    assert path.stat().st_mode & 0o777 == 0o640


def refused(path: Path, *strings: str, rule: str | None = None) -> str:
    """The key of the error; the file stays as it is."""
    old = path.read_bytes() if path.exists() else None
    with pytest.raises(KanwuError) as caught:
        never_flag(path, strings[0], rule) if len(strings) == 1 else always_fix(path, strings[0], strings[1])
    assert (path.read_bytes() if path.exists() else None) == old
    assert [p.name for p in path.parent.iterdir()] == ([path.name] if old is not None else [])
    for language in LANGUAGES:
        assert str(path) in caught.value.message.text(language)
    return caught.value.message.key


@pytest.mark.parametrize(
    ("strings", "key"),
    [
        ([""], "blank"),
        ([" \u3000"], "blank"),
        (["渠\n水"], "control"),
        (["渠\x00水"], "control"),
        (["渠\ud800"], "control"),
        (["渠" * 1001], "too-long"),
        (["", "渠"], "blank"),
        (["渠", " "], "blank"),
        (["渠", "渠\n"], "control"),
        (["渠", "渠"], "same"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, strings: list[str], key: str) -> None:
    assert refused(tmp_path / "kanwu.toml", *strings) == f"config-writing.{key}"


def test_what_contradicts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    never_flag(path, "渠水")
    assert refused(path, "渠水", "河水") == "config-writing.is-allowed"
    always_fix(path, "福社", "福祉")
    assert refused(path, "福社") == "config-writing.is-changed"
    assert refused(path, "福祉", "福址") == "user-rules.feeds-itself"
    assert refused(path, "幸", "幸福社") == "user-rules.feeds-itself"
    assert refused(path, "渠", rule="quots") == "config.unknown-near"


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("allow = [", "config.not-toml"),
        ("alow = []", "config.unknown-near"),
        ('rule = { quotes = { level = "ask" } }', "config-writing.by-hand"),
        ('[[rule.user]]\nid = "always"\nhint = "h"\npattern = "a"\n', "config-writing.is-a-pattern"),
    ],
)
def test_a_file_that_cannot_be_changed_is_left_alone(tmp_path: Path, file: str, key: str) -> None:
    path = tmp_path / "kanwu.toml"
    path.write_text(file, encoding="utf-8")
    assert refused(path, "福社", "福祉") == key


def test_nothing_is_written_through_a_link_or_in_a_folders_place(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("", encoding="utf-8")
    (tmp_path / "in").mkdir()
    link = tmp_path / "in" / "kanwu.toml"
    link.symlink_to(tmp_path / "there")
    assert refused(link, "渠水") == "config-writing.link"
    link.unlink()
    link.mkdir()
    with pytest.raises(KanwuError) as caught:
        never_flag(link, "渠水")
    assert caught.value.message.key == "config.unreadable"


def test_the_place_is_the_nearest_above_or_that_folder(tmp_path: Path) -> None:
    page = tmp_path / "a" / "b" / "page.txt"
    page.parent.mkdir(parents=True)
    page.write_text("渠", encoding="utf-8")
    assert config_place(page) == page.parent / "kanwu.toml"
    assert config_place(page.parent) == page.parent / "kanwu.toml"
    (tmp_path / "kanwu.toml").write_text("", encoding="utf-8")
    assert config_place(page) == tmp_path / "kanwu.toml"


def test_what_was_written_is_put_back_byte_for_byte(path: Path) -> None:
    before = path.read_bytes()
    for strings in (("灯",), ("渡囗", "渡口")):
        written = never_flag(path, *strings) if len(strings) == 1 else always_fix(path, *strings)
        assert written.before == before
        assert written.after == path.read_bytes() != before
        put_back(path, written.after, written.before)
        assert path.read_bytes() == before
        put_back(path, written.before, written.after)
        assert path.read_bytes() == written.after
        put_back(path, written.after, written.before)


def test_a_file_that_was_made_goes_again(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    written = never_flag(path, "灯")
    put_back(path, written.after, written.before)
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    written = never_flag(path, "灯")
    path.write_text('encoding = "utf-8"\n', encoding="utf-8")
    with pytest.raises(KanwuError) as raised:
        put_back(path, written.after, written.before)
    assert raised.value.message.key == "config-writing.changed-since"
    assert path.read_text(encoding="utf-8") == 'encoding = "utf-8"\n'
    path.unlink()
    with pytest.raises(KanwuError):
        put_back(path, written.after, written.before)
    assert list(tmp_path.iterdir()) == []
