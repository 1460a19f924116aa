"""A comparison in words: labels, what it finds, its lists, what changed between versions."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison import compare
from components.domain.record import Actor, Mention, Record
from components.exports.compare_event_rows import event_groups
from components.exports.compare_headline import (
    dates_sentence,
    events_sentence,
    finding,
    further,
    in_a_row,
    names,
    same_words_sentence,
)
from components.exports.compare_labels import article_labels
from components.exports.compare_lines import (
    headline_lines,
    quote_lines,
    quotes_of_one,
)
from components.exports.compare_rows import (
    actor_groups,
    attitude_groups,
    claim_groups,
    day_groups,
    heard_lines,
    voice_groups,
)
from components.exports.compare_texts import compared_text
from components.exports.list_rows import ListGroup
from tests.collection.comparison.made import event, quote, record
from tests.collection.comparison.test_shared import paper, wire


def told(groups: list[ListGroup]) -> dict[str, list[str]]:
    return {g.head: [r.label for r in g.rows] for g in groups}


@pytest.fixture
def records() -> list[Record]:
    return [wire(), paper()]


def test_articles_are_called_by_what_tells_them_apart() -> None:
    def called(*made: Record) -> list[str]:
        return [one.name for one in article_labels(made)]

    post = record("a", "One text.", title="Bridge closed", outlet="The Post", date="2026-03-02")
    later = msgspec.structs.replace(post, id="b", date="2026-03-03")
    same_day = msgspec.structs.replace(post, id="c", title="Ferry planned")
    bare = record("d", "One text.")
    assert called(post, wire()) == ["The Post", "Wire"]
    assert called(post, later) == ["The Post · 2 March 2026", "The Post · 3 March 2026"]
    assert called(post, same_day) == ["“Bridge closed”", "“Ferry planned”"]
    assert called(post, msgspec.structs.replace(post, id="e")) == ["Article 1", "Article 2"]
    assert called(bare, msgspec.structs.replace(bare, id="f", title="")) == ["“One text.”", "Article 2"]


def test_the_finding_says_whom_both_quote_and_whom_one_alone(records: list[Record]) -> None:
    found, labels = compare(records), article_labels(records)
    assert finding(found, records, labels) == "Both quote Peter Lund; only Wire quotes Mary Jones."
    assert further(found, records, labels) == [
        "One quote stands in more than one article, cut.",
        "Of three events, one is reported by both.",
    ]


def test_nobody_is_told_to_be_quoted_by_one_alone_where_another_leaves_a_speaker_open(records: list[Record]) -> None:
    text = "Mary Jones came late. “Nobody told me of it in time,” a woman said. “It is not safe,” Peter Lund said."
    other = record(
        "blog", text, outlet="Blog", people=["Mary Jones", "Peter Lund"],
        quotes=[
            quote(text, "“Nobody told me of it in time,”"), quote(text, "“It is not safe,”", "Peter Lund"),
        ],
    )  # fmt: skip
    both = [records[0], other]
    assert finding(compare(both), both, article_labels(both)) == "Both quote Peter Lund."


def test_descriptions_are_no_names_in_the_finding() -> None:
    made = []
    for n in ("a", "b"):
        text = "A crowd gathered. “We want our bridge back at once,” the crowd said."
        one = record(
            n, text, outlet=n.upper(), people=["crowd"], quotes=[quote(text, "“We want our bridge back", "crowd")]
        )
        actor = msgspec.structs.replace(
            one.actors[0], mentions=tuple(msgspec.structs.replace(m, form="nominal") for m in one.actors[0].mentions)
        )
        made.append(msgspec.structs.replace(one, actors=(actor,)))
    assert "crowd" not in finding(compare(made), made, article_labels(made))


def test_a_row_of_names_is_cut_where_it_is_long() -> None:
    assert in_a_row(["A"]) == "A" and in_a_row(["A", "B", "C"]) == "A, B and C"
    assert names(["A", "B", "C", "D"]) == "A, B, C and D"
    assert names(["A", "B", "C", "D", "E"]) == "A, B, C and two others"


def test_lists_stand_under_who_has_it(records: list[Record]) -> None:
    found, labels = compare(records), article_labels(records)
    assert told(actor_groups(found, labels)) == {
        "In both": ["Council", "Peter Lund"], "Found only in Wire": ["Mary Jones"], "Found only in Paper": ["Ida Berg"]
    }  # fmt: skip
    assert told(voice_groups(found, labels)) == {"In both": ["Peter Lund"], "Found only in Wire": ["Mary Jones"]}
    assert told(day_groups(found, labels)) == {"In both": ["2 March 2026"], "Found only in Paper": ["4 March 2026"]}
    assert told(attitude_groups(found, labels)) == {
        "Found only in Wire": ["Mary Jones on Council · against"], "Found only in Paper": ["Ida Berg on Council · for"]
    }  # fmt: skip
    assert told(claim_groups(found, labels)) == {}
    assert told(quotes_of_one(found, records, labels)) == {
        "Found only in Wire": ["“We were never asked about any of this,”"]
    }
    third = [
        *records,
        record("third", "The Council met at the old bridge that it had closed.", outlet="Third", people=["Council"]),
    ]
    groups = told(actor_groups(compare(third), article_labels(third)))
    assert groups["In all three"] == ["Council"] and groups["In 2 of 3"] == ["Peter Lund"]


def test_the_chronicle_says_who_reports_it_and_where_they_differ(records: list[Record]) -> None:
    text = "The Council closed the old bridge on 3 March."
    closed = event(text, "closed the old bridge", "2026-03-03", ["Council"], "planned")
    other = record("blog", text, outlet="Blog", people=["Council"], events=[closed])
    made = [records[0], other]
    found, labels = compare(made), article_labels(made)
    groups = event_groups(found, labels, found.events)
    row = groups[0].rows[0]
    assert [p.name for p in row.who] == ["Wire", "Blog"]
    assert row.note == (
        "the dates differ (Wire: 2 March 2026, Blog: 3 March 2026); told differently (Wire: happened, Blog: planned)"
    )
    assert groups[-1].head == "no date in the text"


def test_dates_that_differ_are_all_told(records: list[Record]) -> None:
    found, labels = compare(records), article_labels(records)
    shared = next(e for e in found.events if len({t.article for t in e.tellings}) == 2)
    one, other = shared.tellings[:2]
    again = msgspec.structs.replace(one, earliest="2026-03-05", latest="2026-03-05")
    by_tense = msgspec.structs.replace(other, earliest="2026-03-09", latest="2026-03-09", basis="tense")
    several = msgspec.structs.replace(shared, tellings=(one, other, again, by_tense))
    (note,) = [row.note for group in event_groups(found, labels, [several]) for row in group.rows]
    assert "2 March 2026 and 5 March 2026" in note and "9 March" not in note


def test_shares_of_voice_are_told_above_a_floor_alone(records: list[Record]) -> None:
    found, labels = compare(records), article_labels(records)
    assert heard_lines(found, labels) == [
        "Wire: 19 words of 2 speakers quoted; Peter Lund first, Mary Jones last; too little to compare shares.",
        "Paper: 8 words of 1 speaker quoted; too little to compare shares.",
    ]
    assert not any("%" in fact for g in voice_groups(found, labels) for r in g.rows for fact in r.facts)
    long = " ".join(f"word{n}" for n in range(45))
    text = f"“{long},” Peter Lund said. “No,” Mary Jones said."
    much = record(
        "much", text, outlet="Much", people=["Peter Lund", "Mary Jones"],
        quotes=[quote(text, f"“{long},”", "Peter Lund"), quote(text, "“No,”", "Mary Jones")],
    )  # fmt: skip
    made = [records[0], much]
    facts = [f for g in voice_groups(compare(made), article_labels(made)) for r in g.rows for f in r.facts]
    assert "Much: 45 words (98% of what is quoted)" in facts


def test_a_quote_that_was_cut_shows_each_version(records: list[Record]) -> None:
    (row,) = quote_lines(compare(records), article_labels(records))
    assert (row.what, row.note) == ("Peter Lund", "cut")
    assert [line.who for line in row.lines] == ["Wire · full quote", "Paper · full quote"]
    assert row.lines[0].pieces[-1] == ("the river here,”", "left out")


def test_words_that_stand_in_another_text_as_no_quote_are_not_told_as_one_articles_alone(records: list[Record]) -> None:
    text = "It is known: It is not safe for anybody to cross the river here, people think."
    made = [records[0], record("blog", text, outlet="Blog")]
    row = quote_lines(compare(made), article_labels(made))[0]
    assert row.note == "in Blog the same words, not told as a quote"
    assert [line.who for line in row.lines] == ["Wire · full quote"]


def test_headlines_stand_against_each_other_where_they_share_words() -> None:
    made = [record("a", "Bridge closed in Arden"), record("b", "Bridge reopened in Arden")]
    rows = headline_lines(made, article_labels(made))
    assert [r.lines[0].pieces for r in rows] == [
        (("Bridge", "same"), ("closed", "own"), ("in Arden", "same")),
        (("Bridge", "same"), ("reopened", "own"), ("in Arden", "same")),
    ]
    others = [record("a", "Bridge closed"), record("b", "Drivers furious")]
    assert {c for r in headline_lines(others, article_labels(others)) for _, c in r.lines[0].pieces} == {"same"}


def test_a_text_marks_the_passages_of_the_rows_that_are_shown(records: list[Record]) -> None:
    found = compare(records)
    shared = next(q for q in found.quotes if len(q.articles) == 2)
    data = compared_text(records[1], found.places(), [shared.id], "content", bar="Paper")
    marked = [
        b["text"][start:end] for b in data["blocks"] for start, end, _, _, mark in b["layers"] if mark == shared.id
    ]
    assert marked == ["“It is not safe for anybody to cross,”"]
    assert (data["handle"], data["sheet"], data["selectable"]) == ("The texts · Paper", True, False)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((1, 1), "Both report the same event."),
        ((2, 2), "Both report the same two events."),
        ((2, 1), "Of two events, one is reported by both."),
        ((3, 2), "Of three events, two are reported by both."),
    ],
)
def test_sentences_that_count_agree_with_their_numbers(events: tuple[int, int], said: str) -> None:
    lines = ["The Council closed the old bridge.", "The Council opened a new ferry.", "The Council paid a high fine."]
    words = ["closed the old bridge", "opened a new ferry", "paid a high fine"]
    made = []
    for name, count in zip("ab", events, strict=True):
        text = " ".join(lines[:count])
        told_events = [event(text, w, "2026-03-02", ["Council"]) for w in words[:count]]
        made.append(record(name, text, people=["Council"], events=told_events))
    found = compare(made)
    assert events_sentence(found, 2) == said


def test_a_quote_and_a_date_alone_are_told_in_the_singular(records: list[Record]) -> None:
    text = "The Council closed the old bridge on 3 March."
    other = record(
        "blog", text, people=["Council"], events=[event(text, "closed the old bridge", "2026-03-03", ["Council"])]
    )
    assert dates_sentence(compare([records[0], other])) == "They differ on the date of one event."
    assert same_words_sentence(compare(records)) == "One quote stands in more than one article, cut."
    alone = compare([records[0], record("x", "Nothing of it stands here.")])
    assert same_words_sentence(alone) == "" and events_sentence(alone, 2) == ""


def test_texts_without_an_outlet_are_called_by_their_day() -> None:
    made = [record("a", "One.", date="2026-03-02"), record("b", "Two.", date="2026-03-03")]
    assert [one.name for one in article_labels(made)] == ["the text of 2 March 2026", "the text of 3 March 2026"]


def test_what_another_may_tell_has_a_head_of_its_own() -> None:
    text = "The Council closed the bridge."
    a = record("a", text, outlet="A", people=["Council"], events=[event(text, "closed the bridge", None, ["Council"])])
    others = [record(n, t, outlet=n.upper()) for n, t in (("b", "The bridge was closed by the Council."), ("c", "No."))]
    for made, head in (([a, others[0]], "Perhaps in both"), ([a, *others], "In one, perhaps in more")):
        found, labels = compare(made), article_labels(made)
        assert told(actor_groups(found, labels)) == {head: ["Council"]}
        (row,) = event_groups(found, labels, found.events)[0].rows
        assert row.note == "perhaps also in B" and [p.name for p in row.who] == ["A"]


def test_whom_descriptions_alone_tell_of_is_no_articles_alone() -> None:
    text = "Some officials came, Ida Berg said."
    one = record("a", text, outlet="A", people=["Ida Berg"])
    mention = Mention(start=5, end=14, form="nominal")
    officials = Actor(id="officials", name="officials", kind="group", mentions=(mention,))
    one = msgspec.structs.replace(one, actors=(*one.actors, officials))
    made = [one, record("b", "Nothing of it stands here.", outlet="B")]
    assert told(actor_groups(compare(made), article_labels(made))) == {
        "Found only in A": ["Ida Berg"], "By description alone": ["officials"],
    }  # fmt: skip
