"""Turns of transcripts, hearings and interviews: who has which words; and texts whose colons make none."""

from __future__ import annotations

import pytest

from components.analysis.speaker_turns import Turn, is_transcript, turns_of
from components.domain.text_outline import paragraph_spans

Row = tuple[str, str, list[str]]


def found(*paragraphs: str) -> tuple[str, list[Turn]]:
    text = "\n\n".join(paragraphs)
    return text, turns_of(text, paragraph_spans(text))


def rows(*paragraphs: str) -> list[Row]:
    """Label, kind and words of each turn."""
    text, turns = found(*paragraphs)
    return [(text[slice(*t.label)], t.kind, [text[slice(*part)] for part in t.words]) for t in turns]


BROADCAST = (
    "NORA BELL, HOST: Good evening.",
    "TOM RUIZ, CHIEF CORRESPONDENT: Good evening, Nora.",
    "(BEGIN VIDEO CLIP)",
    "UNIDENTIFIED MALE: It burned.",
    "(END VIDEO CLIP)",
    "BELL: Thank you.",
    "RUIZ (voice-over): The fire began here.",
    "It ended there.",
    "[19:14:05] BELL: And now?",
)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            BROADCAST,
            [
                ("NORA BELL", "name", ["Good evening."]),
                ("TOM RUIZ", "name", ["Good evening, Nora."]),
                ("UNIDENTIFIED MALE", "unnamed", ["It burned."]),
                ("BELL", "name", ["Thank you."]),
                ("RUIZ", "name", ["The fire began here.", "It ended there."]),
                ("BELL", "name", ["And now?"]),
            ],
        ),
        (
            ("THE CORONER: Please sit.", "MR DACRE: Sir.", "THE WITNESS: I was there.", "THE CORONER: When?"),
            [
                ("THE CORONER", "function", ["Please sit."]),
                ("MR DACRE", "name", ["Sir."]),
                ("THE WITNESS", "function", ["I was there."]),
                ("THE CORONER", "function", ["When?"]),
            ],
        ),
        (
            ("Q: Why?", "A: So.", "Q. And then?", "A. He left."),
            [
                ("Q", "question", ["Why?"]),
                ("A", "answer", ["So."]),
                ("Q", "question", ["And then?"]),
                ("A", "answer", ["He left."]),
            ],
        ),
        (
            ("Question: Why?", "Answer: So.", "Question: And then?", "Answer: He left."),
            [
                ("Question", "question", ["Why?"]),
                ("Answer", "answer", ["So."]),
                ("Question", "question", ["And then?"]),
                ("Answer", "answer", ["He left."]),
            ],
        ),
        (
            ("Ms Bell: Where were you?", "Mr Ruiz: At home.", "Ms Bell: All day?", "Mr Ruiz: Yes."),
            [
                ("Ms Bell", "name", ["Where were you?"]),
                ("Mr Ruiz", "name", ["At home."]),
                ("Ms Bell", "name", ["All day?"]),
                ("Mr Ruiz", "name", ["Yes."]),
            ],
        ),
        # A part of a transcript that an article quotes, and the article goes on after it.
        (
            (
                "Here is the call.",
                "“BELL: Where are you?",
                "“RUIZ: At the bridge.”",
                "“BELL: Stay there.”",
                "It ended.",
            ),
            [
                ("BELL", "name", ["Where are you?"]),
                ("RUIZ", "name", ["At the bridge."]),
                ("BELL", "name", ["Stay there."]),
            ],
        ),
        # The label may have a paragraph of its own.
        (
            ("BELL:", "Good evening.", "RUIZ:", "Thank you.", "BELL:", "Good."),
            [("BELL", "name", ["Good evening."]), ("RUIZ", "name", ["Thank you."]), ("BELL", "name", ["Good."])],
        ),
        # Nobody is named by these.
        (
            ("AUDIENCE: Boo.", "MODERATOR: Quiet.", "SEVERAL VOICES: No.", "MODERATOR: Quiet."),
            [
                ("AUDIENCE", "unnamed", ["Boo."]),
                ("MODERATOR", "function", ["Quiet."]),
                ("SEVERAL VOICES", "unnamed", ["No."]),
                ("MODERATOR", "function", ["Quiet."]),
            ],
        ),
    ],
)
def test_who_has_which_words(paragraphs: tuple[str, ...], expected: list[Row]) -> None:
    assert rows(*paragraphs) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The council voted on Monday.",),
        ("The council voted: the bridge stays.", "Nothing else was decided."),
        ("Note: The bridge is closed.", "It opens on Monday."),
        ("Note: It rained.", "Note: It rained again.", "Note: It snowed.", "Note: It thawed."),
        ("Apples: 3 euros", "Pears: 4 euros", "Plums: 5 euros", "Figs: 6 euros"),
        ("ADULTS: 3 euros", "CHILDREN: 2 euros", "DOGS: 1 euro"),
        ("WHO: Ida Berg", "WHAT: The bridge", "WHO: Tom Ruiz", "WHAT: The toll"),
        ("FAQ: the toll", "Q: Why?", "A: So.", "Q: And then?", "A: Nothing."),
        ("Where: Arden", "When: Monday", "Who: Berg", "Why: Toll"),
        # Names before quotes in marks are quotes, which are read as such.
        ("Bell: “Where were you?”", "Ruiz: “At home.”", "Bell: “All day?”", "Ruiz: “Yes.”"),
        ("BELL: “Where were you?”", "RUIZ: “At home.”", "BELL: “All day?”"),
        # One who talks alone, and too few turns.
        ("BELL: Good evening.", "BELL: Good evening.", "BELL: Good evening."),
        ("BELL: Good evening.", "RUIZ: Good evening."),
        ("Ms Bell: Where were you?", "Mr Ruiz: At home.", "Ms Bell: All day?"),
        # What names in small letters say has to be half of the text.
        ("Ms Bell: Where?", "Mr Ruiz: Here.", "Ms Bell: All day?", "Mr Ruiz: Yes.", *["It rained."] * 5),
    ],
)
def test_colons_that_make_no_turns(paragraphs: tuple[str, ...]) -> None:
    assert rows(*paragraphs) == []


