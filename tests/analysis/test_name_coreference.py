"""Names joined into actors: every mention with its form, rule and confidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.name_mention import NameMention, is_no_name
from components.analysis.actors.person_coreference import PeopleByName
from components.domain.record import Record

Read = Callable[..., Record]
Row = tuple[str, str, float]  # a mention's words, its rule and confidence

FULL = ("the full name", 0.97)
COUNTRY = ("the country's name", 0.97)
NEW = ("the name", 0.9)


def names(record: Record) -> dict[str, list[Row]]:
    """The names and adjectives of each actor that has any."""
    listed = {
        f"{a.name}, {a.kind}": [
            (record.text[m.start : m.end], m.rule, m.confidence) for m in a.mentions if m.form in {"name", "adjective"}
        ]
        for a in record.actors
    }
    return {actor: rows for actor, rows in listed.items() if rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Smith opened the bridge. Smith smiled. Later, Ms. Smith left the town.",
            {
                "Anna Smith, person": [
                    ("Anna Smith", *FULL),
                    ("Smith", "surname of Anna Smith", 0.93),
                    ("Ms. Smith", "surname of Anna Smith", 0.93),
                ]
            },
        ),
        (
            "J. Smith spoke on Monday. John Smith left at noon. Smith was tired.",
            {
                "John Smith, person": [
                    ("J. Smith", *FULL),
                    ("John Smith", *FULL),
                    ("Smith", "surname of John Smith", 0.93),
                ]
            },
        ),
        (
            "W. Mark Dunn spoke on Monday. Mark Dunn left at noon.",
            {"W. Mark Dunn, person": [("W. Mark Dunn", *FULL), ("Mark Dunn", *FULL)]},
        ),
        (
            "John Smith Jr. spoke. Smith left.",
            {"John Smith, person": [("John Smith Jr.", *FULL), ("Smith", "surname of John Smith", 0.93)]},
        ),
        # A title tells two of one surname apart.
        (
            "Hillary Clinton spoke first. Bill Clinton listened. Mr. Clinton left.",
            {
                "Bill Clinton, person": [("Bill Clinton", *FULL), ("Mr. Clinton", "surname of Bill Clinton", 0.93)],
                "Hillary Clinton, person": [("Hillary Clinton", *FULL)],
            },
        ),
        (
            "Hillary Clinton spoke first. Bill Clinton listened. Hillary Clinton smiled. Clinton left.",
            {
                "Hillary Clinton, person": [
                    ("Hillary Clinton", *FULL),
                    ("Hillary Clinton", *FULL),
                    ("Clinton", "surname, of the one named most", 0.6),
                ],
                "Bill Clinton, person": [("Bill Clinton", *FULL)],
            },
        ),
        (
            "Hillary Clinton spoke first. Bill Clinton listened. Clinton left.",
            {
                "Hillary Clinton, person": [
                    ("Hillary Clinton", *FULL),
                    ("Clinton", "surname, of the first of that name", 0.5),
                ],
                "Bill Clinton, person": [("Bill Clinton", *FULL)],
            },
        ),
        (
            "The bridge was opened by Dr. Anna Smith. Anna smiled.",
            {"Anna Smith, person": [("Dr. Anna Smith", *FULL), ("Anna", "first name of Anna Smith", 0.8)]},
        ),
        (
            "Tom Ruiz and Tom Berg met. Tom smiled.",
            {
                "Tom Ruiz, person": [("Tom Ruiz", *FULL)],
                "Tom, person": [("Tom", "a name", 0.9)],
                "Tom Berg, person": [("Tom Berg", *FULL)],
            },
        ),
        # Countries
        (
            "The U.K. and Great Britain are one. Britain waited.",
            {
                "United Kingdom, place": [("U.K.", *COUNTRY), ("Great Britain", *COUNTRY), ("Britain", *COUNTRY)],
            },
        ),
        (
            "Chinese officials urged Canada to wait. China was silent.",
            {
                "China, place": [("Chinese", "an adjective of the country", 0.9), ("China", *COUNTRY)],
                "Canada, place": [("Canada", *COUNTRY)],
            },
        ),
        (
            "Beijing urged Canada to wait. The minister flew to Beijing on Monday.",
            {
                "China, place": [("Beijing", "Beijing, the capital, standing for its government", 0.85)],
                "Canada, place": [("Canada", *COUNTRY)],
                "Beijing, place": [("Beijing", *NEW)],
            },
        ),
        (
            "Beijing is big. Beijing is angry.",
            {
                "Beijing, place": [("Beijing", *NEW)],
                "China, place": [("Beijing", "Beijing, the capital, standing for its government", 0.85)],
            },
        ),
        (
            "The appeal from Beijing was ignored by Canada.",
            {
                "China, place": [("Beijing", "Beijing, the capital, standing for its government", 0.85)],
                "Canada, place": [("Canada", *COUNTRY)],
            },
        ),
        (
            "A policy defined in Ottawa failed. Canada waited.",
            {
                "Canada, place": [
                    ("Ottawa", "Ottawa, the capital, standing for its government", 0.85),
                    ("Canada", *COUNTRY),
                ],
            },
        ),
        (
            "An agreement with Tokyo failed. Japan waited.",
            {
                "Japan, place": [
                    ("Tokyo", "Tokyo, the capital, standing for its government", 0.85),
                    ("Japan", *COUNTRY),
                ],
            },
        ),
        (
            "He walked in Tokyo. Japan waited.",
            {"Japan, place": [("Japan", *COUNTRY)], "Tokyo, place": [("Tokyo", *NEW)]},
        ),
        (
            "Canada and Beijing agreed on a deal.",
            {
                "Canada, place": [("Canada", *COUNTRY)],
                "China, place": [("Beijing", "Beijing, the capital, standing for its government", 0.85)],
            },
        ),
        (
            "Michael Jordan praised the king of Jordan.",
            {"Michael Jordan, person": [("Michael Jordan", *FULL)], "Jordan, place": [("Jordan", *COUNTRY)]},
        ),
        # Bodies
        (
            "The World Health Organization met in Geneva. The WHO said that it would wait.",
            {
                "World Health Organization, organisation": [
                    ("World Health Organization", *NEW),
                    ("WHO", "acronym of World Health Organization", 0.92),
                ],
                "Geneva, place": [("Geneva", *NEW)],
            },
        ),
        (
            "The United Nations met. The UN waited.",
            {
                "United Nations, organisation": [("United Nations", *NEW), ("UN", "acronym of United Nations", 0.92)],
            },
        ),
        (
            "Harbour Terminals Inc. fired Tom Ruiz. Harbour Terminals said it was sorry.",
            {
                "Harbour Terminals Inc., organisation": [
                    ("Harbour Terminals Inc.", *NEW),
                    ("Harbour Terminals", "the same name", 0.95),
                ],
                "Tom Ruiz, person": [("Tom Ruiz", *FULL)],
            },
        ),
        (
            "The University of Leeds sued Tom Ruiz. The university won.",
            {
                "University of Leeds, organisation": [("University of Leeds", *NEW)],
                "Leeds, place": [("Leeds", *NEW)],
                "Tom Ruiz, person": [("Tom Ruiz", *FULL)],
            },
        ),
    ],
)
def test_every_name_of_a_text(read: Read, text: str, expected: dict[str, list[Row]]) -> None:
    found = names(read(text))
    assert found == expected
    assert list(found) == list(expected)


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "Anna Smith opened it. Smith smiled. Later, Ms. Smith left. Smith slept.",
            "Anna Smith",
            ("Smith", "Ms. Smith"),
        ),
        ("The U.K. and Great Britain are one. Britain waited.", "United Kingdom", ("U.K.", "Great Britain", "Britain")),
        ("Chinese officials urged Canada to wait. China was silent.", "China", ()),
    ],
)
def test_other_names_of_an_actor_the_commonest_first(
    read: Read, text: str, name: str, aliases: tuple[str, ...]
) -> None:
    assert [a.aliases for a in read(text).actors if a.name == name] == [aliases]


def people(*written: str) -> list[tuple[str, list[Row]]]:
    """Actors of names as they stand one after the other, "Ms./Smith" with a title; each with what it was joined by."""
    drafts: list[ActorDraft] = []
    joined = PeopleByName(drafts, ActorsConfig())
    mentions = []
    at = 0
    for words in written:
        title, _, text = words.rpartition("/")
        at += 1 + len(title.split())
        end = at + len(text.split())
        mentions.append(NameMention(at, end, "person", "PERSON", text, title))
        at = end
    for mention in mentions:
        joined.register(mention)
    for mention in mentions:
        joined.add_mention(mention)
    return [(d.name, [(m.text, m.rule, m.confidence) for m in d.mentions]) for d in drafts]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["Smith", "Anna Smith"], [("Anna Smith", [("Smith", "surname of Anna Smith", 0.93), ("Anna Smith", *FULL)])]),
        (["Smith", "Smith"], [("Smith", [("Smith", "a name", 0.9), ("Smith", "the same name again", 0.93)])]),
        (["A. Smith", "Anna Smith"], [("Anna Smith", [("A. Smith", *FULL), ("Anna Smith", *FULL)])]),
        (["Anna Smith", "A. Smith"], [("Anna Smith", [("Anna Smith", *FULL), ("A. Smith", *FULL)])]),
        (["A. Smith", "Bo Smith"], [("A. Smith", [("A. Smith", *FULL)]), ("Bo Smith", [("Bo Smith", *FULL)])]),
        (["An Smith", "Anna Smith"], [("An Smith", [("An Smith", *FULL)]), ("Anna Smith", [("Anna Smith", *FULL)])]),
        # A title fits whose gender no name tells.
        (
            ["Kim Smith", "Tom Smith", "Ms./Smith"],
            [
                ("Kim Smith", [("Kim Smith", *FULL), ("Ms. Smith", "surname of Kim Smith", 0.93)]),
                ("Tom Smith", [("Tom Smith", *FULL)]),
            ],
        ),
        (["ANNA SMITH", "Anna Smith"], [("ANNA SMITH", [("ANNA SMITH", *FULL), ("Anna Smith", *FULL)])]),
        (["Bo Smith III", "Bo Smith"], [("Bo Smith", [("Bo Smith III", *FULL), ("Bo Smith", *FULL)])]),
        (
            ["Anna Smith", "Tom Smith", "Ms./Smith", "Sir/Smith"],
            [
                ("Anna Smith", [("Anna Smith", *FULL), ("Ms. Smith", "surname of Anna Smith", 0.93)]),
                ("Tom Smith", [("Tom Smith", *FULL), ("Sir Smith", "surname of Tom Smith", 0.93)]),
            ],
        ),
        (
            ["Anna Smith", "Mary Smith", "Mr./Smith"],
            [
                (
                    "Anna Smith",
                    [("Anna Smith", *FULL)],
                ),
                ("Mary Smith", [("Mary Smith", *FULL)]),
                ("Mr. Smith", [("Mr. Smith", "a name", 0.9)]),
            ],
        ),
    ],
)
def test_people_by_their_names(written: list[str], expected: list[tuple[str, list[Row]]]) -> None:
    assert people(*written) == expected


@pytest.mark.parametrize(
    ("text", "nothing"),
    [("Monday", True), ("Sept.", True), ("january", True), ("www.leeds.example", True), ("https://a.example", True),
     ("Leeds", False), ("Mondays Club", False), ("Anna Monday", False)],
)  # fmt: skip
def test_what_is_no_name_whatever_its_capitals(text: str, nothing: bool) -> None:
    assert is_no_name(text) is nothing
