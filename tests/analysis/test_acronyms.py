"""Bodies named by their acronym alone, with the traps beside them; offices that are no names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record

Read = Callable[..., Record]


def names(record: Record) -> dict[str, list[str]]:
    return {a.name: [record.text[m.start : m.end] for m in a.mentions if m.form == "name"] for a in record.actors}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Sweden won its first match of the 2018 FIFA football World Cup on Monday.", "FIFA"),
        ("The girls came second in the OROS Global Challenge in Lisbon on Tuesday.", "OROS"),
        ("A novel from Kenya won the OKRA Prize on Friday, and its author wept.", "OKRA"),
    ],
)
def test_who_holds_an_event_is_an_actor(read: Read, text: str, body: str) -> None:
    record = read(text)
    assert body in names(record), names(record)
    assert next(a for a in record.actors if a.name == body).kind == "organisation"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ahmed got a VIP tour of the plant on Monday, said the mayor.", "VIP tour"),
        ("Hundreds took a DNA test in Leeds on Monday after the match.", "DNA"),
        ("SWEDEN WINS WORLD CUP OPENER\n\nSweden beat Chile on Monday in Moscow.", "WINS"),
        ("The firm fitted LED lights in Oslo before the games began on Friday.", "LED"),
    ],
)
def test_a_word_in_capitals_is_not_yet_a_body(read: Read, text: str, word: str) -> None:
    assert word not in names(read(text))


def test_an_acronym_is_one_with_what_the_brackets_spell_out(read: Read) -> None:
    record = read(
        "The BRAVE fund (Bridges and Roads for All Villages Everywhere) paid for the road on Monday. "
        "Without BRAVE there would be none, said the mayor of Leeds."
    )
    found = next(found for found in names(record).values() if "BRAVE" in found)
    assert found == ["BRAVE", "Bridges and Roads for All Villages Everywhere", "BRAVE"]


def test_brackets_after_an_acronym_may_say_something_else(read: Read) -> None:
    record = read("The BRAVE fund (Norway and Sweden pay for it) built the road in Leeds on Monday.")
    assert not any("Norway and" in name for found in names(record).values() for name in found)


def test_an_office_is_no_name(read: Read) -> None:
    record = read(
        "The talks failed.\n\nMinister of Education Stefania Giannini said on Monday that schools would stay open. "
        "Giannini left for Rome."
    )
    found = names(record)
    assert not any(name.startswith("Minister") for name in found), found
    assert "Stefania Giannini" in found


@pytest.mark.parametrize(
    ("whole", "acronym", "one"),
    [
        ("US Geological Survey", "USGS", True),
        ("US Navy", "UN", False),
    ],
)
def test_an_abbreviation_gives_all_its_letters_to_an_acronym(read: Read, whole: str, acronym: str, one: bool) -> None:
    record = read(
        f"The {whole} sent a team to Lisbon on Monday. Later the {acronym} said that it would stay for a week."
    )
    held = [words for words in names(record).values() if whole in words]
    assert held and (acronym in held[0]) is one, names(record)


@pytest.mark.parametrize(
    ("text", "body", "words"),
    [
        (
            "The American car maker General Motors lost money. GM said on Monday it would shut a plant in Ohio.",
            "General Motors",
            {"General Motors", "GM"},
        ),
        (
            "The reactor is made by General Atomics. GA said on Monday it would sell it. General Atomics is a firm.",
            "General Atomics",
            {"General Atomics", "GA"},
        ),
    ],
)
def test_a_body_whose_name_begins_as_a_rank_does_is_no_soldier(
    read: Read, text: str, body: str, words: set[str]
) -> None:
    found = names(read(text))
    assert set(found.get(body, ())) == words, found


def test_a_soldier_whose_name_has_the_letters_of_a_firm_stays_one(read: Read) -> None:
    record = read("GM said on Monday it would sell a plant. General Martin said it was wrong. Martin, 61, is retired.")
    assert next(a.kind for a in record.actors if "Martin" in a.name) == "person", names(record)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The NBA Draft was held on Monday. The NBA said it was the best in years, and the NBA Finals follow.", "NBA"),
        ("A guard was hurt at the CNN Center in Atlanta on Monday. CNN said it was an accident.", "CNN"),
    ],
)
def test_a_body_is_not_what_is_called_after_it(read: Read, text: str, body: str) -> None:
    assert set(names(read(text)).get(body, ())) == {body}
