"""`kanwu.toml`: found upwards, every key checked, errors that name file, key and the nearest known name."""

from pathlib import Path

import pytest

from cleanup.config import OFF, Config, Ignore, UserRule, config_for, find_config, load_config
from cleanup.finding import Safety
from cleanup.messages import LANGUAGES, KanwuError

FULL = """
encoding = "gb18030"
allow = ["5G", "KTV"]

[rule.quotes]
level = "ask"
allow = ["5'10"]
style = "corner"

[rule.spacing]
level = "off"

[[rule.user]]
id = "old-name"
hint = "改了名"
table = { "青川城" = "清川城" }
safety = "show"
example = { before = "到青川城去", after = "到清川城去" }

[[rule.user]]
id = "dots"
hint = "点"
pattern = "\\\\.{4,}"
replacement = "……"

[[ignore]]
page = "1998-*.txt"
rule = "quotes"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "kanwu.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, FULL)
    config = load_config(path)
    assert config.path == path
    assert config.encoding == "gb18030"
    assert config.allow == {"5G", "KTV"}
    assert config.allow_by_rule == {"quotes": frozenset({"5'10"})}
    assert config.rules["quotes"].level == Safety.ASK
    assert config.rules["quotes"].options == {"style": "corner"}
    assert config.rules["spacing"].level == OFF
    assert config.user_rules == (
        UserRule("old-name", "改了名", table={"青川城": "清川城"}, safety=Safety.SHOW, example=("到青川城去", "到清川城去")),
        UserRule("dots", "点", pattern=r"\.{4,}", replacement="……"),
    )
    assert config.ignores == (Ignore("1998-*.txt", "quotes", None),)


def test_a_level_is_never_above_what_the_rule_earned(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, '[rule.quotes]\nlevel = "safe"\n[rule.spacing]\nlevel = "off"'))
    assert config.level("quotes", Safety.ASK) == Safety.ASK
    assert config.level("spacing", Safety.SAFE) == OFF
    assert config.level("line-wrap", Safety.SAFE) == Safety.SAFE


def test_is_found_upwards(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    page = tmp_path / "1998" / "01" / "a.txt"
    page.parent.mkdir(parents=True)
    page.write_text("渠水", encoding="utf-8")
    assert find_config(page) == path
    assert config_for(page).path == path
    nearer = write(page.parent, 'allow = ["5G"]')
    assert find_config(page) == nearer
    assert find_config(page.parent) == nearer


def test_defaults_where_there_is_none(tmp_path: Path) -> None:
    if find_config(tmp_path) is None:
        assert config_for(tmp_path / "a.txt") == Config()


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    path.write_bytes(b"\xef\xbb\xbfallow = ['5G']")
    assert load_config(path).allow == {"5G"}


@pytest.mark.parametrize(
    ("text", "key", "params"),
    [
        ("encodng = 'utf-8'", "config.unknown-near", {"at": "encodng", "near": "encoding"}),
        ("zzz = 1", "config.unknown", {"at": "zzz"}),
        ("encoding = 'utf-99'", "config.encoding", {"name": "utf-99"}),
        ("encoding = 8", "config.type", {"at": "encoding", "expected": "string", "found": "integer"}),
        ("allow = 'KTV'", "config.type", {"at": "allow", "expected": "array"}),
        ("allow = ['KTV', 5]", "config.type", {"at": "allow[2]"}),
        ("allow = ['']", "config.empty", {"at": "allow[1]"}),
        ("rule = 3", "config.type", {"at": "rule"}),
        ("[rule]\nquotes = 'off'", "config.type", {"at": "rule.quotes", "expected": "table"}),
        ("[rule.quotes]\nlevel = 'sfae'", "config.unknown-near", {"at": "rule.quotes.level", "near": "safe"}),
        ("[rule.quotes]\nlevel = true", "config.type", {"at": "rule.quotes.level", "found": "boolean"}),
        ("[rule.user]\nid = 'a'", "config.type", {"at": "rule.user", "expected": "array"}),
        ("[[rule.user]]\nid = 'a'", "config.missing", {"at": "rule.user[1].hint"}),
        ("[[rule.user]]\nhint = 'a'", "config.missing", {"at": "rule.user[1].id"}),
        ("[[rule.user]]\nid = 'a'\nhint = 'b'", "config.pattern-or-table", {"at": "rule.user[1]"}),
        ("[[rule.user]]\nid = 'a'\nhint = 'b'\npattern = 'c'\ntable = { a = 'b' }", "config.pattern-or-table", {}),
        ("[[rule.user]]\nid = 'a'\nhint = 'b'\ntable = { a = 'b' }\nreplacement = 'c'", "config.replacement-alone", {}),
        ("[[rule.user]]\nid = 'a'\nhint = 'b'\npatern = 'c'", "config.unknown-near", {"at": "rule.user[1].patern", "near": "pattern"}),
        ("[[rule.user]]\nid = 'a'\nhint = 'b'\ntable = { a = 1 }", "config.type", {"at": "rule.user[1].table.a"}),
        ("[[rule.user]]\nid = 'a'\nhint = 'b'\ntable = { '' = 'b' }", "config.empty", {"at": "rule.user[1].table"}),
        ("[[rule.user]]\nid='a'\nhint='b'\npattern='c'\n[[rule.user]]\nid='a'\nhint='b'\npattern='c'", "config.twice", {"name": "a"}),
        ("[[ignore]]", "config.empty-ignore", {"at": "ignore[1]"}),
        ("[[ignore]]\nfile = 'a'", "config.unknown", {"at": "ignore[1].file"}),
        ("allow = [", "config.not-toml", {}),
        ("allow = ['a']\nallow = ['b']", "config.not-toml", {}),
    ],
)
def test_errors_say_what_and_where(tmp_path: Path, text: str, key: str, params: dict[str, object]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KanwuError) as caught:
        load_config(path)
    assert caught.value.message.key == key
    assert caught.value.message.params["path"] == str(path)
    assert params.items() <= caught.value.message.params.items()
    for language in LANGUAGES:
        assert str(path) in caught.value.message.text(language)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    path.write_bytes(b"allow = ['\xff']")
    with pytest.raises(KanwuError, match="not valid TOML"):
        load_config(path)


def test_what_never_ends_is_not_read_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "kanwu.toml"
    with path.open("wb") as file:
        file.truncate(10**10)  # a file with a hole: no room is taken
    with pytest.raises(KanwuError) as caught:
        load_config(path)
    assert caught.value.message.key == "config.too-large"


def test_unreadable(tmp_path: Path) -> None:
    with pytest.raises(KanwuError, match="cannot be read"):
        load_config(tmp_path / "kanwu.toml")
