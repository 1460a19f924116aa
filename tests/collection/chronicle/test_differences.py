"""What articles tell differently of one event: numbers, names, the day."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.chronicle import Difference, ToldValue, make_chronicle
from components.collection.chronicle.told_numbers import told_numbers
from components.domain.record import ActorKind
from tests.collection.chronicle.stories import Line, story


def fire(dead: str) -> Line:
    return Line(
        f"A fire at the Holt paper mill killed {dead} workers on 2 March, Arden police said.", "killed", "2026-03-02",
        "2 March",
    )  # fmt: skip


def test_another_number_of_dead_is_shown_with_who_tells_it() -> None:
    chronicle = make_chronicle([
        story("a", "2026-03-02", fire("12"), outlet="The Arden Post"),
        story("b", "2026-03-03", fire("14"), outlet="Daily North"),
        story("c", "2026-03-03", fire("14"), outlet="Coast News"),
    ])  # fmt: skip
    (entry,) = chronicle.entries
    assert entry.articles == 3
    assert entry.differences == (
        Difference("number", "dead", (
            ToldValue("14", ("b", "c"), ("Coast News", "Daily North")), ToldValue("12", ("a",), ("The Arden Post",)),
        )),
    )  # fmt: skip


def test_the_same_number_in_words_is_no_difference() -> None:
    (entry,) = make_chronicle([story("a", "2026-03-02", fire("12")), story("b", "2026-03-03", fire("twelve"))]).entries
    assert entry.articles == 2 and entry.differences == ()


def test_another_spelling_of_a_name_is_shown_and_both_tell_one_event() -> None:
    def named(name: str) -> Line:
        return Line(f"{name} won the mayoral election in Arden on 2 March.", "won", "2026-03-02", "2 March")

    (entry,) = make_chronicle([
        story("a", "2026-03-02", named("Graeme Pacitti"), who={"Graeme Pacitti": "person"}),
        story("b", "2026-03-03", named("Graham Pacitti"), who={"Graham Pacitti": "person"}),
    ]).entries  # fmt: skip
    (difference,) = entry.differences
    assert (difference.kind, difference.of) == ("name", "Pacitti")
    assert [v.value for v in difference.values] == ["Graeme Pacitti", "Graham Pacitti"]


def test_one_event_that_articles_put_on_two_days_is_shown_on_both() -> None:
    def on(day: str, when: str) -> Line:
        return Line(f"Ida Berg resigned as mayor of Arden over the ferry contract on {when}.", "resigned", day, when)

    chronicle = make_chronicle([
        story("a", "2026-03-04", on("2026-03-02", "2 March"), who={"Ida Berg": "person"}),
        story("b", "2026-03-04", on("2026-03-03", "3 March"), who={"Ida Berg": "person"}),
    ])  # fmt: skip
    values = (ToldValue("2026-03-02", ("a",)), ToldValue("2026-03-03", ("b",)))
    assert sorted(e.day for e in chronicle.entries) == ["2026-03-02", "2026-03-03"]
    assert [e.differences for e in chronicle.entries] == [(Difference("date", "day", values),)] * 2


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The blast killed 14 people and wounded 30.", {"dead": 14, "injured": 30}),
        ("At least 1,300 people were reported dead.", {"dead": 1300}),
        ("An estimated 1.5 million were made homeless.", {"homeless": 1_500_000}),
        ("The UN asked for $562m and the EU for 12%.", {"money ($)": 562_000_000, "percent": 12}),
        ("The 12 January earthquake killed thousands.", {}),
        ("First 3 people died, then 5 people died.", {}),  # which is meant is open
        ("Nothing is counted here.", {}),
    ],
)
def test_what_a_sentence_counts(sentence: str, numbers: dict[str, float]) -> None:
    assert {n.of: n.value for n in told_numbers(sentence)} == numbers


def opened(text: str, when: str = "2 March", day: str = "2026-03-02") -> Line:
    return Line(text.format(when=when), "opened", day, when)


@pytest.mark.parametrize(
    ("one", "other", "of", "values"),
    [
        ("A 23-month-old boy opened the harbour bridge of Arden on {when}.",
         "A 22-month-old boy opened the harbour bridge of Arden on {when}.", "age in months", ["22", "23"]),
        ("Arden opened its harbour bridge to 274 guests from Holt on {when}.",
         "Arden opened its harbour bridge to 200 guests from Holt on {when}.", "guest", ["200", "274"]),
        ("Arden opened a hospital as the storm’s toll rose by one to 16 on {when}.",
         "Arden opened a hospital as the storm’s toll rose by three to 15 on {when}.", "toll", ["15", "16"]),
        ("Arden opened its harbour bridge for $2bn, paid by Holt, on {when}.",
         "Arden opened its harbour bridge for $1.8bn, paid by Holt, on {when}.", "money ($)", ["$1.8bn", "$2bn"]),
    ],
)  # fmt: skip
def test_other_ages_things_tolls_and_sums_are_shown(one: str, other: str, of: str, values: list[str]) -> None:
    (entry,) = make_chronicle([
        story("a", "2026-03-02", opened(one)), story("b", "2026-03-03", opened(other))
    ]).entries  # fmt: skip
    (difference,) = entry.differences
    assert (difference.kind, difference.of, sorted(v.value for v in difference.values)) == ("number", of, values)


@pytest.mark.parametrize("other", ["Jamal - Pacitti", "RB Jamal Pacitti", "Maria Pacitti"])
def test_a_hyphen_a_title_or_another_given_name_is_no_other_spelling(other: str) -> None:
    chronicle = make_chronicle(
        [
            story(article, "2026-03-02", opened("Jamal Pacitti opened the harbour bridge of Arden on {when}."),
                  who={"Jamal Pacitti": "person"})
            for article in "ab"
        ],
        same_actor=lambda article, actor: "pacitti",
    )  # fmt: skip
    (entry,) = chronicle.entries
    assert entry.differences == ()
    renamed = story("b", "2026-03-02", opened("Jamal Pacitti opened the harbour bridge of Arden on {when}."),
                    who={"Jamal Pacitti": "person"})  # fmt: skip
    actors = tuple(msgspec.structs.replace(a, name=other) for a in renamed.actors)
    records = [
        story("a", "2026-03-02", opened("Jamal Pacitti opened the harbour bridge of Arden on {when}."),
              who={"Jamal Pacitti": "person"}),
        msgspec.structs.replace(renamed, actors=actors),
    ]  # fmt: skip
    (entry,) = make_chronicle(records, same_actor=lambda article, actor: "pacitti").entries
    assert entry.differences == ()


def test_what_is_done_once_of_two_days_is_shown_though_told_in_other_words() -> None:
    who: dict[str, ActorKind] = {"Ida Berg": "person"}
    lines = (
        Line("The body of Ida Berg was recovered by divers off Holt on 2 March.", "recovered", "2026-03-02", "2 March"),
        Line("After days of storm, Ida Berg’s body was recovered on 3 March.", "recovered", "2026-03-03", "3 March"),
    )
    rain = [story(f"r{n}", "2026-03-04", f"Rain fell on the old town of Nes for the {n}th day.") for n in range(9)]
    chronicle = make_chronicle([*(story(f"a{n}", "2026-03-04", line, who=who) for n, line in enumerate(lines)), *rain])
    assert [d.kind for e in chronicle.entries for d in e.differences] == ["date", "date"]
