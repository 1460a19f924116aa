"""Numbers of two versions: their sign, currency and per cent however they are spaced, and lists, each change once."""

from __future__ import annotations

import time

import pytest

from components.collection.comparison.changed_numbers import changed_numbers
from components.collection.comparison.text_difference import difference
from components.collection.comparison.words import keys_of, words_in
from tests.collection.comparison.made import record

Told = list[tuple[str | None, str | None]]


def told(before: str, after: str, line: str = "The price in the old town was {} in the last year of its time.") -> Told:
    one, other = (record(name, line.format(words)) for name, words in (("a", before), ("b", after)))
    found = changed_numbers(one, other, difference(one, other))
    return [(c.before and one.text[slice(*c.before)], c.after and other.text[slice(*c.after)]) for c in found]


SPACES = [" ", "\u00a0", "\u202f", "\u2009", ""]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    ("before", "after"),
    [("5{}%", "6{}%"), ("5{}%", "5{}‰"), ("5{}€", "5{}£"), ("${}5", "€{}5"), ("US${}5", "€{}5"), ("₹{}5", "¥{}5")],
)
def test_a_sign_beside_a_number_is_part_of_it_with_or_without_a_space(space: str, before: str, after: str) -> None:
    left, right = before.format(space), after.format(space)
    ((one, other),) = told(left, right)
    assert one is not None and one.startswith(left)
    assert other is not None and other.startswith(right)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("amount", ["5{}%", "5{}‰", "5{}€", "${}5", "A${}5"])
def test_a_sign_that_went_is_told(space: str, amount: str) -> None:
    ((one, other),) = told(amount.format(space), "5")
    assert one is not None and one.startswith(amount.format(space))
    assert other == "5"


@pytest.mark.parametrize("minus", ["-", "−", "–", "minus "])
@pytest.mark.parametrize("amount", ["5 degrees", "5 %", "€5 million", "5.4 points"])
def test_a_minus_that_came_or_went_is_told(minus: str, amount: str) -> None:
    assert told(f"{minus}{amount}", amount) == [(f"{minus}{amount}", amount)]
    assert told(amount, f"{minus}{amount}") == [(amount, f"{minus}{amount}")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5 %", "5%"), ("5 percent", "5 %"), ("5 per cent", "5\u00a0%"), ("5 €", "€5"), ("€5m", "5 million euros"),
        ("$3bn", "3 billion dollars"), ("−5", "–5"), ("minus 5", "-5"), ("12\u00a0000", "12,000"), ("three", "3"),
        ("one", "1"), ("at least one", "at least 1"), ("twenty-five", "25"), ("twenty five", "25"),
        ("two hundred", "200"), ("ten thousand", "10,000"), ("3 million", "3,000,000"), ("$5 million", "$5,000,000"),
        ("1.5 million euros", "€1,500,000"), ("two dozen", "24"),
        ("US$ 5", "US$5"), ("10 – 12", "10 –12"), ("a hall —5 rooms", "a hall, 5 rooms"),
    ],
)  # fmt: skip
def test_the_same_number_written_otherwise_is_no_change(before: str, after: str) -> None:
    assert told(before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5 million euros", "5 million dollars"), ("EUR 5 million", "USD 5 million"), ("5 million €", "5 million $"),
        ("5 million Swiss francs", "5 million Belgian francs"), ("5 percent", "5 percentage points"),
    ],
)  # fmt: skip
def test_another_currency_or_measure_of_an_unchanged_number_is_told(before: str, after: str) -> None:
    ((one, other),) = told(before, after)
    assert one is not None and one.startswith(before)
    assert other is not None and other.startswith(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("10 and 12", "12 and 14"), ("10 to 12", "12 to 14"), ("3, 5 and 8", "5, 8 and 13"), ("12 to 5", "5 to 12"),
        ("3, 5 and 8", "5 and 8"), ("$10 or $12", "$12 or $14"), ("10 % and 12 %", "12 % and 14 %"),
        ("10 million and 12 million", "12 million and 14 million"), ("12", "12 and 14"),
    ],
)  # fmt: skip
def test_a_list_of_numbers_is_told_once(before: str, after: str) -> None:
    ((one, other),) = told(before, after)
    assert one is not None and one.startswith(before)
    assert other is not None and other.startswith(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [("$5 million", "€5 million"), ("EUR 5", "USD 5"), ("5 %", "6 %"), ("12 boats", "14 boats"), ("$5", "$6")],
)
def test_a_number_is_shown_with_what_it_counts_alone(before: str, after: str) -> None:
    assert told(before, after, "The price in the old town was {} and took years.") == [(before, after)]


def test_numbers_of_two_things_are_told_each() -> None:
    assert told("10 dead and 12 hurt", "12 dead and 14 hurt") == [("10 dead", "12 dead"), ("12 hurt", "14 hurt")]
    assert told("12 boats hit 5 ships", "5 boats hit 12 ships") == [("12 boats hit 5 ships", "5 boats hit 12 ships")]


def test_a_list_in_which_one_was_swapped_and_another_number_are_two() -> None:
    ((one, other), rest) = told("12 to 5, with 3 absent", "5 to 12, with 4 absent")
    assert (one, other) == ("12 to 5,", "5 to 12,")
    assert rest == ("3 absent", "4 absent")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("in 2020 12 boats sank", "12 boats sank in 2020"), ("12 schools and 5 banks", "5 banks and 12 schools"),
        ("of 12 boats 5 sank", "5 boats of 12 sank"),
    ],
)  # fmt: skip
def test_the_same_numbers_of_words_in_another_order_are_no_change(before: str, after: str) -> None:
    assert told(before, after) == []


@pytest.mark.parametrize("beside", ["R&D", "and/or", "9/11", "news@town.example", "https://town.example/a?id=17"])
def test_a_number_is_told_though_an_address_or_the_like_stands_in_its_sentence(beside: str) -> None:
    line = f"The price was {{}} boats, and {beside} stood beside it in the last year."
    assert told("12", "14", line) == [("12 boats,", "14 boats,")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("town.example/a?id=17", "town.example/a?id=18"),
        ("www.town.example 17", "www.town.example 18"),
        ("id=17", "id=18"),
    ],
)
def test_the_figures_of_an_address_count_nothing(before: str, after: str) -> None:
    assert told(before, after) == []


def test_words_without_end_are_read_in_time() -> None:
    start = time.perf_counter()
    for one in ("5", "$", "−", "5 ", "5\u00a0123", "x5"):
        assert keys_of(words_in(one * 50_000, [(0, 50_000)])) is not None
    assert time.perf_counter() - start < 2.0
