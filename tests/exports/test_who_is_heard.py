"""Who is never heard: accused or talked about, neither quoted nor asked; whoever declined to comment says so."""

from __future__ import annotations

import pytest

from components.domain.allegations import allegations
from components.domain.record import Record
from components.exports.chart_headlines import silent_actors_headline
from components.exports.claim_rows import claims_in_words
from components.exports.who_is_heard import asked_in_vain, never_heard, never_heard_people, unheard_accused
from tests.court_story import actor, court_story, event, quote, record_of

STORY = court_story()


def test_quotes_and_claims_say_the_same_of_who_is_heard() -> None:
    assert silent_actors_headline(STORY) == (
        "Talked about but never heard: Norvik Marine. Ida Holt declined to comment."
    )
    assert claims_in_words(STORY, {}).unheard == "Not heard in the text: Norvik Marine"
    assert [a.id for a in unheard_accused(STORY, allegations(STORY))] == ["norvik"]
    assert set(asked_in_vain(STORY)) == {"holt"} and never_heard_people(STORY) == []


def test_who_is_quoted_on_something_else_is_not_called_unheard() -> None:
    text = "Lund said the sea was calm that night. Quist said Lund robbed the bank."
    people = [actor(n.lower(), n, *[(n, k + 1) for k in range(text.count(n))], text=text) for n in ("Quist", "Lund")]
    quotes = [quote("a", "the sea was calm that night", "lund", "said", text=text),
              quote("q", "Lund robbed the bank", "quist", "said", text=text)]  # fmt: skip
    claim = event("e", "Lund robbed the bank", "robbed", status="claimed", voice="quist", quote="q", actors=("lund",),
                  text=text)  # fmt: skip
    record = record_of(text, [claim], quotes, people)
    assert claims_in_words(record, {}).unheard == "Heard, but not on what is claimed of them: Lund"
    assert silent_actors_headline(record) == ""


def told(after: str) -> Record:
    text = f"Quist said Lund robbed the bank. “It was dark in there,” Quist said. {after}"
    actors = [actor(n.lower(), n, *[(n, k + 1) for k in range(text.count(n))], text=text)
              for n in ("Quist", "Lund") if n in text]  # fmt: skip
    quotes = [quote("q", "Lund robbed the bank", "quist", "said", text=text)]
    claim = event("e", "Lund robbed the bank", "robbed", status="claimed", voice="quist", quote="q", actors=("lund",),
                  text=text)  # fmt: skip
    return record_of(text, [claim], quotes, actors)


@pytest.mark.parametrize(("after", "quoted", "unheard"), [
    ("Lund left.", "Talked about but never heard: Lund.", "Not heard in the text: Lund"),
    ("Lund declined to comment.", "Lund declined to comment.", ""),
    ("Lund did not respond to questions.", "Lund did not respond.", ""),
    ("Lund denied it.", "", ""),
])  # fmt: skip
def test_who_is_accused_is_unheard_asked_or_heard(after: str, quoted: str, unheard: str) -> None:
    record = told(after)
    assert (silent_actors_headline(record), claims_in_words(record, {}).unheard) == (quoted, unheard)
    assert ("lund" in never_heard(record)) is (after != "Lund denied it.")
