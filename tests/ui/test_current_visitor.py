"""What a sign-in knows someone by: the same at every visit, nobody else's, never a name."""

from __future__ import annotations

from itertools import combinations

import pytest

from components.ui.current_visitor import account_of

JO = {"iss": "https://sign-in.example", "sub": "248289", "name": "Jo Smith", "email": "jo@times.example"}


@pytest.mark.parametrize("changed", [{"name": "Jo Jones"}, {"email": "jo@post.example"}, {"exp": 1790000000}])
def test_an_account_outlasts_its_name_and_address(changed: dict[str, object]) -> None:
    assert account_of(JO | changed) == account_of(JO) is not None


def test_no_two_people_have_the_same_account() -> None:
    people: list[dict[str, object]] = [
        {**JO},
        JO | {"sub": "248290"},
        JO | {"iss": "https://other.example"},
        {"sub": "248289", "name": "Jo Smith"},
        {"email": "jo@times.example", "name": "Jo Smith"},
        {"email": "jo@post.example", "name": "Jo Smith"},
        {"sub": "jo@times.example"},
        {"iss": "https://a", "sub": "b c"},
        {"iss": "https://a b", "sub": "c"},
    ]
    for one, other in combinations(people, 2):
        assert account_of(one) != account_of(other)


@pytest.mark.parametrize("claims", [{}, {"name": "owner"}, {"sub": "", "email": None, "name": "Jo Smith"}])
def test_a_name_alone_is_no_account(claims: dict[str, object]) -> None:
    assert account_of(claims) is None
