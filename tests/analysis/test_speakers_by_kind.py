"""Who speaks, kind by kind and both ways: in and outside of the sentence, turns, and what is nobody's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record

Read = Callable[..., Record]
Said = tuple[str, str, str | None]  # kind, the beginning of the words, who says them


def said(record: Record, length: int = 22) -> list[Said]:
    """The attributions in text order; scare quotes left out."""
    names = {a.id: a.name for a in record.actors}
    return [
        (q.kind, record.text[q.content[0][0] : q.content[0][0] + length], names.get(q.speaker or ""))
        for q in record.quotes
        if q.kind != "scare"
    ]


def speakers(record: Record) -> dict[str, str | None]:
    """Who says each quote, by its first two words."""
    return {" ".join(words.strip("“”\"'‘’ ").split()[:2]): who for _, words, who in said(record)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # After a dash, under the quote, handed over to by a line above it or by the words before it
        (
            "The port has a new chief, the board announced.\n\n“She knows every rope in this harbour and every "
            "name.” – Board member Tobias Wick",
            {"She knows": "Tobias Wick"},
        ),
        (
            "The port has a new chief.\n\n“She knows every rope in this harbour and every name.”\n— Tobias Wick",
            {"She knows": "Tobias Wick"},
        ),
        (
            "The board announced a new chief.\n\nAnd from Chairwoman Adaeze Obi:\n\n“She has spent nineteen years on "
            "these quays.”\n\nFrom the desk of Lionel Mars, economist:\n\n“Ports with engineers in charge do better.”",
            {"She has": "Adaeze Obi", "Ports with": "Lionel Mars"},
        ),
        (
            "Jill Kerr praised the plan.\n\nAnd from Tom Dorn: “It is a waste of money and of time, too.”",
            {"It is": "Tom Dorn"},
        ),
        # A question's mark ends no sentence for whoever asks.
        ("Jill Kerr was there. “Who will pay for all of this in the end?” she said.", {"Who will": "Jill Kerr"}),
        ("“Get out of my house!” Jill Kerr told Tom Dorn.", {"Get out": "Jill Kerr"}),
        # Without a cue: the speaker before it, or whom the sentence before it is about.
        (
            "Jill Kerr told reporters that the docks were lost. “They were sold by people who never worked there.”",
            {"They were": "Jill Kerr"},
        ),
        (
            "“I have worked here for thirty years,” Jill Kerr said.\n\nTom Dorn is a driver. “I have driven the same "
            "bus since the spring of 1990.”",
            {"I have": "Tom Dorn"},
        ),
        (
            "“I never lied to them,” said Jill Kerr. Tom Dorn, the owner, denied wrongdoing. “We paid everybody what "
            "they were due in May.”",
            {"I never": "Jill Kerr", "We paid": "Tom Dorn"},
        ),
        # Every paragraph of one long quote
        (
            "Jill Kerr told the inquiry: ‘I read the letter on the Monday.\n\n‘I did not show it to anyone.\n\n‘I’m "
            "sorry for that.’",
            {"I read": "Jill Kerr"},
        ),
        # The sentence right before a quote is about who speaks, though somebody else spoke last.
        (
            "“It was a fine game,” said Gary Lom. His rival, Paul Deacon, was furious. “I've told the referee what I "
            "think of her decision,” he said.",
            {"It was": "Gary Lom", "I've told": "Paul Deacon"},
        ),
        # Who is told something doesn't say it; a document speaks for its owner.
        ("The court was told by Jill Kerr that the mill was insured.", {"that the": "Jill Kerr"}),
        ("A Reuters article said the mill would close in May.", {"the mill": "Reuters"}),
    ],
)
def test_speakers(read: Read, text: str, expected: dict[str, str]) -> None:
    found = speakers(read(text))
    assert {words: found.get(words) for words in expected} == expected


CNN = """NORA BECK, HOST: Good evening. The levy passed tonight.

JOEL HART, TRANSIT CHAIRMAN (ph): Thank you, Nora. The trains will run on Monday.

BECK (voice-over): In the depot, drivers were less sure.

KIM SY, DRIVER (through translator): I have not been paid since March.

(COMMERCIAL BREAK)

[19:14:05] BECK: Welcome back. Commissioner Dana Hart joins us.

DANA HART, COUNTY COMMISSIONER: We were told the money was there.

HART: And it was not. I have the letters.

