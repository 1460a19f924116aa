"""Who is who, kind by kind and both ways: what must be joined, and what must not; texts made for this."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Actor, Record, UnsureMention, unsure_of

Read = Callable[..., Record]


def actor_at(record: Record, words: str, nth: int = 1) -> Actor | None:
    """The actor whose mention holds the nth place of these words; None where nobody's does."""
    at = -1
    for _ in range(nth):
        at = record.text.index(words, at + 1)
    holding = [
        (m.end - m.start, a) for a in record.actors for m in a.mentions if m.start < at + len(words) and at < m.end
    ]
    return min(holding, key=lambda h: h[0])[1] if holding else None


def name_at(record: Record, words: str, nth: int = 1) -> str | None:
    actor = actor_at(record, words, nth)
    return actor.name if actor else None


# A description is an actor's own where nothing in the text says whose it is: words, then who that is.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Colin Marr was charged with arson. The prosecutor said Marr had lit two fires. The barrister disagreed.",
            {"The prosecutor": "prosecutor", "The barrister": "barrister", "Marr had": "Colin Marr"},
        ),
        (
            "Transport minister Jo Pell opened the tunnel. The engineer said it was safe. The union leader laughed.",
            {"The engineer": "engineer", "The union leader": "union leader"},
        ),
        (
            "Dr Ines Hale runs the clinic. A former aide said the clinic was empty. The manager denied it.",
            {"A former aide": "former aide", "The manager": "manager"},
        ),
        (
            "Mayor Lena Stokes paid for the fountain. The club's secretary said Stokes should go.",
            {"The club's secretary": "club's secretary"},
        ),
        # One function twice is one; two functions are two.
        (
            "Colin Marr wept. A neighbour called the police. The neighbour said it was dark. The plumber ran.",
            {"The neighbour": "neighbour", "A neighbour": "neighbour", "The plumber": "plumber"},
        ),
        # Said so: in apposition, by the name's own role, by "is".
        ("The prosecutor, Ada Moss, rose. The prosecutor said no.", {"The prosecutor said": "Ada Moss"}),
        ("Ada Moss, the prosecutor, rose. The prosecutor said no.", {"The prosecutor said": "Ada Moss"}),
        ("Prosecutor Ada Moss rose. Everybody sat. The prosecutor said no.", {"The prosecutor said": "Ada Moss"}),
        # By the law, by sex and age.
        ("Colin Marr went on trial in Dorf on Monday. The defendant wept.", {"The defendant": "Colin Marr"}),
        ("Julia Elm left home at nine. The man was last seen at ten.", {"The man": "man"}),
    ],
)
def test_descriptions(read: Read, text: str, expected: dict[str, str]) -> None:
    record = read(text)
    assert {words: name_at(record, words) for words in expected} == expected


def test_whom_the_headline_describes_is_one_with_whom_the_text_begins(read: Read) -> None:
    record = read("Ferry pilot held in Dorf\n\nA ferry pilot was held in Dorf on Monday. Another ferry pilot fled.")
    of_headline, of_lead, other = (actor_at(record, words) for words in ("Ferry pilot", "A ferry pilot", "Another"))
    assert of_headline == of_lead != other


def test_a_description_that_is_not_told_is_kept_as_unsure(read: Read) -> None:
    record = read("Clare Hollis visited the hospital on Friday. The matron said nurses were leaving.")
    unsure = {record.text[m.start : m.end]: m.why for m in unsure_of(record, UnsureMention)}
    assert all(why for why in unsure.values())
    assert name_at(record, "The matron") == "matron"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Titles
        (
            "Mr Dorn called the office. Mrs Dorn did not. Mr Dorn was angry, and Mrs Dorn said so.",
            {"Mr Dorn called": "Mr Dorn", "Mrs Dorn did": "Mrs Dorn", "Mrs Dorn said": "Mrs Dorn"},
        ),
        (
            "Judge Alan Pike met Councillor Rita Pike. Councillor Pike smiled. Judge Pike frowned.",
            {"Councillor Pike smiled": "Rita Pike", "Judge Pike frowned": "Alan Pike"},
        ),
        # Nobody introduced later takes an earlier mention.
        (
            "Ted Vance bought the mill. Vance said it was cheap. Later Olga Vance joined the board.",
            {"Vance said": "Ted Vance"},
        ),
        # Particles
        (
            "Lawyer Pieter van der Hoek rose. Van der Hoek said no. The firm Van der Hoek & Smit is closed.",
            {"Van der Hoek said": "Pieter van der Hoek", "Van der Hoek & Smit": "Van der Hoek & Smit"},
        ),
        ("Maria de la Torre spoke. De la Torre left.", {"De la Torre left": "Maria de la Torre"}),
        # Short forms
        (
            "The California Public Utilities Commission met. The PUC said no.",
            {"PUC": "California Public Utilities Commission"},
        ),
        ("The Conservative Party won. The Conservatives cheered.", {"Conservatives cheered": "Conservative Party"}),
        ("Emirates Airline bought jets. Later Emirates said it would grow.", {"Emirates said": "Emirates Airline"}),
        # A name ends before a verb.
        ("Rick Mason sued the bank. Ida Doyle accused Mason of lying.", {"Mason of": "Rick Mason"}),
    ],
)
def test_names(read: Read, text: str, expected: dict[str, str]) -> None:
    record = read(text)
    assert {words: name_at(record, words) for words in expected} == expected


