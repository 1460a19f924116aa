"""What a record says of its article: title, details, sentences; and where findings say that something stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy

from components.analysis.client import seconds_for
from components.analysis.findings import Findings, char_span, findings, publish, sentences
from components.domain.article import make_article
from components.domain.record import Record
from components.domain.spans import Span

Read = Callable[..., Record]

BODY = "The council voted on Monday to close the old bridge until June, and the drivers were not amused by it."
TWELVE = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("text", "known", "title", "headline"),
    [
        (f"Bridge in Arden Closes\n\n{BODY}", {}, "Bridge in Arden Closes", (0, 22)),
        (f"# Bridge in Arden Closes\n\n{BODY}", {}, "Bridge in Arden Closes", (0, 24)),
        (f"Bridge in Arden Closes\n\n{BODY}", {"title": "Another"}, "Another", (0, 22)),
        (f"Bridge in Arden Closes\n\n{BODY}", {"title": "   "}, "Bridge in Arden Closes", (0, 22)),
        # Where there is no headline, the first twelve words.
        (TWELVE, {}, TWELVE, None),
        (f"{TWELVE} thirteen", {}, f"{TWELVE}…", None),
        ("one \n two\n\nthree", {}, "one two three", None),
        ("", {}, "", None),
        ("", {"title": "A title"}, "A title", None),
    ],
)
def test_titles(read: Read, text: str, known: dict[str, str], title: str, headline: Span | None) -> None:
    record = read(text, **known)
    assert (record.title, record.headline) == (title, headline)


def test_of_two_headlines_the_second_line_is_the_title(read: Read) -> None:
    record = read(f"Bridge Opens in Leeds\nMayor Opens Bridge\n\n{BODY}")
    assert (record.title, record.headline, record.alternative) == ("Mayor Opens Bridge", (22, 40), (0, 21))


def test_what_was_known_of_the_article_stands_in_its_record(read: Read) -> None:
    known = {"outlet": "The Post", "byline": "Ida Berg", "url": "https://a.example/x", "language": "en"}
    record = read(BODY, title="A title", date="2026-01-13", date_basis="user", genre="court", **known)
    assert (record.outlet, record.byline, record.url, record.language) == tuple(known.values())
    assert (record.date, record.date_basis) == ("2026-01-13", "user")
    assert (record.genre, record.genre_rule) == ("court", "set by a reader")
    assert (record.text, record.words, record.id) == (BODY, 20, make_article(BODY).id)


def test_a_kind_that_nobody_set_is_guessed_with_its_reason(read: Read) -> None:
    assert (read(BODY).genre, read(BODY).genre_rule) == ("news", "nothing in it says otherwise")
    record = read(f"Opinion\n\n{BODY}")
    assert (record.genre, record.genre_rule) == ("opinion", "its head says so")


def test_a_record_names_what_it_was_made_with(read: Read) -> None:
    pipeline = read(BODY).pipeline
    assert pipeline.spacy == spacy.__version__ and pipeline.model.startswith("en_core_web_sm")


def test_every_part_of_a_record_is_of_its_own_text(read: Read) -> None:
    record = read("Anna Smith met Tom Ruiz on Monday. “Ruiz is a corrupt liar,” Ida Berg said.", date="2026-01-13")
    assert [a.name for a in record.actors] == ["Tom Ruiz", "Anna Smith", "Ida Berg"]
    assert [(r.verb, record.text[r.start : r.end]) for r in record.relations] == [("meet", "Smith met Tom Ruiz")]
    assert [record.text[s:e] for q in record.quotes for s, e in q.content] == ["“Ruiz is a corrupt liar,”"]
    assert [(record.text[t.start : t.end], t.earliest) for t in record.timexes] == [("Monday", "2026-01-12")]
    assert {record.text[e.trigger[0] : e.trigger[1]] for e in record.events} >= {"met"}
    assert [(record.text[s:e], t.start) for t in record.tones for s, e in t.evidence] == [("corrupt", 35), ("liar", 35)]
    assert record.left_open == ()
    assert read("He smiled.").left_open == ((0, 2),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        (
            "  Leeds wins. \n\n\n It rains! Why?\nSo it is",
            [("Leeds wins.", 0), ("It rains!", 1), ("Why?", 1), ("So it is", 2)],
        ),
    ],
)
def test_sentences_stand_without_white_space_each_in_its_paragraph(
    read: Read, text: str, expected: list[tuple[str, int]]
) -> None:
    found = read(text).sentences
    assert [(text[s.start : s.end], s.paragraph) for s in found] == expected


@pytest.mark.parametrize(
    ("span", "inside"),
    [
        ((10, 20), True),
        ((10, 11), True),
        ((19, 20), True),
        ((10, 21), False),
        ((9, 12), False),
        ((20, 21), False),
        ((40, 50), True),
        ((49, 51), False),
        ((15, 45), False),
        ((0, 5), False),
        ((60, 61), False),
    ],
)
def test_what_lies_in_a_heading(span: Span, inside: bool) -> None:
    state = Findings(make_article(""), headings=[(10, 20), (40, 50)])
    assert state.in_heading(*span) is inside
    assert Findings(make_article("")).in_heading(*span) is False


@pytest.mark.parametrize(
    ("at", "inside"),
    [(9, False), (10, True), (19, True), (20, False), (39, False), (40, True), (49, True), (50, False)],
)
def test_what_lies_in_a_credit(at: int, inside: bool) -> None:
    assert Findings(make_article(""), credits=[(10, 20), (40, 50)]).in_credit(at) is inside
    assert Findings(make_article("")).in_credit(at) is False


@pytest.mark.parametrize(
    ("span", "inside"), [((10, 20), True), ((12, 15), True), ((9, 15), False), ((12, 21), False), ((20, 21), False)]
)
def test_what_lies_in_the_second_headline_line(span: Span, inside: bool) -> None:
    assert Findings(make_article(""), alternative=(10, 20)).in_alternative(*span) is inside
    assert Findings(make_article("")).in_alternative(*span) is False


def test_new_findings_for_the_same_text_keep_the_layout_and_nothing_else() -> None:
    old, new = make_article("a"), make_article("a", title="Another")
    layout = {
        "paragraphs": [(0, 1)], "headings": [(0, 1)], "headline": (0, 1), "alternative": (1, 2), "credits": [(2, 3)]
    }  # fmt: skip
    state = Findings(old, **layout, date="2026-01-13", date_basis="user", date_rule="r", left_open=[(0, 1)])  # type: ignore[arg-type]
    assert state.restarted_for(new) == Findings(new, **layout)  # type: ignore[arg-type]


def test_characters_are_widened_to_the_tokens_they_touch() -> None:
    doc = spacy.blank("en")("Anna Smith smiled.")
    assert [char_span(doc, span).text for span in [(0, 4), (1, 3), (3, 6), (5, 17), (17, 18)]] == [
        "Anna", "Anna", "Anna Smith", "Smith smiled", "."
    ]  # fmt: skip
    with pytest.raises(ValueError, match=r"no tokens at \(30, 40\)"):
        char_span(doc, (30, 40))


def test_labelled_spans_are_published_in_their_order() -> None:
    doc = spacy.blank("en")("Anna Smith smiled.")
    publish(doc, "mine", [((5, 10), "b"), ((0, 10), "a")])
    assert [(s.text, s.label_) for s in doc.spans["mine"]] == [("Smith", "b"), ("Anna Smith", "a")]


def test_a_bare_doc_has_findings_of_its_text_alone() -> None:
    doc = spacy.blank("en")("Anna Smith smiled.")
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = False
    assert findings(doc) is findings(doc)
    assert findings(doc).article == make_article("Anna Smith smiled.")
    assert [(s.start, s.end, s.paragraph, s.heading) for s in sentences(doc)] == [(0, 18, 0, False)]


@pytest.mark.parametrize(("characters", "seconds"), [(0, 15.0), (1_600, 16.0), (800, 15.5), (200_000, 140.0)])
def test_how_long_reading_may_take(characters: int, seconds: float) -> None:
    assert seconds_for("a" * characters) == seconds
