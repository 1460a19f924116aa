"""The step in the whole pipeline: tense from the parse, the article date and where it comes from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from components.analysis.findings import Findings, findings
from components.analysis.pipeline import ArticleAnalyser, analyse
from components.analysis.timex.step import detect_phrases, normalised_timexes
from components.domain.article import make_article
from components.domain.record import Record, Timex

Read = Callable[..., Record]


def _values(record: Record) -> list[tuple[str, str]]:
    return [(record.text[t.start : t.end], t.value) for t in record.timexes]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister resigned on Friday.", "2026-01-09"),
        ("The minister will resign on Friday.", "2026-01-16"),
        ("The committee is scheduled to meet on Friday.", "2026-01-16"),
        ("The minister has resigned, police said Monday.", "2026-01-12"),
        ("The deadline was extended until Friday.", "2026-01-16"),
        ("The vote was put off until Friday.", "2026-01-16"),
        ("The road was shut until March.", "2026-03"),
        ("The museum will close on Sunday.", "2026-01-18"),
        ("The firm will pay more than the closing price on Friday.", "2026-01-09"),
        ("The firm closes in the first quarter of 2025.", "2025-Q1"),
        ("The bridge opened in November.", "2025-11"),
        ("The bridge will open in November.", "2026-11"),
        ("They plan to vote on March 3.", "2026-03-03"),
        ("They voted on March 3.", "2025-03-03"),
    ],
)
def test_the_verbs_tense_decides(read: Read, text: str, value: str) -> None:
    assert [v for _, v in _values(read(text, date="2026-01-13"))] == [value]


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("OTTAWA, Jan. 13, 2026 (Reuters) — Canada said on Monday it would act.", "2026-01-13", "stated"),
        ("OTTAWA, Jan. 13 (Reuters) — Canada acted. It began on Jan. 10, 2026.", "2026-01-13", "stated"),
        ("OTTAWA, Jan. 13 (Reuters) — Canada said on Monday it would act.", None, None),
        ("A Quiet Day in the Big City\nFriday, July 21, 2017\n\nThe man said so on Monday.", "2017-07-21", "stated"),
        ("A Quiet Day\nPublished: 3 March 2021\n\nThe man said so on Monday.", "2021-03-03", "stated"),
        ("The message, delivered on January 13, 2026, was clear to all.", "2026-01-13", "inferred"),
        ("He was born on May 4, 1950. In 2019 he died.", None, None),
        ("He said so on Friday.", None, None),
        ("", None, None),
    ],
)
def test_the_article_date(read: Read, text: str, date: str | None, basis: str | None) -> None:
    record = read(text)
    assert (record.date, record.date_basis) == (date, basis)
    assert bool(record.date_rule) == (date is not None)


def test_a_given_date_goes_first(read: Read) -> None:
    text = "OTTAWA, Jan. 13, 2026 (Reuters) — Canada said on Monday it would act."
    record = read(text, date="2026-01-14")
    assert (record.date, record.date_basis) == ("2026-01-14", "metadata")
    assert read(text, date="2026-01-14", date_basis="user").date_basis == "user"
    assert read(text, date="nonsense").date == "2026-01-13"


def test_without_a_date_nothing_relative_is_dated(read: Read) -> None:
    record = read("He resigned on Friday, after talks last week.")
    assert [t.earliest for t in record.timexes] == [None, None]
    assert all("isn't known" in t.rule for t in record.timexes)


def test_the_seed_holds_one_date(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    assert _values(record) == [("January 13, 2026", "2026-01-13")]
    assert (record.date, record.date_basis) == ("2026-01-13", "inferred")


def test_one_parse_serves_every_article_date(nlp: Language) -> None:
    doc = nlp.make_doc("The minister resigned on Friday.")
    doc._.dateline = Findings(article=make_article(doc.text))
    phrases = detect_phrases(nlp(doc))
    assert [normalised_timexes(phrases, day)[0].value for day in ("2026-01-13", "2020-03-04", None, "nonsense")] == [
        "2026-01-09",
        "2020-02-28",
        "XXXX-WXX-5",
        "XXXX-WXX-5",
    ]
    assert [s.label_ for s in doc.spans["dateline_timex"]] == ["DATE"]


@pytest.mark.parametrize(
    "text", ["(" * 300, "😀 on 😀 Friday 😀", "0000-00-00 and 9999-12-31", "\n\n\n", "May. May! March?"]
)
def test_any_text_is_survived(read: Read, text: str) -> None:
    assert read(text, date="2024-02-29").text == text


def test_a_month_beside_a_year_long_past_is_of_that_year(read: Callable[..., Record]) -> None:
    record = read("In 1999, a similar dispute lasted from May to July. It began again in May.", date="2026-03-04")
    assert [t.value for t in record.timexes] == ["1999", "1999-05", "1999-07", "2025-05"]
    assert record.timexes[1].anchor == 0


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They will appeal the decision, announced Friday by the court.", "Friday", "2026-01-09"),
        ("Protesters planned a large rally on Saturday.", "Saturday", "2026-01-17"),
        ("The offer had been scheduled to expire on Friday.", "Friday", "2026-01-09"),
        ("Sales have doubled since 1980. In September, it bought a rival.", "September", "2025-09"),
        ("Sales rose in the quarter ended Sept. 30.", "the quarter", "2025-Q3"),
    ],
)
def test_the_direction_and_the_year_that_the_sentence_gives(read: Read, text: str, words: str, value: str) -> None:
    record = read(text, date="2026-01-13")
    assert {record.text[t.start : t.end]: t.value for t in record.timexes}[words] == value


def test_another_article_date_moves_every_date_without_a_new_parse(
    nlp: Language, seed_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make_doc = nlp.make_doc

    def counted(text: str) -> Doc:
        made.append(text)
        return make_doc(text)

    monkeypatch.setattr(nlp, "make_doc", counted)
    text = seed_text + "\n\nRebels attacked the camp on Friday, police said. It rained yesterday."
    reader = ArticleAnalyser(nlp)
    days = ["2026-01-13", "2020-02-29", None]
    again = [reader.analyse(make_article(text, date=day, date_basis="user" if day else None)) for day in days]
    assert made == [text]
    for day, record in zip(days, again, strict=True):
        assert record == analyse(nlp, make_article(text, date=day, date_basis="user" if day else None))
    assert [t.value for t in again[1].timexes][-2:] == ["2020-02-28", "2020-02-28"]


def test_only_the_last_parses_are_kept(nlp: Language) -> None:
    reader = ArticleAnalyser(nlp)
    for number in range(ArticleAnalyser.KEPT + 2):
        reader.analyse(make_article(f"Story number {number} was told on Friday."))
    assert len(reader._parses) == ArticleAnalyser.KEPT


def day_and_basis(doc: Doc) -> tuple[str | None, str | None]:
    return findings(doc).date, findings(doc).date_basis


def test_where_a_stated_date_may_stand(nlp: Language) -> None:
    doc = nlp("A Quiet Day in the Big City\nFriday, July 21, 2017\n\nThe man said so on Monday.")
    assert day_and_basis(doc) == ("2017-07-21", "stated")
    doc = nlp.create_pipe("dateline_timex", config={"max_stated_date_characters": 20})(doc)
    assert day_and_basis(doc) != ("2017-07-21", "stated")


def test_how_sure_a_weekday_is(nlp: Language) -> None:
    doc = nlp("The minister resigned on Friday, May 5, 2017. It rained on Monday.")
    assert [t.confidence for t in findings(doc).timexes][1] == 0.95
    doc = nlp.create_pipe("dateline_timex", config={"past_weekday_confidence": 0.5})(doc)
    assert [t.confidence for t in findings(doc).timexes][1] == 0.5


BLANK = spacy.blank("en")
REPORT = "It rained on Friday and in May."


def annotated(*timexes: tuple[str, str]) -> Doc:
    """The report with time expressions by words and value."""
    doc = BLANK.make_doc(REPORT)
    made = []
    for words, value in timexes:
        start = REPORT.index(words)
        made.append(Timex(start=start, end=start + len(words), type="DATE", value=value, rule="by hand"))
    doc._.dateline = Findings(article=make_article(REPORT), timexes=made)
    return doc


def test_time_expressions_are_scored_by_their_characters_and_values() -> None:
    examples = [
        Example(
            annotated(("Friday", "2026-01-09"), ("May", "2025-05"), ("rained", "2026")),
            annotated(("Friday", "2026-01-16"), ("May", "2025-05")),
        ),
        Example(annotated(("on Friday", "2026-01-09")), annotated(("Friday", "2026-01-09"))),
    ]
    scores = BLANK.create_pipe("dateline_timex").score(examples)
    assert (scores["timexes_p"], scores["timexes_r"]) == (0.5, pytest.approx(2 / 3)), "“on” is no part of it"
    assert scores["timexes_f"] == pytest.approx(4 / 7)
    assert scores["timexes_value_acc"] == 0.5, "of the two that both have, Friday's is another day"
