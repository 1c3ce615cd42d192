"""The stages timed by pytest-benchmark, in CPU seconds: `python -m tests.benchmarks` runs this file and prints what it measured.

To compare two states of the code run it by itself, `pytest tests/benchmarks/bench_stages.py --benchmark-autosave`, and the second time
with `--benchmark-compare`.
"""

import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.pages import KINDS
from tests.benchmarks.stages import STAGES, Subject, prepare

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.fixture(scope="module", params=KINDS)
def subject(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """A page of each kind."""
    return prepare(request.param, tmp_path_factory.mktemp("page"))


@pytest.mark.parametrize("stage", STAGES)
def test_stage(benchmark: BenchmarkFixture, stage: str, subject: Subject) -> None:
    """One stage over one page, warm."""
    benchmark.extra_info["stage"] = stage
    benchmark.extra_info["kind"] = subject.kind
    function = STAGES[stage]
    function(subject)
    assert benchmark(function, subject) is not None
