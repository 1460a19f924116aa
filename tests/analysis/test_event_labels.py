"""What an event is called: whole phrases that can be read without the text, at most twelve words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record

Read = Callable[..., Record]
INTRO = "Maria Lopez, the mayor of Harlow, spoke to reporters in the town hall on Monday. "


def labels(record: Record) -> list[str]:
    return [e.summary for e in record.events]


def label_of(record: Record, word: str) -> str:
    """The label of the event that a word tells."""
    found = [e.summary for e in record.events if any(record.text[s:t] == word for s, t in e.mentions)]
    assert found, labels(record)
    return found[0]


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        # whom a pronoun or a bare surname means
        (INTRO + "She resigned after the vote.", "resigned", "Maria Lopez resigned after the vote"),
        (INTRO + "Lopez opened the new bridge.", "opened", "Maria Lopez opened the new bridge"),
        (INTRO + "Police searched her office in the town hall.", "searched",
         "Police searched Maria Lopez’s office in the town hall"),
        # negation, hedges, particles, contractions
        (INTRO + "The company won't sell the mill.", "sell", "The company will not sell the mill"),
        (INTRO + "The accountant allegedly moved the money to Malta.", "moved",
         "The accountant allegedly moved the money to Malta"),
        (INTRO + "The firm called off the strike.", "called", "The firm called off the strike"),
        # verbs that are only due, planned, begun
        (INTRO + "The trial is scheduled to begin in June.", "begin", "The trial is scheduled to begin"),
        (INTRO + "The firm plans to close the plant.", "close", "The firm plans to close the plant"),
        # whose verb only carries the noun
        (INTRO + "Ministers held talks with the union.", "talks", "Ministers held talks with the union"),
        # a relative clause is of nobody whom its pronoun can't mean: "which" of a person, "who" of a school or a firm
        ("A second pupil from the boarding school, who toured Malta in the spring, was questioned on Monday.", "toured",
         "A second pupil from boarding school toured Malta"),
        ("Fans threw stones at the police, who left the square on Sunday.", "left", "The police left the square"),
        ("The statue was shown to Nora Quist, a lawyer for the Trust, the firm that bought the mill on Monday.",
         "bought", "Bought the mill"),
        ("The rumour passed from person to person, which has slowed the sale.", "slowed", "Has slowed the sale"),
        # a relative clause
        (INTRO + "The driver, who hit a wall, survived the crash.", "hit", "The driver hit a wall"),
        ("In a New York press conference, Karl Brenner, the Chief Executive Officer of Arden Airlines, which filed for"
         " bankruptcy and protection from its creditors earlier today, outlined a plan.", "filed",
         "Arden Airlines filed for bankruptcy and protection from its creditors"),
        # nouns say what they are of
        (INTRO + "Residents welcomed the closure of the chemical plant.", "welcomed",
         "Residents welcomed the closure of the chemical plant"),
    ],
)  # fmt: skip
def test_a_label_can_be_read_alone(read: Read, text: str, word: str, label: str) -> None:
    assert label_of(read(text, date="2026-01-13"), word) == label


def test_no_label_is_longer_than_twelve_words_or_ends_within_a_phrase(read: Read) -> None:
    record = read(
        INTRO + "Inspectors from the ministry of the environment searched the long abandoned offices of the "
        "chemical company near the harbour after a tip from two former workers who had kept copies of letters.",
        date="2026-01-13",
    )
    for label in labels(record):
        assert len(label.split()) <= 12
        assert label.split()[-1].lower() not in ("the", "a", "of", "and", "to", "in", "from", "two", "former")
        assert label == label.strip() and "  " not in label


def test_a_label_stands_without_the_date_that_stands_beside_it(read: Read) -> None:
    record = read("The council closed the harbour on Friday.", date="2026-01-13")
    (event,) = record.events
    assert (event.summary, event.earliest) == ("The council closed the harbour", "2026-01-09")


def test_who_speaks_stands_before_what_a_pronoun_of_nobody_known_does(read: Read) -> None:
    record = read("“They have sold the mill to a bank,” said Maria Lopez on Monday.", date="2026-01-13")
    assert label_of(record, "sold") == "Maria Lopez: they have sold the mill to a bank"


def test_the_speaker_of_a_quote_is_named_for_i(read: Read) -> None:
    record = read("“I have signed the contract with the builders,” said Maria Lopez on Monday.", date="2026-01-13")
    assert label_of(record, "signed") == "Maria Lopez has signed the contract with the builders"
