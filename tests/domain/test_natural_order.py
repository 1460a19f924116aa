"""Names in the order in which people look for them."""

from __future__ import annotations

from components.domain.natural_order import natural_key


def test_numbers_in_names_go_by_their_size_and_case_does_not_count() -> None:
    order = ["", "1.txt", "2.txt", "010.txt", "100.txt", "bad2.pdf", "Bad10.pdf", "page 2-9", "Page 2-10", "z"]
    assert sorted(order[5:] + order[:5], key=natural_key) == order
    assert sorted(order[1::2] + order[::2], key=natural_key) == order


def test_a_number_of_any_length_has_its_place() -> None:
    long = "9" * 100_000
    assert sorted([f"a{long}", f"a1{long}", "a5", "a²"], key=natural_key) == ["a5", f"a{long}", f"a1{long}", "a²"]
