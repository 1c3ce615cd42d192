"""The stages that one page goes through in check and clean, each as a function of a page on which all earlier ones were done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from cleanup.batch.cleaning import Cleaner, CleanTask
from cleanup.batch.inputs import Input
from cleanup.batch.report import FileReport
from cleanup.batch.settings import RuleBook
from cleanup.batch.taking import Taking
from cleanup.config import Config
from cleanup.edits import Edit
from cleanup.engine import Settled, analyse, settle
from cleanup.layout import make_page
from cleanup.page import Page
from cleanup.patchfile import Patch, patch_path, save
from cleanup.readers import open_source
from cleanup.readers.encoding import decode, encode_cleaned
from cleanup.render import render
from cleanup.review import Review
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Rule
from cleanup.rules.registry import RULES, load_rules, options_of
from tests.benchmarks.pages import KINDS, page_text

CONFIG = Config()
TAKING = Taking("ask")


@dataclass(frozen=True)
class Subject:
    """A page in every state that a stage begins with.

    `analysis` is what the rules read, all that they share computed; `undecided` are the joins that shape it. `settled` is what a run
    that asks nobody takes, `review` the same as decisions.
    """

    kind: str
    path: Path
    page: Page
    rules: tuple[Rule, ...]
    analysis: Analysis
    undecided: tuple[tuple[Edit, str], ...]
    settled: Settled
    review: Review
    cleaner: Cleaner
    task: CleanTask


def prepare(kind: str, folder: Path) -> Subject:
    """Write a page of a kind (a key of `KINDS`) into an empty folder, and take it through all stages once."""
    path = folder / "page.txt"
    size = path.write_bytes(page_text(KINDS[kind]).encode("utf-8"))
    page = next(iter(open_source(path).pages()))
    rules = load_rules(CONFIG)
    found = analyse(page, CONFIG, rules=rules)
    shaping = set(found.view_edits)
    undecided = tuple(
        (edit, finding.id) for finding in found.findings for fix in finding.fixes[:1] for edit in fix.edits if edit in shaping
    )
    settled = _settle(page, rules)
    cleaner = Cleaner(RuleBook([CONFIG]), TAKING, "en")
    out = folder / "out"
    task = CleanTask(Input(path, Path(path.name), size), 0, out / path.name, patch_path(path, out, root=folder))
    review = _decide(page, settled)
    return Subject(kind, path, page, rules, _joined(page, undecided), undecided, settled, review, cleaner, task)


def _analysed(page: Page, undecided: tuple[tuple[Edit, str], ...]) -> Analysis:
    """The view of a page, with what several rules ask of it."""
    analysis = Analysis(page, tuple(edit for edit, _ in undecided), undecided)
    _ = analysis.paragraphs, analysis.wraps, analysis.flow, analysis.blocks, analysis.protected
    return analysis


def _joined(page: Page, undecided: tuple[tuple[Edit, str], ...]) -> Analysis:
    """The same, with the page's joins weighed."""
    analysis = _analysed(page, undecided)
    _ = analysis.assignments
    return analysis


def _settle(page: Page, rules: tuple[Rule, ...]) -> Settled:
    return settle(page, CONFIG, TAKING.chooser(Review(page)), rules=rules)


def _decide(page: Page, settled: Settled) -> Review:
    findings = [finding for finding, _ in settled.taken]
    return Review(page).with_findings(findings).accept_many([f.id for f in findings], who="", when="", batch=True)


def _write_patch(subject: Subject) -> Patch:
    place = subject.path.with_name("patch.txt.kanwu.jsonl")
    place.unlink(missing_ok=True)
    return save(place, Patch.new("patch.txt", subject.page).with_review(subject.review), durable=False)


def _write_source(subject: Subject) -> bytes:
    out = BytesIO()
    open_source(subject.path).write([(subject.page, subject.review.rendered)], out)
    return out.getvalue()


def _clean_file(subject: Subject) -> FileReport:
    """A file that was never cleaned before; RuntimeError where it fails."""
    if subject.task.patch is not None:
        subject.task.patch.unlink(missing_ok=True)
    report = subject.cleaner(subject.task)
    if report.tally.exit_code > 1:
        raise RuntimeError(f"{report.tally.failures}{report.tally.broken}")
    return report


def _stage_of(rule: Rule) -> Callable[[Subject], object]:
    options = options_of(rule, CONFIG)
    return lambda subject: list(rule.find(subject.analysis, options))


RULE_STAGES: Mapping[str, Callable[[Subject], object]] = MappingProxyType({rule.id: _stage_of(rule) for rule in RULES})

STAGES: Mapping[str, Callable[[Subject], object]] = MappingProxyType(
    {
        "decode": lambda s: decode(s.path.read_bytes(), None, str(s.path)),
        "layout": lambda s: make_page(s.page.id, s.page.text, s.page.origin),
        "analysis": lambda s: _analysed(s.page, s.undecided),
        "reading order": lambda s: Analysis(s.page).assignments,
        **RULE_STAGES,
        "all rules": lambda s: analyse(s.page, CONFIG, rules=s.rules),
        "settle": lambda s: _settle(s.page, s.rules),
        "decide": lambda s: _decide(s.page, s.settled),
        "render": lambda s: render(s.page, s.review.edits),
        "encode": lambda s: encode_cleaned(s.page, s.review.rendered),
        "write patch": _write_patch,
        "clean file": _clean_file,
    }
)
"""Every stage by name, in the order in which a page goes through them; `clean file` is all of them."""
