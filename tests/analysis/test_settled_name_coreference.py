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


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Injured Saints RB Reggie Bush to miss the rest of the season\n\n"
            "New Orleans running back Reggie Bush was hurt on Sunday. Bush said he would be back in May.",
            "Reggie Bush",
        ),
        (
            "Receptionist Madeline Hale saw it all. Madeline Hale said on Monday it was bad, and Hale left the firm.",
            "Madeline Hale",
        ),
    ],
)
def test_a_person_behind_words_that_are_no_name_is_one(read: Read, text: str, person: str) -> None:
    record = read(text)
    assert holding(record, person.split()[1]) == [person], names(record)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        (
            "The Jacksonville Jaguars lost at home on Thursday. Coach Ed Lund said the Jaguars played well. "
            "The Jaguars travel to Denver next.",
            "Jacksonville Jaguars",
        ),
        (
            "Police arrested a player of the San Diego Chargers on Sunday. The Chargers said they knew of it.",
            "San Diego Chargers",
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
    ],
)  # fmt: skip
def test_who_has_a_name_of_their_own_stays_apart(read: Read, text: str, apart: tuple[str, str]) -> None:
    found = names(read(text))
    assert all(name in found for name in apart), found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Coach Mo Hale was fired on Monday. Maurice Hale had led the team since May, and Hale won ten games.", 1),
        ("Bill Hale won on Monday. William Hale, 61, said he would govern from Leeds.", 1),
        ("William Hale and Wilma Hale met in Leeds on Monday, and Wilma Hale spoke.", 2),
        ("Sam Hale and Samantha Hale met in Leeds on Monday, and Samantha Hale spoke. Sam Hale is her son.", 2),
    ],
)
def test_a_short_given_name_is_of_the_one_person_of_that_name(read: Read, text: str, people: int) -> None:
    assert len(holding(read(text), "Hale")) == people
