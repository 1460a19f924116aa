"""What all of some articles have, what one alone has: actors, quotes, voices, events, days, claims, attitudes."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison import Comparison, compare
from components.domain.record import Claim, Record
from components.exports.compare_headline import quoted_sentence
from components.exports.compare_labels import article_labels
from components.exports.compare_lines import quote_lines
from tests.collection.chronicle.stories import Line, story
from tests.collection.comparison.made import at, event, quote, record, tone

WIRE = (
    "Council closes bridge\n"
    "The Council closed the old bridge on 2 March. "
    "“It is not safe for anybody to cross the river here,” Peter Lund said.\n"
    "Mary Jones called the closure a scandal. The Council will build a ferry in May.\n"
    "“We were never asked about any of this,” Mary Jones said."
)
PAPER = (
    "Drivers furious over bridge\n"
    "The old bridge was closed by the Council on 2 March. “It is not safe for anybody to cross,” Peter Lund said.\n"
    "Ida Berg praised the Council. The Council paid a fine on 4 March."
)


def wire() -> Record:
    return record(
        "wire", WIRE, outlet="Wire", people=["Council", "Peter Lund", "Mary Jones"],
        quotes=[
            quote(WIRE, "“It is not safe for anybody to cross the river here,”", "Peter Lund"),
            quote(WIRE, "“We were never asked about any of this,”", "Mary Jones"),
        ],
        events=[
            event(WIRE, "closed the old bridge", "2026-03-02", ["Council"]),
            event(WIRE, "build a ferry", None, ["Council"], "planned"),
        ],
        days={"2 March": "2026-03-02"}, tones=[tone(WIRE, "a scandal", "Council", "negative", "Mary Jones")],
    )  # fmt: skip


def paper() -> Record:
    return record(
        "paper", PAPER, outlet="Paper", people=["Council", "Peter Lund", "Ida Berg"],
        quotes=[quote(PAPER, "“It is not safe for anybody to cross,”", "Peter Lund")],
        events=[
            event(PAPER, "The old bridge was closed", "2026-03-02", ["Council"]),
            event(PAPER, "paid a fine", "2026-03-04", ["Council"]),
        ],
        days={"2 March": "2026-03-02", "4 March": "2026-03-04"},
        tones=[tone(PAPER, "praised", "Council", "positive", "Ida Berg")],
    )  # fmt: skip


def both() -> Comparison:
    return compare([wire(), paper()])


def test_actors_of_both_stand_first_and_those_of_one_are_told() -> None:
    found = both().actors
    assert {(a.name, a.articles) for a in found} == {
        ("Council", frozenset({"wire", "paper"})),
        ("Peter Lund", frozenset({"wire", "paper"})),
        ("Mary Jones", frozenset({"wire"})),
        ("Ida Berg", frozenset({"paper"})),
    }
    assert {found[0].name, found[1].name} == {"Council", "Peter Lund"}
    assert found[0].mentions["wire"] == 3 and found[1].quotes == {"wire": 1, "paper": 1}


def test_a_quote_that_was_cut_is_one_and_what_was_cut_is_marked() -> None:
    shared, alone = both().quotes
    assert shared.articles == {"wire", "paper"} and shared.how == "cut" and shared.source == "Peter Lund"
    assert [(p.text, p.change) for p in shared.missing] == [
        ("“It is not safe for anybody to cross", "same"), ("the river here,”", "left out")
    ]  # fmt: skip
    assert [v.how for v in shared.versions] == ["whole", "cut"]
    assert alone.articles == {"wire"} and alone.source == "Mary Jones"


def test_a_quote_whose_words_were_altered_shows_them() -> None:
    text = "Peter Lund said: “It is hardly safe for anybody to cross the river here.”"
    other = record("blog", text, people=["Peter Lund"], quotes=[quote(text, text[17:], "Peter Lund")])
    (one,) = [q for q in compare([wire(), other]).quotes if len(q.articles) == 2]
    assert one.how == "altered"
    altered = next(v for v in one.versions if v.how == "altered")
    assert [p.text for p in altered.pieces if p.change == "put in"] == ["hardly"]
    assert [p.text for p in one.missing if p.change == "left out"] == ["not"]


def test_the_same_words_with_other_marks_are_whole() -> None:
    text = 'Peter Lund said: "It is not safe for anybody to cross the river here."'
    other = record("blog", text, people=["Peter Lund"], quotes=[quote(text, text[17:], "Peter Lund")])
    (one,) = [q for q in compare([wire(), other]).quotes if len(q.articles) == 2]
    assert one.how == "whole"


def test_quotes_of_two_people_are_not_one_though_they_are_alike() -> None:
    text = "Mary Jones said: “It is not safe for anybody to cross the river there.”"
    other = record("blog", text, people=["Mary Jones"], quotes=[quote(text, text[17:], "Mary Jones")])
    assert all(len(q.articles) == 1 for q in compare([wire(), other]).quotes)


def test_few_words_make_no_quote_the_same() -> None:
    texts = ["Peter Lund called it “not safe”.", "Peter Lund spoke of “not safe” bridges."]
    records = [
        record(f"{n}", t, people=["Peter Lund"], quotes=[quote(t, "“not safe”", "Peter Lund", "mixed")])
        for n, t in enumerate(texts)
    ]
    assert all(len(q.articles) == 1 for q in compare(records).quotes)


def test_an_event_of_one_day_told_in_other_words_is_one() -> None:
    events = both().events
    closed = next(e for e in events if len(e.articles) == 2)
    assert {t.summary for t in closed.tellings} == {"closed the old bridge", "The old bridge was closed"}
    assert [e.first_day for e in events] == ["2026-03-02", "2026-03-04", "9999"]


def test_events_of_one_day_with_other_people_or_other_words_are_two() -> None:
    text = "The Union closed the old bridge on 2 March. The Council met in Arden on 2 March."
    other = record(
        "blog", text, people=["Union", "Council", "Arden"],
        events=[
            event(text, "closed the old bridge", "2026-03-02", ["Union"]),
            event(text, "met in Arden", "2026-03-02", ["Council"]),
        ],
    )  # fmt: skip
    assert all(len(e.articles) == 1 for e in compare([wire(), other]).events)


def test_articles_that_differ_on_the_day_are_told_of() -> None:
    text = "The Council closed the old bridge on 3 March."
    other = record(
        "blog", text, people=["Council"], events=[event(text, "closed the old bridge", "2026-03-03", ["Council"])]
    )
    one = next(e for e in compare([wire(), other]).events if len(e.articles) == 2)
    assert one.dates_differ and {t.earliest for t in one.tellings} == {"2026-03-02", "2026-03-03"}


def test_voices_are_counted_in_words_with_the_first_and_the_last() -> None:
    found = both()
    lund = next(v for v in found.voices if v.name == "Peter Lund")
    assert lund.words == {"wire": 11, "paper": 8} and lund.quotes == {"wire": 1, "paper": 1}
    first, second = found.heard
    assert (first.words, first.speakers, first.first, first.last) == (19, 2, "Peter Lund", "Mary Jones")
    assert (second.first, second.last, second.comparable) == ("Peter Lund", "Peter Lund", False)


def test_days_that_both_name_and_that_one_names() -> None:
    assert [(d.day, d.articles) for d in both().days] == [
        ("2026-03-02", frozenset({"wire", "paper"})), ("2026-03-04", frozenset({"paper"}))
    ]  # fmt: skip


def test_attitudes_are_told_apart_by_who_and_how() -> None:
    assert {(a.holder, a.label, a.articles) for a in both().attitudes} == {
        (both().voices[1].cast, "negative", frozenset({"wire"})),
        (next(a.cast for a in both().actors if a.name == "Ida Berg"), "positive", frozenset({"paper"})),
    }


def test_what_one_tells_as_a_claim_and_another_as_a_fact_is_one_claim() -> None:
    texts = ["The Council sold the land on 1 March, Mary Jones said.", "The Council sold the land on 1 March."]
    told = event(texts[0], "sold the land", "2026-03-01", ["Council"], "claimed")
    records = [
        record("a", texts[0], people=["Council", "Mary Jones"], events=[told],
               claims=[Claim(event=told.id, by=("mary-jones",))]),
        record("b", texts[1], people=["Council"], events=[event(texts[1], "sold the land", "2026-03-01", ["Council"])]),
    ]  # fmt: skip
    (claim,) = compare(records).claims
    assert claim.articles == {"a", "b"} and claim.as_fact == ("b",) and claim.tellings[0].by == ("Mary Jones",)


def test_every_row_leads_to_its_words_in_each_article() -> None:
    found, texts = both(), {"wire": WIRE, "paper": PAPER}
    places = found.places()
    shared = next(q for q in found.quotes if len(q.articles) == 2)
    assert {texts[p.article][s:e] for p in places[shared.id] for s, e in p.spans} == {
        "“It is not safe for anybody to cross the river here,”", "“It is not safe for anybody to cross,”"
    }  # fmt: skip
    rows = [*found.actors, *found.quotes, *found.events, *found.days, *found.attitudes, *found.voices]
    assert len({r.id for r in rows}) == len(rows) and {r.id for r in rows} <= set(places)


def test_a_row_keeps_its_id_whatever_else_is_compared() -> None:
    third = record("third", "Nothing of it stands here.")
    assert {q.id for q in compare([wire(), paper(), third]).quotes} == {q.id for q in both().quotes}


def test_no_versions_where_the_texts_are_not_near() -> None:
    assert both().versions is None and both().facts == ()


def test_numbers_that_differ_of_one_event_are_told() -> None:
    def fire(dead: str) -> Line:
        return Line(f"A fire at the Arden mill killed {dead} people on 2 March.", "killed", "2026-03-02", "2 March")

    found = compare([story("a", "2026-03-02", fire("12")), story("b", "2026-03-03", fire("14"))])
    (one,) = [e for e in found.events if len(e.articles) == 2]
    (differs,) = one.differences
    assert (differs.kind, {(v.value, v.articles) for v in differs.values}) == (
        "number", {("12", ("a",)), ("14", ("b",))}
    )  # fmt: skip


WORDS = "“We knew of the cracks for many years and said nothing”"


def told_by(name: str, speaker: str | None, words: str = WORDS) -> Record:
    text = f"{words}, {speaker or 'somebody'} said of the bridge."
    return record(name, text, people=[speaker] if speaker else [], quotes=[quote(text, words, speaker)])


def test_the_same_words_by_two_speakers_are_one_quote_that_each_article_gives_to_its_own() -> None:
    records = [told_by("post", "Ida Berg"), told_by("wire", "Eva Lund"), told_by("herald", None)]
    found = compare(records)
    (one,) = found.quotes
    assert one.speakers_differ and one.speaker is None and one.source == ""
    assert {v.article: v.source for v in one.versions} == {"post": "Ida Berg", "wire": "Eva Lund", "herald": ""}
    (row,) = quote_lines(found, article_labels(records))
    assert row.what == "Speakers differ" and "given to different speakers" in row.note and "not told" not in row.note
    assert [line.who.rpartition(" · ")[2] for line in row.lines] == ["Ida Berg", "Eva Lund", "speaker left open"]


@pytest.mark.parametrize("other", ["Ida Bergh", "Berg", "Ida van der Berg"])
def test_speakers_whose_names_are_alike_are_not_told_as_different(other: str) -> None:
    records = [told_by("post", "Ida Berg"), told_by("wire", other)]
    found = compare(records)
    assert not any(q.speakers_differ for q in found.quotes)
    assert all("different speakers" not in row.note for row in quote_lines(found, article_labels(records)))


def test_speakers_whom_only_a_pronoun_tells_are_uncertain() -> None:
    text = f"Eva Lund came to Arden. {WORDS}, she said of the bridge."
    she = msgspec.structs.replace(quote(text, WORDS, "Eva Lund"), source=at(text, "she"))
    records = [told_by("post", "Ida Berg"), record("wire", text, people=["Eva Lund"], quotes=[she])]
    (row,) = quote_lines(compare(records), article_labels(records))
    assert row.what == "Speaker uncertain" and "different speakers" not in row.note
    assert [line.who.rpartition(" · ")[2] for line in row.lines] == ["Ida Berg", "Eva Lund"]


def test_an_open_speaker_is_never_shown_as_that_of_another_article() -> None:
    records = [told_by("post", "Ida Berg"), told_by("wire", None)]
    (row,) = quote_lines(compare(records), article_labels(records))
    assert row.what == "Ida Berg" and "different speakers" not in row.note
    assert [line.who.endswith("speaker left open") for line in row.lines] == [False, True]


@pytest.mark.parametrize(
    ("long", "short", "how"),
    [
        ("It is safe to cross here, and we will not take the risk", "It is safe to cross here", "cut"),
        ("It is safe to cross here, and that is something nobody believes", "It is safe to cross here", "altered"),
        ("That the bridge is safe for lorries is not true", "The bridge is safe for lorries", "altered"),
        ("We will sell the old ferry to Norway? No, we will not", "We will sell the old ferry to Norway", "altered"),
    ],
)
def test_a_cut_that_takes_its_own_not_with_it_is_one(long: str, short: str, how: str) -> None:
    records = [told_by("post", "Ida Berg", f"“{long}”"), told_by("wire", "Ida Berg", f"“{short}”")]
    found = compare(records).quotes
    assert {q.how for q in found if len(q.articles) == 2} <= {how} and (how != "cut" or len(found) == 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ida Berg and Eva Lund", "Eva Lund and Ida Berg"),
        ("Ida Berg", "Ida Berg-Holm"),
        ("Muammar Gaddafi", "Moammar Kadhafi"),
    ],
)
def test_speakers_that_may_be_one_are_not_told_as_two(before: str, after: str) -> None:
    records = []
    for name, source in (("post", before), ("wire", after)):
        text = f"{WORDS}, {source} said of the bridge."
        people = source.split(" and ")
        said = msgspec.structs.replace(quote(text, WORDS, people[0]), source=at(text, source))
        records.append(record(name, text, people=people, quotes=[said]))
    found = compare(records)
    assert not any(q.speakers_differ for q in found.quotes)
    assert not [f for f in found.facts if f.kind == "speaker"]


def test_a_speaker_who_is_only_described_may_be_the_one_that_another_article_names() -> None:
    records = [told_by("post", "Ida Berg"), told_by("wire", "spokesman")]
    spokesman = msgspec.structs.replace(
        records[1].actors[0], mentions=tuple(
            msgspec.structs.replace(m, form="nominal") for m in records[1].actors[0].mentions
        )
    )  # fmt: skip
    records[1] = msgspec.structs.replace(records[1], actors=(spokesman,))
    (row,) = quote_lines(compare(records), article_labels(records))
    assert row.what == "Ida Berg" and "different speakers" not in row.note
    assert row.lines[1].who.endswith("spokesman")


def test_few_words_that_two_people_say_are_two_quotes_and_none_is_told_as_no_quote() -> None:
    few = "“We will not resign today”"
    records = [told_by("post", "Ida Berg", few), told_by("wire", "Eva Lund", few)]
    found = compare(records).quotes
    assert [q.source for q in found] == ["Ida Berg", "Eva Lund"]
    assert all(len(q.articles) == 1 and q.perhaps | q.articles == {"post", "wire"} for q in found)


LONG = "“We shall sell the old harbour to the city this year. We do not want to keep the mill”"


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("“We shall sell the old harbour to the city this year”", "cut"),
        ("“We shall sell the old harbour”", "cut"),
        ("“We do want to keep the mill”", "altered"),
        ("“We do hardly want to keep the mill”", "altered"),
        ("“We shall hardly sell the old harbour to the city this year”", "altered"),
    ],
)
def test_a_quote_is_cut_where_no_sentence_of_it_lost_its_not(words: str, how: str) -> None:
    found = compare([told_by("post", "Ida Berg", LONG), told_by("wire", "Ida Berg", words)]).quotes
    assert [q.how for q in found if len(q.articles) == 2] == [how]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ida Berg sued Eva Lund over the harbour land", "Eva Lund sued Ida Berg over the harbour land"),
        ("The court did not acquit Ida Berg of the fraud", "The court did acquit Ida Berg of the fraud"),
        ("Ida Berg never signed the harbour contract", "Ida Berg signed the harbour contract"),
        ("Harbour police shot a man in the old town", "Harbour police shot a woman in the old town"),
        ("Ida Berg resigned from the cabinet in the night", "Ida Berg resigned from the party in the night"),
    ],
)
def test_what_says_the_opposite_or_another_thing_is_no_shared_event(first: str, second: str) -> None:
    records = []
    for name, clause in (("post", first), ("wire", second)):
        people = [p for p in ("Ida Berg", "Eva Lund") if p in clause]
        text = f"{clause}. More was not known on the day."
        records.append(record(name, text, people=people, events=[event(text, clause, "2026-03-02", people)]))
    assert all(len(e.articles) == 1 for e in compare(records).events)
    same = [records[0], msgspec.structs.replace(records[0], id="copy")]
    assert any(len(e.articles) == 2 for e in compare(same).events)


def test_a_quote_without_its_not_is_altered_and_not_cut() -> None:
    texts = (
        "“We shall never sell the old harbour to anybody”, Ida Berg said.",
        "“We shall sell the old harbour”, Ida Berg said.",
    )
    records = [
        record(name, text, people=["Ida Berg"], quotes=[quote(text, text.partition(",")[0], "Ida Berg")])
        for name, text in zip(("post", "wire"), texts, strict=True)
    ]
    found = compare(records).quotes
    assert all("cut" not in {v.how for v in q.versions} for q in found)


@pytest.mark.parametrize(
    ("first", "second", "perhaps_one"),
    [
        ("Catherine Hale", "Kate Hale", True),
        ("Muammar Gaddafi", "Moammar Gadhafi", True),
        ("Muammar Gaddafi", "Col Qaddafi", True),
        ("Anna Schmidt", "Anna Schmitt", True),
        ("Ursula von der Leyen", "Leyen", True),
        ("José Muñoz", "Jose Munoz", True),
        ("Ida Berg", "Eva Lund", False),
        ("Ida Berg", "Ida Holm", False),
    ],
)
def test_who_may_be_quoted_by_another_name_is_not_told_as_quoted_in_one_alone(
    first: str, second: str, perhaps_one: bool
) -> None:
    records = []
    for name, speaker in (("post", first), ("wire", second)):
        text = f"“The {name} will stay closed for a year”, {speaker} said."
        records.append(record(name, text, people=[speaker], quotes=[quote(text, text.partition(",")[0], speaker)]))
    found = compare(records)
    assert all((set(v.words) | v.perhaps == {"post", "wire"}) is perhaps_one for v in found.voices)
    assert ("only" in quoted_sentence(found, records, article_labels(records))) is not perhaps_one


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ida Berg closes the old harbour bridge", "Ida Berg closed the old harbour bridge"),
        ("Ida Berg organised a harbour fund", "Ida Berg organized a harbour fund"),
        ("At least 12 people died at the bridge", "At least 14 people died at the bridge"),
    ],
)
def test_another_form_of_a_word_or_another_number_is_the_same_event(first: str, second: str) -> None:
    records = []
    for name, clause in (("post", first), ("wire", second)):
        people = [p for p in ("Ida Berg",) if p in clause]
        text = f"{clause}. More was not known on the day."
        records.append(record(name, text, people=people, events=[event(text, clause, "2026-03-02", people)]))
    assert any(len(e.articles) == 2 for e in compare(records).events)
