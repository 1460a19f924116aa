"""Actors that are joined once their kinds are settled: acronyms, people behind words that are no name, teams."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record

Read = Callable[..., Record]


def names(record: Record) -> dict[str, list[str]]:
    return {a.name: [record.text[m.start : m.end] for m in a.mentions if m.form == "name"] for a in record.actors}


def holding(record: Record, words: str) -> list[str]:
    """Who is named by a name that holds the words."""
    return [name for name, said in names(record).items() if any(words in s for s in (name, *said))]


def test_a_player_behind_a_position_is_one(read: Read) -> None:
    record = read(
        "Injured Saints RB Reggie Bush to miss the rest of the season\n\n"
        "New Orleans running back Reggie Bush was hurt on Sunday. Bush said he would be back in May."
    )
    assert holding(record, "Bush") == ["Reggie Bush"], names(record)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        (
            "The Jacksonville Jaguars lost at home on Thursday. Coach Ed Lund said the Jaguars played well. "
            "The Jaguars travel to Denver next.",
            "Jacksonville Jaguars",
        ),
    ],
)
def test_a_team_is_one_with_and_without_its_town(read: Read, text: str, team: str) -> None:
    record = read(text)
    assert holding(record, team.split()[-1]) == [team], names(record)
    assert next(a.kind for a in record.actors if a.name == team) == "organisation"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("The law firm Hale Roberts said on Monday it would sue. Ann Roberts, a nurse, said Roberts was right.",
         ("Hale Roberts", "Ann Roberts")),
        ("Mary Ann Smith and Ann Smith met in Leeds on Monday, and Mary Ann Smith spoke.",
         ("Mary Ann Smith", "Ann Smith")),
        ("Lehman Brothers collapsed on Monday, and Lehman Brothers owed much. At the Arden abbey the Brothers sang.",
         ("Lehman Brothers",)),
        ("BA cancelled flights on Monday. Bashar Assad met envoys. BA said it was sorry. Bashar Assad was safe.",
         ("Bashar Assad", "BA")),
        ("Baby Jane Miller died on Monday in Leeds. Jane Miller, her mother, said the hospital had done nothing.",
         ("Jane Miller",)),
        ("Home Depot rose on Monday. Harley-Davidson (HD) fell in New York. HD said it was glad.", ("Home Depot",)),
    ],
)  # fmt: skip
def test_who_has_a_name_of_their_own_stays_apart(read: Read, text: str, apart: tuple[str, ...]) -> None:
    found = names(read(text))
    for name in apart:
        assert all(word in name or name in word for word in found[name]), found


@pytest.mark.parametrize(
    "text",
    [
        "Coach Mo Hale was fired on Monday. The team had won ten games. Maurice Hale had led it since May.",
        "Bill Hale won on Monday. The vote was close. William Hale, 61, said he would govern from Leeds.",
    ],
)
def test_a_short_given_name_is_of_the_one_person_of_that_name(read: Read, text: str) -> None:
    assert len(holding(read(text), "Hale")) == 1


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("William", "Wilma", "William Hale and Wilma Hale met in Leeds on Monday, and Wilma Hale spoke."),
        ("Sam", "Samantha", "Sam Hale spoke on Monday. It rained. Samantha Hale is his mother, who lives in Leeds."),
        ("Bob", "Robert", "Bob Hale and his son Robert Hale were hurt on Monday. Robert Hale, 9, died."),
        ("Kat", "Katherine", "Kat Hale won on Monday. It was close. Katherine Hale, her sister, came second in Leeds."),
        ("Chris", "Christine", "Christine Hale and Chris Hale spoke on Monday. Chris Hale said she was brave."),
        ("Emma", "Emily", "Emma Hale won on Monday. It rained in Leeds. Emily Hale, 61, said she would govern."),
        ("Rob", "Bob", "Rob Hale won on Monday. It rained in Leeds. Bob Hale, 61, said he would govern."),
        ("Kate", "Katherine", "Kate Hale won. It rained. Kate Hale spoke. It rained. Kate Hale left. It rained. "
         "Katherine Hale lost. It rained. Katherine Hale wept. It rained. Katherine Hale left."),
    ],
)  # fmt: skip
def test_two_people_of_like_given_names_stay_two(read: Read, one: str, other: str, text: str) -> None:
    found = {name.split()[0] for name in holding(read(text), "Hale")}
    assert {one, other} <= found, found
