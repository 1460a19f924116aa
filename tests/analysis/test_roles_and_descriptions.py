"""Roles, and descriptions joined to names by rule: each mention with its form, rule and confidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.analysis.actors.roles_and_descriptions import _fits
from components.domain.record import Actor, Record

Read = Callable[..., Record]


def one(record: Record, name: str) -> Actor:
    return next(a for a in record.actors if a.name == name)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("President Anna Smith met Mayor Tom Ruiz in Leeds.", "Anna Smith", "President"),
        ("President Anna Smith met Mayor Tom Ruiz in Leeds.", "Tom Ruiz", "Mayor"),
        ("Former mayor Tom Ruiz met lawyer Ida Berg.", "Tom Ruiz", "Former mayor"),
        ("Former mayor Tom Ruiz met lawyer Ida Berg.", "Ida Berg", "lawyer"),
        ("Actor Tom Ruiz smiled. Ruiz left. Tom Ruiz slept.", "Tom Ruiz", "Actor"),
        ("Mr. Tom Ruiz met Mrs. Ida Berg.", "Tom Ruiz", None),
        ("Mr. Tom Ruiz met Mrs. Ida Berg.", "Ida Berg", None),
        ("Tom Ruiz, a lawyer from Leeds, met Ida Berg.", "Tom Ruiz", "lawyer from Leeds"),
        ("Tom Ruiz, a lawyer from Leeds, met Ida Berg.", "Ida Berg", None),
        ("Tom Ruiz, 42, a lawyer, met Ida Berg.", "Tom Ruiz", "lawyer"),
        ("Tom Ruiz, the mayor of Leeds; he smiled.", "Tom Ruiz", "mayor of Leeds"),
        ("The premier, Scott Moe, arrived.", "Scott Moe", "premier"),
        ("Its chief executive, David Clarke, resigned on Monday.", "David Clarke", "chief executive"),
        ("Tom Ruiz is the mayor of Leeds. The mayor smiled.", "Tom Ruiz", "mayor of Leeds"),
        ("Ida Berg is a former teacher who lives in Leeds.", "Ida Berg", "former teacher"),
        ("Ida Berg is tall.", "Ida Berg", None),
        # More than six words are a sentence of their own.
        ("Ida Berg was the mayor of the small old town of Leeds in the north of England.", "Ida Berg", None),
        # The longer of two roles tells more.
        ("Mayor Tom Ruiz smiled. Tom Ruiz is the former mayor of Leeds.", "Tom Ruiz", "former mayor of Leeds"),
    ],
)
def test_roles(read: Read, text: str, name: str, role: str | None) -> None:
    assert one(read(text), name).role == role


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Mark Carney, the prime minister, met Scott Moe.",
            "Mark Carney",
            [("the prime minister", "“the prime minister”, set beside the name of Mark Carney", 0.9)],
        ),
        ("Mark Carney, the prime minister, met Scott Moe.", "Scott Moe", []),
        (
            "Its chief executive, David Clarke, resigned on Monday.",
            "David Clarke",
            [("Its chief executive", "“Its chief executive”, set beside the name of David Clarke", 0.9)],
        ),
        (
            "Its closest ally, Japan, was silent. China was angry.",
            "Japan",
            [("Its closest ally", "“Its closest ally”, set beside the name of Japan", 0.9)],
        ),
        (
            "Tom Ruiz is the mayor of Leeds. The mayor smiled.",
            "Tom Ruiz",
            [
                ("the mayor", "“the mayor”, the role of Tom Ruiz", 0.8),
                ("The mayor", "“The mayor”, the role of Tom Ruiz", 0.8),
            ],
        ),
        (
            "Mayor Tom Ruiz opened the bridge. The mayor smiled.",
            "Tom Ruiz",
            [("The mayor", "“The mayor”, the role of Tom Ruiz", 0.8)],
        ),
        # Of two with the role, the one named last, and less surely.
        (
            "Mayor Ida Berg met Mayor Tom Ruiz. The mayor smiled.",
            "Tom Ruiz",
            [("The mayor", "“The mayor”, the role of Tom Ruiz", 0.5)],
        ),
        ("Mayor Ida Berg met Mayor Tom Ruiz. The mayor smiled.", "Ida Berg", []),
        (
            "Prime Minister Mark Carney landed on Monday. The minister is tired.",
            "Mark Carney",
            [],  # a minister is another than the prime minister, where nothing says otherwise
        ),
    ],
)
def test_descriptions_by_rule(read: Read, text: str, name: str, expected: list[tuple[str, str, float]]) -> None:
    record = read(text)
    mentions = one(record, name).mentions
    assert [
        (record.text[m.start : m.end], m.rule, m.confidence) for m in mentions if m.form == "nominal"
    ] == expected  # fmt: skip


@pytest.mark.parametrize(
    ("title", "role", "fits"),
    [
        ("premier", "premier", True),
        ("premier", "saskatchewan premier", True),
        ("premier", "premier of saskatchewan", True),
        ("premier", "former premier of saskatchewan", True),
        ("former premier", "premier", True),
        ("prime minister", "former prime minister", True),
        ("prime minister", "prime minister of canada", False),
        ("minister", "minister-president", False),
        ("mier", "premier", False),
        ("premier", "mier", False),
        ("teacher", "premier", False),
    ],
)
def test_whether_a_description_is_a_role(title: str, role: str, fits: bool) -> None:
    assert _fits(title, role) is fits


@pytest.mark.parametrize(
    ("text", "name", "kind", "of", "rule", "confidence"),
    [
        (
            "Azerbaijan's foreign ministry said on Monday that it would wait.",
            "Azerbaijan's foreign ministry",
            "organisation",
            "Azerbaijan",
            "described, not named",
            0.6,
        ),
    ],
)
def test_a_body_told_by_whose_it_is(
    read: Read, text: str, name: str, kind: str, of: str, rule: str, confidence: float
) -> None:
    record = read(text)
    body = one(record, name)
    assert (body.kind, body.of, body.mentions[0].rule, body.mentions[0].confidence) == (
        kind, one(record, of).id, rule, confidence
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "kind", "of"),
    [
        ("German troops attacked Russia.", "German troops", "group", "Germany"),
        ("Chinese officials urged Canada to wait. China was silent.", "Chinese officials", "group", "China"),
        ("The jury met on Monday. The jury left.", "jury", "organisation", None),
        ("A man praising Tom Ruiz met Ida Berg.", "man", "person", None),
        ("Troops attacking France met Ida Berg.", "Troops", "group", None),
    ],
)
def test_who_is_described_but_never_named(read: Read, text: str, name: str, kind: str, of: str | None) -> None:
    record = read(text)
    actor = one(record, name)
    assert (actor.kind, actor.of) == (kind, of and one(record, of).id)
    assert actor.mentions[0].rule == "described, not named" and actor.aliases == ()


def test_a_place_described_once_is_where_and_not_who(read: Read) -> None:
    once = read("Anna Smith met Tom Ruiz in the old hall on Monday.")
    assert [a.name for a in once.actors] == ["Anna Smith", "Tom Ruiz"]
    twice = read("Anna Smith opened the bridge. Smith smiled. Later, Ms. Smith left the bridge.")
    assert [a.name for a in twice.actors] == ["Anna Smith", "bridge"]
