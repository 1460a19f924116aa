"""Texts that no article is like: refused with a sentence, or read within their time; no news is refused."""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.analysis.client import AnalysisClient, seconds_for
from components.analysis.prose_check import MAX_RUN_CHARACTERS, MIN_DIFFERENT_WORDS, WINDOW_WORDS, require_prose
from components.cli import main
from components.domain.article import make_article
from components.domain.errors import AnalysisFailed, NoProse
from components.ingest.limits import MAX_CHARACTERS
from components.services.library import seed_articles

WORDS = "the mayor said that a bridge over river would open new road after council and people who waited years".split()
SHORT = "Mayor Ida Berg opened the new bridge on Monday. “It will serve us,” she said."


def mixed(pieces: list[str], count: int, between: str = "") -> str:
    return between.join(random.Random(7).choices(pieces, k=count))  # noqa: S311 - no secret


NO_ARTICLE = {
    **{mark: mark * 100_000 for mark in "“\"([—…'"},
    "marks": mixed([*"“”\"([—…'‘’)]"], 100_000),
    "marks and spaces": mixed([*"“”\"([—…'‘’)]"], 100_000, " "),
    "pairs of one letter": "a " * 60_000,
    "lines of one letter": "a\n" * 60_000,
    "one word": "a" * 300_000,
    "brackets after an article": f"{SHORT} " * 3 + "[(" * 10_000,
    "one weekday": "Monday " * 40_000,
    "one name": "Ida Berg " * 30_000,
    "one sentence": "He said so. " * 20_000,
    "one quote": "“No,” he said. " * 15_000,
}


@pytest.mark.parametrize("text", NO_ARTICLE.values(), ids=NO_ARTICLE)
def test_what_no_article_has_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(NoProse, match=r"From line \d+ on \(“.+…”\) .+ take that part out"):
        require_prose(text)
    assert time.process_time() - began < 2


def test_the_sentence_says_where() -> None:
    with pytest.raises(NoProse, match=r"From line 3 on \(“x{24}…”\) there are 6,000 characters without a space"):
        require_prose(f"{SHORT}\n\n{'x' * 6_000}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"{SHORT} https://example.org/?{'a=b&' * 500}",
        f"{SHORT}\n{'—' * 200}\n{SHORT}\n{'* ' * 80}\n",
        "no " * 200 + SHORT,
        "x" * MAX_RUN_CHARACTERS,
        " ".join(str(n % MIN_DIFFERENT_WORDS) for n in range(3 * WINDOW_WORDS)),
        "",
    ],
    ids=["long address", "lines of marks", "a chant", "longest run", "fewest words", "nothing"],
)
def test_what_an_article_may_have_is_not(text: str) -> None:
    require_prose(text)


def news() -> Iterator[str]:
    """The seeds, and every text of the rows in the folder EVAL, where it names one."""
    yield from (a.text for a in seed_articles())
    for path in sorted(Path(os.environ["EVAL"]).glob("*.jsonl*")) if os.environ.get("EVAL") else ():
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from (row["text"] for row in map(json.loads, lines) if "text" in row)


def test_no_news_is_refused() -> None:
    for text in news():
        require_prose(text)


def test_the_time_grows_with_the_length() -> None:
    assert seconds_for("") == 15
    assert seconds_for("x" * 16_000) == 25
    assert seconds_for("x" * MAX_CHARACTERS) == 202.5


def test_the_command_names_what_it_refuses_and_reads_the_others(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "bad", "text": "Monday the mayor left. " * 5_000}, {"id": "good", "text": SHORT}]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (tmp_path / "bad.txt").write_text(f"{SHORT}\n\n{'“' * 100_000}\n", "utf-8")
    assert main(["analyse", "--jsonl", str(source)]) == 1
    out, err = capfd.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["good"]
    assert "line 1: From line 1 on (“Monday the mayor left. M…”) the same few words" in err
    assert main(["analyse", str(tmp_path / "bad.txt")]) == 1
    assert "From line 3 on (“““" in capfd.readouterr().err


@pytest.fixture(scope="module")
def analyst() -> Iterator[AnalysisClient]:
    made = AnalysisClient()
    yield made
    made.close()


ODD = {
    "no full stop": mixed([f"{w}{v}" for w in WORDS for v in ("", "s")], 12_000, " "),
    "numbers": mixed([str(n) for n in range(1000, 9000, 7)], 12_000, " "),
    "dates": mixed([f"{d} {m} {y}" for d in (1, 28) for m in ("May", "July") for y in range(1950, 1990)], 5_000, " "),
    "names": mixed([f"{w.title()}er" for w in WORDS], 9_000, " "),
    "brackets": mixed([f"({w}) [{w}" for w in WORDS], 6_000, " "),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_read_within_their_time(analyst: AnalysisClient, text: str) -> None:
    began = time.monotonic()
    assert analyst.submit(make_article(text)).wait(300) is not None
    assert time.monotonic() - began < seconds_for(text)


def test_the_dashboard_says_why_and_reads_the_next_at_once(analyst: AnalysisClient) -> None:
    assert analyst.submit(make_article(SHORT)).wait(60) is not None
    with pytest.raises(AnalysisFailed, match=r"^From line 1 on \(“““.+without a space"):
        analyst.submit(make_article("“" * 100_000)).wait(60)
    began = time.monotonic()
    assert analyst.submit(make_article(f"{SHORT} Then it rained.")).wait(60) is not None
    assert time.monotonic() - began < 5