def test_all_of_a_family_are_a_group(read: Read) -> None:
    record = read("Mark Tolliver sued the town. The Tollivers want the lane closed.")
    family = actor_at(record, "The Tollivers")
    assert family is not None and (family.name, family.kind) == ("Tollivers", "group")


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("DORF, Iowa (AP) — Ada Moss closed the mill on Monday.", "DORF"),
        ("The film Riverland opened on Friday, and Ada Moss praised it.", "Riverland"),
        ("The Dow Jones Industrial Average fell, and the Nasdaq rose, Ada Moss said.", "Dow Jones"),
        ("Ada Moss voted for the Harbour Protection Act on Friday.", "Harbour Protection Act"),
        ("A German was arrested on Friday, Ada Moss said.", "German"),
        ("By Ellen Marsh, Science Editor DORF | Monday\n\nAda Moss closed the mill.", "Ellen Marsh"),
        ("Ada Moss closed the mill.\n\n(Reporting by Ellen Marsh; Editing by Tom Ruiz)", "Ellen Marsh"),
    ],
)
def test_what_is_no_actor(read: Read, text: str, nobody: str) -> None:
    record = read(text)
    assert all(nobody not in a.name for a in record.actors), [a.name for a in record.actors]
    assert any(a.name == "Ada Moss" for a in record.actors)


def test_places_that_only_say_where_come_after_those_who_act(read: Read) -> None:
    record = read(
        "Ada Moss met Tom Ruiz in Pittsburgh on Monday. In Pittsburgh, the council thanked Moss. Ruiz flew to Toledo "
        "and wrote to Ida Berg. The firm Norvane Foods sued the council. A judge fined Norvane. Mark Elm and Olga Vane "
        "applauded, and the Dorf Union called Ruiz a hero."
    )
    names = [a.name for a in record.actors]
    assert {"Pittsburgh", "Toledo"}.isdisjoint(names[:8])
    assert {"Ada Moss", "Tom Ruiz"} <= set(names[:8])


@pytest.mark.parametrize(
    ("text", "name", "role", "body"),
    [
        (
            "Tim Clark, president of Norvane Foods, praised it. Norvane Foods bought ten mills.",
            "Tim Clark",
            "president of Norvane Foods",
            "Norvane Foods",
        ),
        ("Chris Moy of Amnesty International said it was false.", "Chris Moy", None, "Amnesty International"),
        ("Chinese Foreign Minister Wang Yi left early.", "Wang Yi", "Chinese Foreign Minister", "China"),
        (
            "Mia Berg, a nurse at Kelmouth Hospital, said yes.",
            "Mia Berg",
            "nurse at Kelmouth Hospital",
            "Kelmouth Hospital",
        ),
        ("Reuters reporter Al Dunn wrote it on Friday.", "Al Dunn", "Reuters reporter", "Reuters"),
        ("Ed Poe was elected mayor of Benton on Friday.", "Ed Poe", "mayor of Benton", "Benton"),
        ("Its chief executive, David Clarke, wept.", "David Clarke", "chief executive", None),
        # "X is a …" says less than what stands beside the name.
        ("Mayor Dean Abbot left. Dean Abbot is a leader of angry men.", "Dean Abbot", "Mayor", None),
    ],
)
def test_role_and_body(read: Read, text: str, name: str, role: str | None, body: str | None) -> None:
    record = read(text)
    actor = next(a for a in record.actors if a.name == name)
    names = {a.id: a.name for a in record.actors}
    assert (actor.role, names.get(actor.of or "")) == (role, body)


@pytest.mark.parametrize(
    ("text", "words", "not_of"),
    [
        ("“US officials lied to us,” said Pedro Guzman, Mexico’s envoy.", " us,", "United States"),
        ("The US raised its tariffs. “It hurt us badly,” said Jill Kerr.", " us badly", "United States"),
        ("France closed the port. “Our people are tired,” said Jill Kerr.", "Our people", "France"),
    ],
)
def test_a_quoted_we_is_the_speakers_side(read: Read, text: str, words: str, not_of: str) -> None:
    record = read(text)
    assert name_at(record, words) != not_of


def test_a_quoted_i_is_the_speaker(read: Read) -> None:
    record = read("Jill Kerr met Ida Berg. “I never sold the mill,” said Kerr.")
    assert name_at(record, "I never") == "Jill Kerr"


def test_who_is_accused_or_asked_is_no_source(read: Read) -> None:
    for text in (
        "Ida Berg, 58, of Mill Lane, is accused of stealing forty pounds from the school.",
        "Asked by the coroner why he had not called, Tom Ruiz wept.",
    ):
        record = read(text)
        assert not any(q.speaker and record.text[slice(*(q.source or (0, 0)))] in ("Ida Berg", "Tom Ruiz")
                       for q in record.quotes), text  # fmt: skip


def test_a_labelled_surname_before_any_introduction(read: Read) -> None:
    record = read("DORN: which one of us?\n\nTOM DORN: me, I was there.\n\nMARY DORN: yes, hello.\n\nDORN: which one?")
    assert {"Tom Dorn", "Mary Dorn"} <= {a.name for a in record.actors}
