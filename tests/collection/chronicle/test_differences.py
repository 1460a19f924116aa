"""What articles tell differently of one event: numbers, names, the day."""

from __future__ import annotations

import pytest

from components.collection.chronicle import Difference, ToldValue, make_chronicle
from components.collection.chronicle.told_numbers import told_numbers
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