def test_half_of_a_text_is_enough_for_names_in_small_letters() -> None:
    turns = ("Ms Bell: Where?", "Mr Ruiz: Here.", "Ms Bell: All day?", "Mr Ruiz: Yes.")
    assert len(rows(*["It rained."] * 4, *turns)) == 4


def test_an_office_stands_after_the_name_and_is_no_words() -> None:
    text, turns = found(*BROADCAST)
    assert [t.role and text[slice(*t.role)] for t in turns] == ["HOST", "CHIEF CORRESPONDENT", None, None, None, None]
    heads = [text[t.label[0] : t.head_end] for t in turns]
    assert heads == [
        "NORA BELL, HOST:", "TOM RUIZ, CHIEF CORRESPONDENT:", "UNIDENTIFIED MALE:", "BELL:", "RUIZ (voice-over):",
        "BELL:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("Then it ended.", ["Good.", "Then it ended."]),
        ("(APPLAUSE)", ["Good."]),
        ("[LAUGHTER]", ["Good."]),
        ("END", ["Good."]),
        ("Copyright 2026 The Arden Post", ["Good."]),
        ("Follow Nora Bell on Twitter @bell", ["Good."]),
    ],
)
def test_stage_directions_and_what_ends_a_transcript_are_nobodys_words(last: str, words: list[str]) -> None:
    found_rows = rows("BELL: Good evening.", "It rained.", "RUIZ: Thank you.", "BELL: Good.", last)
    assert found_rows[-1] == ("BELL", "name", words)


@pytest.mark.parametrize("direction", ["(APPLAUSE)", "(BEGIN VIDEO CLIP)"])
def test_after_a_stage_direction_the_turn_goes_on(direction: str) -> None:
    first = rows("BELL: Good evening.", direction, "It rained.", "RUIZ: Thank you.", "BELL: Good.")[0]
    assert first == ("BELL", "name", ["Good evening.", "It rained."])


def test_where_each_turn_is_one_paragraph_so_is_the_last() -> None:
    after = "The hearing goes on."
    assert rows("BELL: Good evening.", "RUIZ: Thank you.", "BELL: Good.", after)[-1] == ("BELL", "name", ["Good."])


def test_an_interview_may_label_the_answers_alone() -> None:
    asked = ("Where were you?", "Tom Ruiz: At home.", "All day?", "Tom Ruiz: Yes.")
    assert rows(*asked) == [("Tom Ruiz", "name", ["At home."]), ("Tom Ruiz", "name", ["Yes."])]
    assert rows(*(words.replace("?", ".") for words in asked)) == []


def test_what_is_quoted_ends_with_its_marks() -> None:
    quoted = ("“BELL: Where are you?", "“Are you there?”", "“RUIZ: Here.”", "“BELL: Stay.”")
    assert rows(*quoted, "The call ended.") == [
        ("BELL", "name", ["Where are you?", "Are you there?"]),
        ("RUIZ", "name", ["Here."]),
        ("BELL", "name", ["Stay."]),
    ]


@pytest.mark.parametrize(("others", "whole"), [(0, True), (3, True), (4, False), (20, False)])
def test_a_text_is_a_transcript_where_turns_are_half_of_it(others: int, whole: bool) -> None:
    text, turns = found(*["It rained."] * others, "BELL: Where?", "RUIZ: Here.", "BELL: Stay.")
    assert len(turns) == 3
    assert is_transcript(turns, paragraph_spans(text)) is whole


def test_a_text_without_turns_is_no_transcript() -> None:
    assert not is_transcript([], [(0, 10)])
