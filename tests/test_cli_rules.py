"""`kanwu rules`: the records of all rules, also of those that the configuration adds."""

from pathlib import Path

import pytest

from cleanup.messages import LANGUAGES
from cleanup.rules.measured import Measured, OnCleanText, OnDamage, measured
from cleanup.rules.registry import RULES
from tests.commands import USER_RULES, kanwu

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_every_rule_is_listed_with_its_level(capsysbinary: Capture) -> None:
    lines = kanwu(capsysbinary, "rules").text.splitlines()
    assert [line.split()[:2] for line in lines[: len(RULES)]] == [[rule.id, rule.safety.label] for rule in RULES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_explains_itself(capsysbinary: Capture, rule: object, language: str) -> None:
    from cleanup.rules.record import Rule

    assert isinstance(rule, Rule)
    text = kanwu(capsysbinary, "rules", rule.id, "--lang", language).text
    squashed = "".join(text.split())
    for name in ("title", "flags", "why", "trust"):
        assert "".join(rule.text(name, language).split()) in squashed
    for example in rule.examples:
        assert example.before.split("\n")[0].replace("\u3000", "␣") in text
    for option in rule.options:
        assert option in text
    clean = measured(rule.id).clean
    assert clean is not None, "python -m tests.accuracy.rules --record"
    assert str(clean.characters) in text


def test_what_was_measured_is_said(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = Measured(OnDamage(wanted=40, found=30, made=32, right=28, safe=9, safe_wrong=1), OnCleanText(5000, asked=2, shown=3))
    monkeypatch.setattr("cleanup.rules.measured.measured", lambda rule: figures)
    text = " ".join(kanwu(capsysbinary, "rules", "quotes").text.split())
    assert "30 of 40 places found (0.750); of 32 findings 28 right (0.875)" in text
    assert "Wrong among the 9 that were safe: 1." in text
    assert "On 5000 characters of newspaper text without damage: 2 findings at ask or above, 3 merely shown." in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_a_page_of_documentation(capsysbinary: Capture, rule: object) -> None:
    from cleanup.rules.record import Rule

    assert isinstance(rule, Rule)
    text = kanwu(capsysbinary, "rules", rule.id, "--format", "md").text
    assert text.startswith(f"# {rule.id}: ")
    assert text.count("\n| `") == len(rule.examples)
    assert "\n## Measured\n" in text


def test_the_table_has_a_row_a_rule(capsysbinary: Capture) -> None:
    lines = kanwu(capsysbinary, "rules", "--format", "md").text.splitlines()
    assert lines[1] == "|---|---|---|---|---|"
    assert [line.split("`")[1] for line in lines[2:]] == [rule.id for rule in RULES]
    assert all(line.replace("\\|", "").count("|") == 6 for line in lines)


def test_the_configuration_is_heeded(capsysbinary: Capture, tmp_path: Path) -> None:
    (tmp_path / "kanwu.toml").write_text(f'[rule.quotes]\nlevel = "off"\n{USER_RULES}', encoding="utf-8")
    found = {line.split()[0]: line.split()[1] for line in kanwu(capsysbinary, "rules").text.splitlines() if line.startswith("  ")}
    assert found["quotes"] == "off"
    assert found["two-stops"] == "safe"
    assert "The town was renamed" in kanwu(capsysbinary, "rules", "old-name").text
    other = kanwu(capsysbinary, "rules", "old-name", "--config", tmp_path / "none.toml")
    assert other.code == 2
    assert "none.toml" in other.err
