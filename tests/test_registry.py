"""The list of rules, what joins it from outside, and the errors of a configuration that names what is not there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.config import Config, Ignore, RuleSetting, UserRule
from cleanup.engine import analyse
from cleanup.finding import Safety
from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.rules.record import Option, Rule
from cleanup.rules.registry import RULES, load_rules, options_of

PLUGIN = Path(__file__).parent / "sample_plugin"
ROOT = Path(__file__).parent.parent


def settings(rule: str, **options: object) -> Config:
    return Config(path=Path("kanwu.toml"), rules={rule: RuleSetting(options=options)})


class TestOurRules:
    def test_ids_are_different_and_joins_come_first(self) -> None:
        ids = [rule.id for rule in RULES]
        assert len(set(ids)) == len(ids)
        stages = [rule.stage for rule in RULES]
        assert stages == sorted(stages)

    def test_without_plug_ins_and_user_rules_there_are_no_others(self) -> None:
        assert load_rules(Config())[: len(RULES)] == RULES


class TestOptions:
    def test_defaults(self) -> None:
        for rule in RULES:
            assert options_of(rule, Config()) == {name: option.default for name, option in rule.options.items()}

    def test_types_follow_the_default(self) -> None:
        texts = {"title": "t"}
        options = {
            name: Option(default, Message("literal.text", {"text": ""}))
            for name, default in (("whole", 1), ("real", 1.0), ("flag", True), ("words", ("a",)), ("word", "a"))
        }
        rule = Rule("r", lambda _analysis, _options: (), Safety.ASK, (), options=options, texts=texts)
        good = {"whole": 2, "real": 3, "flag": False, "words": ["b", "c"], "word": "d"}
        assert options_of(rule, settings("r", **good)) == {"whole": 2, "real": 3.0, "flag": False, "words": ("b", "c"), "word": "d"}
        for name, value in (("whole", 1.5), ("whole", True), ("real", "1"), ("flag", 1), ("words", "b"), ("words", [1]), ("word", 1)):
            with pytest.raises(KanwuError) as caught:
                options_of(rule, settings("r", **{name: value}))
            assert caught.value.message.key == "config.type"
            assert caught.value.message.params["at"] == f"rule.r.{name}"

    @pytest.mark.parametrize(
        ("config", "at", "near"),
        [
            (settings("quotse"), "rule.quotse", "quotes"),
            (settings("quotes", stlye="page"), "rule.quotes.stlye", "style"),
            (settings("quotes", levle="off"), "rule.quotes.levle", "level"),
            (settings("quotes", style="corners"), "rule.quotes.style", "corner"),
            (Config(allow_by_rule={"line-warp": frozenset("a")}), "rule.line-warp", "line-wrap"),
            (Config(ignores=(Ignore(rule="spacin"),)), "ignore[1].rule", "spacing"),
        ],
    )
    def test_unknown_names_say_the_nearest(self, config: Config, at: str, near: str) -> None:
        with pytest.raises(KanwuError) as caught:
            load_rules(config)
        assert caught.value.message.key == "config.unknown-near"
        assert caught.value.message.params["at"] == at
        assert caught.value.message.params["near"] == near

    def test_a_user_rule_may_not_take_the_id_of_another(self) -> None:
        with pytest.raises(KanwuError, match="Two rules have the id"):
            load_rules(Config(user_rules=(UserRule("quotes", "h", table={"a": "b"}),)))


class TestInstalledPlugIn:
    @pytest.fixture
    def target(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A folder into which pip has installed the sample distribution."""
        target = tmp_path_factory.mktemp("site")
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
        copy = tmp_path_factory.mktemp("source") / "plugin"
        copy.mkdir()
        for path in (*PLUGIN.glob("*.py"), *PLUGIN.glob("*.toml")):
            (copy / path.name).write_bytes(path.read_bytes())
        subprocess.run([*install, "--target", str(target), str(copy)], check=True)
        return target

    def run(self, target: Path, program: str) -> object:
        """What a Python program prints as JSON, with the installed distribution on its path."""
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(target), str(ROOT)))}
        done = subprocess.run([sys.executable, "-c", program], env=environ, check=True, capture_output=True, text=True, encoding="utf-8")
        return json.loads(done.stdout)

    def test_runs_with_ours(self, target: Path) -> None:
        program = (
            "import json\n"
            "from cleanup.config import Config, RuleSetting\n"
            "from cleanup.engine import settle\n"
            "from cleanup.page import Page\n"
            "from cleanup.render import render\n"
            "from cleanup.rules.registry import load_rules\n"
            "config = Config(rules={'doubled-comma': RuleSetting(options={'most': 3})})\n"
            "rules = load_rules(config)\n"
            "page = Page('p', '渠水清了，，鱼也多了，，，，，真好。')\n"
            "done = settle(page, config, lambda f: f.fixes[0] if f.fixes else None, rules=rules)\n"
            "print(json.dumps([rules[-1].id, rules[-1].text('title'), render(page, done.edits).text, [f.rule for f in done.left]]))\n"
        )
        title, text = "Doubled comma", "渠水清了，鱼也多了，，，，，真好。"
        assert self.run(target, program) == ["doubled-comma", title, text, ["doubled-comma"]]


class TestPlugInsThatFail:
    def announce(self, folder: Path, point: str) -> None:
        info = folder / "bad_rules-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-rules\nVersion: 1\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[kanwu.rules]\n{point}\n", encoding="utf-8")

    def test_one_that_cannot_be_imported_is_a_broken_rule(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.announce(tmp_path, "gone = kanwu_no_such_module:RULE")
        monkeypatch.syspath_prepend(str(tmp_path))
        result = analyse(Page("p", "渠水清了,鱼也多了。"))
        assert [broken.rule for broken in result.broken] == ["gone"]
        assert "kanwu_no_such_module" in result.broken[0].error
        assert [finding.rule for finding in result.findings] == ["punctuation-width"]

    def test_one_that_gives_no_rule_is_an_error(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.announce(tmp_path, "mine = json:dumps")
        monkeypatch.syspath_prepend(str(tmp_path))
        with pytest.raises(KanwuError, match="json:dumps"):
            load_rules(Config())
