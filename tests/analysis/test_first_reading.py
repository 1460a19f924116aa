"""A long text tells how far its reading is, and first who is in its beginning and who is quoted there."""

from __future__ import annotations

import pytest
from spacy.language import Language

from components.analysis import pipeline
from components.analysis.first_reading import PART, beginning_of, read_beginning
from components.analysis.pipeline import LONG, ArticleAnalyser
from components.domain.article import make_article
from components.domain.reading_progress import ReadingProgress
from tests.long_story import long_story


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("", ""),
        ("a" * 100, "a" * 15),
        (f"{'a' * 20}\n\n{'b' * 80}", "a" * 20),  # the paragraph in which the part ends, whole
        (f"{'a' * 60}\n{'b' * 40}", "a" * 15),  # but no longer than twice the part
    ],
)
def test_the_beginning_ends_with_a_paragraph_where_one_ends_soon(text: str, beginning: str) -> None:
    assert beginning_of(text) == beginning and len(beginning) <= 2 * PART * len(text)


def test_a_long_text_is_told_of_as_it_is_read(nlp: Language) -> None:
    told: list[ReadingProgress] = []
    article = make_article(long_story(LONG // 4)[: LONG + 2_000], date="2026-03-02", date_basis="user")
    analyser = ArticleAnalyser(nlp)
    record = analyser.analyse(article, told.append)
    shares = [one.share for one in told]
    assert shares == sorted(shares) and 0 < shares[0] < 1 / 3 and shares[-1] == pytest.approx(1)
    first = told[0].first
    assert first is not None and 0.1 < first.part < 0.35
    names = {a.name for a in record.actors}
    assert sum(who.split(",")[0] in names for who in first.who) >= 6
    assert first.quotes and all(words in article.text for words, _ in first.quotes)
    assert {speaker for _, speaker in first.quotes} & names
    assert [one.first for one in told[1:]] == [None] * (len(told) - 1)
    assert analyser.analyse(article) == record, "what was read first changes nothing"


def test_of_a_short_text_nothing_is_told(nlp: Language) -> None:
    told: list[ReadingProgress] = []
    ArticleAnalyser(nlp).analyse(make_article("Mayor Ida Berg opened the bridge on Monday."), told.append)
    assert told == []


def test_a_beginning_that_cannot_be_read_costs_the_rest_nothing(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RecursionError("Ida Berg")

    monkeypatch.setattr(pipeline, "read_beginning", breaks)
    told: list[ReadingProgress] = []
    article = make_article(long_story(LONG // 4)[: LONG + 2_000], date="2026-03-02", date_basis="user")
    record = ArticleAnalyser(nlp).analyse(article, told.append)
    assert record.actors and told[-1].share == pytest.approx(1) and {one.first for one in told} == {None}
    assert article.id in caplog.text and "RecursionError" in caplog.text and "Ida Berg" not in caplog.text


def test_whoever_has_no_name_is_not_told_of(nlp: Language) -> None:
    text = (
        "Two men robbed a bank on Monday. Police said the men fled. A spokesman for the union said: “We are safe.”\n\n"
    )
    named = "Mayor Ida Berg said she would wait for the police.\n\n"
    assert read_beginning(nlp, make_article(text * 40)).who == ()
    (who,) = read_beginning(nlp, make_article(named + text * 40)).who
    assert who.startswith("Ida Berg")
