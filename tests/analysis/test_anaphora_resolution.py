"""Descriptions: whom they take up, and whom they cannot mean by syntax, number and kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record

Read = Callable[..., Record]


def of(record: Record, name: str) -> list[str]:
    return [record.text[m.start : m.end] for a in record.actors if a.name == name for m in a.mentions]


def test_whoever_meets_the_mayor_is_not_the_mayor(read: Read) -> None:
    record = read("Smith met the mayor on Monday. Smith said he did not meet the banker.")
    assert of(record, "Smith") == ["Smith", "Smith", "he"]


def test_whoever_did_it_to_himself_is_one(read: Read) -> None:
    record = read("Senator Paul Smith resigned on Monday. He blamed himself for the loss, he told the mayor.")
    assert of(record, "Paul Smith")[1:] == ["He", "himself", "he"]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Russia said Ukraine attacked the plant on Monday. Workers fled the plant.", "Russia", "the plant"),
        ("Armenia spoke of three drones. They struck the town on Monday, Armenia said.", "Armenia", "the town"),
        ("Prosecutors spoke at length. Then the mayor left the hall.", "Prosecutors", "the mayor"),
        ("Paul Smith spoke at length. Then reporters left the hall.", "Paul Smith", "reporters"),
    ],
)
def test_a_description_of_something_else(read: Read, text: str, name: str, words: str) -> None:
    assert words not in of(read(text), name)


def test_a_country_is_taken_up_as_one(read: Read) -> None:
    record = read("Kenya will hold elections in May. The country has waited long. Kenya asked for help.")
    assert of(record, "Kenya") == ["Kenya", "The country", "Kenya"]


def test_its_is_not_the_person_whom_it_helps_to_describe(read: Read) -> None:
    record = read("Harbour Terminals Inc. replied on Monday. Its chief executive, David Clarke, was calm.")
    assert of(record, "David Clarke") == ["Its chief executive", "David Clarke"]
