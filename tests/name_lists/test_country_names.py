"""Countries by name, capital and people, the folding of names, and the gender that given names tell."""

from __future__ import annotations

import pytest

from components.name_lists.country_names import countries, fold
from components.name_lists.given_name_gender import gender_of


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("The U.S.", "us"),
        ("the Kremlin", "kremlin"),
        ("the the", "the"),
        ("the", "the"),
        ("Theatre", "theatre"),
        ("They", "they"),
        ("  South \n  Korea ", "south korea"),
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("W.Va.", "wva"),
        ("STRASSE ß", "strasse ss"),
        ("", ""),
    ],
)
def test_folding(words: str, folded: str) -> None:
    assert fold(words) == folded


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("China", "China"),
        ("CHINA", "China"),
        (" China ", "China"),
        ("PRC", "China"),
        ("the U.S.", "United States"),
        ("US", "United States"),
        ("USA", "United States"),
        ("America", "United States"),
        ("UK", "United Kingdom"),
        ("Great Britain", "United Kingdom"),
        ("The Netherlands", "Netherlands"),
        ("Kingdom of Spain", "Spain"),
        ("Georgia", "Georgia"),
        ("Turkey", "Türkiye"),
        ("Burma", "Myanmar (Burma)"),
        ("Hong Kong", "Hong Kong SAR China"),
        ("Vatican", "Vatican City"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Czech Republic", "Czechia"),
        ("Singapore", "Singapore"),
        ("North Korea", "North Korea"),
        ("South Korea", "South Korea"),
        ("Soviet Union", "Soviet Union"),
        # Codes are words or acronyms of something else, "Korea" is either of two, and nobody lives on Antarctica.
        ("CHN", None),
        ("DE", None),
        ("Korea", None),
        ("Antarctica", None),
        ("Leeds", None),
        ("Paris", None),
        ("Chinese", None),
        ("", None),
    ],
)
def test_countries(words: str, country: str | None) -> None:
    assert countries().country(words) == country


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Paris", "France"),
        ("PARIS", "France"),
        ("Ottawa", "Canada"),
        ("Bern", "Switzerland"),
        ("Mexico City", "Mexico"),
        ("Washington", "United States"),
        ("Washington, D.C.", "United States"),
        ("the Kremlin", "Russia"),
        ("Kremlin", "Russia"),
        ("Downing Street", "United Kingdom"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Tel Aviv", "Israel"),
        # Where the capital is called as the country is, it is the country.
        ("Singapore", None),
        ("Luxembourg", None),
        ("Monaco", None),
        ("New York", None),
        ("China", None),
        ("", None),
    ],
)
def test_capitals(words: str, country: str | None) -> None:
    assert countries().capital_of(words) == country


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Chinese", "China"),
        ("chinese", "China"),
        ("Canadian", "Canada"),
        ("Canadians", "Canada"),
        ("Briton", "United Kingdom"),
        ("Britons", "United Kingdom"),
        ("English", "United Kingdom"),
        ("Frenchmen", "France"),
        ("the Dutch", "Netherlands"),
        ("Swiss", "Switzerland"),
        ("Swis", None),
        ("Turks", "Türkiye"),
        ("American", "United States"),
        ("Soviets", "Russia"),
        ("Germans", "Germany"),
        ("Germanss", None),
        ("Taiwanese", "Taiwan"),
        ("Leeds", None),
        ("China", None),
        ("s", None),
        ("", None),
    ],
)
def test_peoples(words: str, country: str | None) -> None:
    assert countries().of_demonym(words) == country


@pytest.mark.parametrize(
    ("words", "known"),
    [("China", True), ("Ottawa", True), ("Canadians", True), ("the Kremlin", True), ("Leeds", False), ("", False)],
)
def test_what_is_known_at_all(words: str, known: bool) -> None:
    assert countries().is_known(words) is known


def test_names_that_are_also_somebodys_are_listed_folded() -> None:
    expected = "chad congo cuba georgia guinea israel jordan mali niger turkey".split()
    assert sorted(countries().ambiguous) == expected


@pytest.mark.parametrize(("word", "listed"), [("Ill.", True), ("N.Y.", True), ("Ill", False), ("ill.", False)])
def test_states_are_abbreviated_as_they_are_written(word: str, listed: bool) -> None:
    assert (word in countries().state_abbreviations) is listed


@pytest.mark.parametrize(
    ("given", "gender"),
    [
        ("Anna", "female"),
        ("MARY", "female"),
        ("Zoë", "female"),
        ("zoe", "female"),
        ("Tom", "male"),
        ("José", "male"),
        ("JOSE", "male"),
        ("Mohammed", "male"),
        ("Robin", None),
        ("Kim", None),
        ("Anna Smith", None),
        ("Ann-", None),
        ("", None),
    ],
)
def test_what_a_given_name_tells(given: str, gender: str | None) -> None:
    assert gender_of(given) == gender
