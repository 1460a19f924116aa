"""The table of access: each kind of visitor and each action, written out by hand."""

from __future__ import annotations

from typing import get_args

import pytest

from components.domain.permissions import TABLE, Action, Kind, Visitor

YES: dict[str, str] = {
    "editor": "organise read export correct library add details delete share",
    "corrector": "read export correct details",
    "reader": "read export",
    "stranger": "",
}


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("action", get_args(Action))
def test_each_row(kind: Kind, action: Action) -> None:
    here = Visitor(kind=kind, articles=frozenset({"a"}))
    wanted = action in YES[kind].split()
    assert here.may(action, "a") is wanted
    assert here.may(action, "b") is (wanted and kind == "editor")
    assert here.may(action) is (wanted and kind == "editor")


def test_every_kind_has_its_row() -> None:
    assert set(TABLE) == set(get_args(Kind))