UNIDENTIFIED FEMALE: Shame on you!
"""
COURT = """THE CORONER: Mr Dorn, when did you last see the boat?

MR DORN: On the Saturday. About six. It was still light.

THE CORONER: Did you ring the harbour?

MRS DORN: I did not. I thought Mr Dorn had.
"""
INTERVIEW = """Q&A with the head of the water board

Water board chief Lena Finch spoke to our reporter about the drought.

Q: Will there be cuts this summer?

A: Not in June. I cannot promise anything for August.

Q: Why were the leaks not repaired?

A: Because the previous board spent the money on pumps.
"""


def test_a_broadcast_is_read_turn_by_turn(read: Read) -> None:
    record = read(CNN)
    assert record.genre == "transcript"
    assert said(record, 12) == [
        ("direct", "Good evening", "Nora Beck"),
        ("direct", "Thank you, N", "Joel Hart"),
        ("direct", "In the depot", "Nora Beck"),
        ("direct", "I have not b", "Kim Sy"),
        ("direct", "Welcome back", "Nora Beck"),
        ("direct", "We were told", "Dana Hart"),
        ("direct", "And it was n", "Dana Hart"),
        ("direct", "Shame on you", None),
    ]
    turn = record.quotes[0]
    assert record.text[slice(*turn.content[0])] == "Good evening. The levy passed tonight."
    assert {a.name: a.role for a in record.actors}["Joel Hart"] == "transit chairman"


def test_a_hearing_is_read_turn_by_turn(read: Read) -> None:
    record = read(COURT)
    assert record.genre == "transcript"
    assert said(record, 10) == [
        ("direct", "Mr Dorn, w", "coroner"),
        ("direct", "On the Sat", "Mr Dorn"),
        ("direct", "Did you ri", "coroner"),
        ("direct", "I did not.", "Mrs Dorn"),
    ]


def test_an_answer_is_of_whoever_is_interviewed(read: Read) -> None:
    found = [row for row in said(read(INTERVIEW), 8) if row[0] == "direct"]
    assert found == [
        ("direct", "Will the", None),
        ("direct", "Not in J", "Lena Finch"),
        ("direct", "Why were", None),
        ("direct", "Because ", "Lena Finch"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Serves: four people\n\nIngredients: flour and milk\n\nMethod: mix and bake it\n\nNote: eat it warm",
        "LEEDS: A man was arrested on Friday.\n\nYORK: A bridge was closed.\n\nHULL: The mill burnt down.",
        "NORTH: rain all day\n\nSOUTH: dry and warm\n\nEAST: a cold wind\n\nWEST: snow on hills",
        "FAQ: The new tax\n\nQuestion: What is the tax?\n\nAnswer: It is a tax on sugar.\n\nQuestion: Who pays?\n\n"
        "Answer: Shops pay.",
        "Tom Dorn: 7\n\nJill Kerr: 6\n\nTom Dorn: 5\n\nJill Kerr: 8\n\nThe ratings are out of ten.",
    ],
)
def test_lists_with_colons_are_no_turns(read: Read, text: str) -> None:
    record = read(f"The council met in the old hall on Monday, and nobody came to hear it speak.\n\n{text}")
    assert record.genre != "transcript"
    assert not any("label" in q.rule or "answer" in q.rule for q in record.quotes)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # British single quotes: apostrophes, years, quotes within
        (
            "The spokesman, Ali Rafi, said: 'I've heard that before. They told us \"trust the process\" in '98.'",
            "'I've heard that before. They told us \"trust the process\" in '98.'",
        ),
        ("'We won't sell the farmers' market,' said Judith Vane.", "'We won't sell the farmers' market,'"),
        ("“The bridge is not safe,’’ said Jill Kerr.", "“The bridge is not safe,’’"),
        # The unquoted part of a partial quote stays in it.
        ("Jill Kerr called the new law ‘half-baked’ on Friday.", "the new law ‘half-baked’"),
    ],
)
def test_where_the_words_begin_and_end(read: Read, text: str, content: str) -> None:
    record = read(text)
    assert content in [record.text[slice(*q.content[0])] for q in record.quotes]


@pytest.mark.parametrize(
    "text",
    [
        "Rock 'n' roll played as the choir packed up.",
        "The court heard the case of Jill Kerr on Monday.",
        "Tom Dorn, known as “the Fox”, left the room.",
    ],
)
def test_what_is_no_attribution(read: Read, text: str) -> None:
    assert said(read(text)) == []
