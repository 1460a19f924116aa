"""Which sentence of an event is its label: whole, named in full, and understood without its article."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.chronicle import ChronicleEntry, make_chronicle
from components.collection.chronicle.leaning import leans
from components.collection.chronicle.sentence_beginnings import start_after_dateline, start_after_headline
from components.collection.chronicle.standing_alone import is_prose
from components.domain.record import Actor, ActorKind, Mention
from tests.collection.chronicle.stories import Line, story

IDA = {"Ida Berg": "person"}


def test_the_full_name_and_no_pronoun_make_the_label() -> None:
    texts = (
        "But she opened the new harbour bridge in Arden on 2 March.",
        "Berg opened the new harbour bridge in Arden on 2 March.",
        "Mayor Ida Berg opened the new harbour bridge in Arden on 2 March.",
    )
    records = [
        story(
            f"a{n}", "2026-03-02", Line(text, "opened", "2026-03-02", "2 March"), "Ida Berg is mayor of Arden.", who=IDA
        )
        for n, text in enumerate(texts)
    ]
    (entry,) = make_chronicle(records).entries
    assert (entry.label, entry.alone, entry.sources[0].article) == (texts[2], True, "a2")


def test_an_event_that_no_sentence_tells_alone_says_so_and_stands_lower() -> None:
    leaning = Line("But they opened the new harbour bridge on 2 March.", "opened", "2026-03-02", "2 March")
    clear = Line("Arden sold its two old ferries to Holt on 2 March.", "sold", "2026-03-02", "2 March")
    entries = make_chronicle([story("a", "2026-03-02", leaning), story("b", "2026-03-02", clear)]).entries
    assert [(e.label, e.alone) for e in entries] == [(clear.text, True), (leaning.text, False)]


def test_a_pronoun_or_a_description_needs_its_name_before_it() -> None:
    text = "The ferry firm bought the harbour of Arden on 2 March, its second."
    record = story("a", "2026-03-02", Line(text, "bought", "2026-03-02", "2 March"), "Norlund runs ferries.")
    at = record.text.index("Norlund")
    firm = Actor(id="n", name="Norlund", kind="organisation", mentions=(
        Mention(start=0, end=len("The ferry firm"), form="nominal"), Mention(start=at, end=at + 7, form="name"),
    ))  # fmt: skip
    (entry,) = make_chronicle([msgspec.structs.replace(record, actors=(firm,))]).entries
    assert not entry.alone


def test_the_label_begins_behind_the_place_and_agency() -> None:
    text = "ARDEN (Reuters) - Mayor Ida Berg opened the new harbour bridge on 2 March."
    (entry,) = make_chronicle(
        [story("a", "2026-03-02", Line(text, "opened", "2026-03-02", "2 March"), who=IDA)]
    ).entries
    assert entry.label == "Mayor Ida Berg opened the new harbour bridge on 2 March."
    assert entry.sources[0].start == len("ARDEN (Reuters) - ")


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("WASHINGTON (Reuters) - The bank failed on Monday.", "The bank failed on Monday."),
        ("MEXICO CITY, April 27 -- The toll rose again.", "The toll rose again."),
        ("Aid reaches Arden In the harbour, six ships landed food.", "In the harbour, six ships landed food."),
        ("Monday 4 May 2026 18.45 BST Schools in Arden were closed.", "Schools in Arden were closed."),
        ("Doctors treat the injured 1541 President Lund says help is near.", "President Lund says help is near."),
        ("She has type A flu and must stay at home.", "She has type A flu and must stay at home."),
        ("He moved to The Hague and worked there for years.", "He moved to The Hague and worked there for years."),
        ("The co-operative - an old one - sold its ships.", "The co-operative - an old one - sold its ships."),
    ],
)  # fmt: skip
def test_where_a_sentence_begins(sentence: str, rest: str) -> None:
    assert sentence[start_after_dateline(sentence) :] == rest


def test_a_headline_that_runs_into_a_sentence_is_cut_where_the_article_writes_its_word_small() -> None:
    run_on = "Six ships pulled from the Arden harbour Rescuers worked all night to free the last of the ships."
    article = f"{run_on} In Holt, rescuers went home."
    assert run_on[start_after_headline(run_on, article, ()) :].startswith("Rescuers worked all night")
    assert start_after_headline(run_on, run_on, ()) == 0  # a name as far as the article tells
    at = run_on.index("Rescuers")
    assert start_after_headline(run_on, article, [(at, at + len("Rescuers"))]) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Harbour Bridge Opens In Arden After Ten Years.",
        "Who opened the harbour bridge in Arden on Monday?",
        "“It will serve us and our grandchildren for years,” she said.",
        "Read more about the harbour bridge in Arden here.",
        "the harbour bridge in Arden was opened on Monday.",
        "The harbour bridge in Arden was opened on Monday",
        "It was opened.",
        "Photograph: The harbour bridge in Arden was opened on Monday.",
    ],
)
def test_headlines_questions_quotes_links_and_fragments_are_no_prose(sentence: str) -> None:
    assert not is_prose(sentence)


@pytest.mark.parametrize(
    ("sentence", "open_"),
    [
        ("It’s the third bridge of Arden that was closed.", True),
        ("The company sold its ships to Holt.", True),
        ("The health ministry sent doctors to Holt.", True),
        ("The company Norlund sold its ships to Holt.", False),
        ("The president of Arden sold ten ships.", False),
        ("Holt sold the ships to Arden.", True),
        ("Meanwhile Holt sold its ships to Arden.", True),
        ("Mr Lund sold the ships of Holt.", True),
        ("When the storm came, Holt sold its ships.", False),
        ("Holt sold the ships that we need.", True),
        ("Holt sold its ships a day later.", True),
        ("On 9 March it sold its ships to Holt.", True),
        ("In the storm of 9 March, Holt lost its ships.", False),
        ("Some 40 ships were sold by Holt.", False),
        ("12 ships were sold by Holt.", False),
        ("Ida Berg said the man was seen in Holt.", True),
        ("A man was seen in Holt before the man was gone.", False),
        ("Norlund said the company sold ships to Holt.", False),
        ("Ida Berg went into the hotel in Holt.", False),
        ("Ida Berg went into the hotel on Monday.", True),
        ("Ida Berg left the Norlund hotel for Holt.", False),
        ("The Norwegian man was seen in Holt.", True),
        ("The old and narrow bridge over there was closed by Holt.", True),
        ("Holt also sold its ships to Arden.", True),
        ("Holt sold another ship to Arden.", True),
        ("Holt sold these ships to Arden this week.", True),
        ("Holt sold its ships to Arden this week.", False),
        ("Holt sold ships such as ferries to Arden.", False),
        ("Norlund declared it a full success in Holt.", True),
        ("Wednesday’s storm sank two ships off Holt.", True),
        ("In total, Holt sold two ships to Arden.", True),
        ("Back to Holt, where two ships were sold.", True),
    ],
)
def test_what_leans_on_the_sentences_before(sentence: str, open_: bool) -> None:
    assert leans(sentence) is open_


def entry_of(text: str, verb: str, who: dict[str, ActorKind] | None = None) -> ChronicleEntry:
    (entry,) = make_chronicle([story("a", "2026-03-02", Line(text, verb, "2026-03-02", "2 March"), who=who)]).entries
    return entry


@pytest.mark.parametrize(
    ("text", "who", "alone"),
    [
        ("Doctors of the town hospital treated two sailors for burns on 2 March.", None, False),
        ("Doctors of the Arden hospital treated two sailors for burns on 2 March.", None, True),
        ("Doctors treated Berg at the Arden hospital for burns on 2 March.", {"Berg": "person"}, False),
        ("Doctors treated President Berg at the Arden hospital for burns on 2 March.", {"Berg": "person"}, True),
        ("Doctors of Arden treated Lund on 2 March.", None, False),
        ("The sailors of the lost ship Rescuers treated two men in Arden on 2 March.", None, False),
    ],
)  # fmt: skip
def test_a_label_names_somebody_in_full_and_is_long_enough(
    text: str, who: dict[str, ActorKind] | None, alone: bool
) -> None:
    assert entry_of(text, "treated", who).alone is alone
