"""Attitudes of whole texts: each way of holding one, each trap that is none, and what is too unsure to be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record

Read = Callable[..., Record]
LEAD = "Scott Moe met Mark Carney and Justin Trudeau in Regina on Monday. "


def told(record: Record) -> set[str]:
    """ "Moe + Carney" for each attitude that is told, by the last words of the names."""
    names = {a.id: a.name.split()[-1] for a in record.actors} | {"writer": "writer"}
    signs = {"negative": "-", "positive": "+", "neutral": "0"}
    return {f"{names[t.voice]} {signs[t.label]} {names[t.target or '']}" for t in record.tones}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moe praised Carney and blasted Trudeau.", {"Moe + Carney", "Moe - Trudeau"}),
        ("Moe blasted Trudeau and praised Carney.", {"Moe - Trudeau", "Moe + Carney"}),
        ("Carney was praised by Moe in the evening.", {"Moe + Carney"}),
        ("Trudeau was criticised by Carney in the evening.", {"Carney - Trudeau"}),
        ("Moe called Trudeau a liar.", {"Moe - Trudeau"}),
        ("“Trudeau is a corrupt liar,” Moe said.", {"Moe - Trudeau"}),
        ("“Carney is an honest and brilliant man,” Moe told reporters.", {"Moe + Carney"}),
        ("Moe thanked Carney for the visit.", {"Moe + Carney"}),
        ("Moe accused Trudeau of lying to farmers.", {"Moe - Trudeau"}),
        ("Carney condemned Moe over the levy.", {"Carney - Moe"}),
        ("Moe lashed out at Trudeau.", {"Moe - Trudeau"}),
    ],
)
def test_who_speaks_well_or_ill_of_whom(read: Read, text: str, expected: set[str]) -> None:
    assert told(read(LEAD + text)) == expected


FACTS = {
    "court": "A court in Leeds heard on Monday that Tom Ruiz faces 18 criminal charges. Prosecutors charged Ruiz with "
    "fraud in March, and Judge Ida Berg sentenced him to two years in prison. His lawyer, Anna Smith, denied them.",
    "sport": "Leeds United beat Arden Rovers 3-1 on Saturday. Tom Ruiz scored twice for Leeds, his 40th goal of the "
    "season, and Ian Marsh missed a penalty for Rovers. Arden lost four players to injury.",
    "obituary": "Ida Berg, who led the Arden Bank from 1990 to 2004, died on Sunday. She was 81. Berg was born in "
    "Leeds and married Tom Berg in 1970. The bank said the funeral would be held on Friday.",
    "results": "Arden Motors said on Tuesday that profit fell 12 percent in the quarter. Sales in Canada rose. "
    "Arden's chief executive, Anna Smith, said the company would close a plant in Leeds in May.",
    "disaster": "Three soldiers of Canada were killed in an attack near Kabul on Monday. The Taliban said it had "
    "carried out the attack. Anna Smith, a spokeswoman, said the families of the dead had been told.",
}


@pytest.mark.parametrize("kind", FACTS)
def test_facts_are_nobodys_attitude(read: Read, kind: str) -> None:
    assert told(read(FACTS[kind])) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Moe did not praise Carney.",
        "Moe met Carney for an hour.",
        "Carney faces a difficult week.",
        "Moe denied that Trudeau had lied.",
        "Trudeau lost the vote to Carney.",
    ],
)
def test_what_only_looks_like_one_is_not_told(read: Read, text: str) -> None:
    assert told(read(LEAD + text)) == set()


def test_the_words_the_act_and_the_holder_are_kept(read: Read) -> None:
    record = read(LEAD + "Moe blasted Trudeau.")
    (tone,) = record.tones
    assert [record.text[s:e] for s, e in tone.evidence] == ["blasted"] and tone.cue == tone.evidence[0]
    assert tone.holder is not None and record.text[slice(*tone.holder)] == "Moe"
    assert "act of judgement" in tone.rule and tone.score < 0 < tone.confidence <= 1


def test_what_one_says_of_oneself_is_no_attitude(read: Read) -> None:
    record = read(LEAD + "“I am an honest man,” Moe said.")
    assert all(t.voice != t.target for t in (*record.tones, *record.unsure))


def test_nothing_is_told_without_words_that_judge(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    assert all(t.evidence and t.label != "neutral" and t.target for t in record.tones)
    assert all(t.why for t in record.unsure)
    keys = [(t.start, t.voice, t.target) for t in (*record.tones, *record.unsure)]
    assert len(set(keys)) == len(keys)


def test_nothing_is_told_of_the_seed_about_those_nobody_judges(read: Read, seed_text: str) -> None:
    assert not {t.rsplit(" ", 1)[-1] for t in told(read(seed_text))} & {"Carney", "Moe", "Canada"}


def test_the_same_text_gives_the_same_to_the_last_digit(read: Read) -> None:
    text = LEAD + "Moe praised Carney and blasted Trudeau. “Trudeau is a corrupt liar,” Moe said."
    assert read(text).tones == read(text).tones and read(text).unsure == read(text).unsure


def test_loaded_words_are_the_writers_own_and_no_attitude(read: Read) -> None:
    record = read(
        "The notorious banker Tom Ruiz met Anna Smith on Monday. The so-called reform of the embattled bank begins in "
        "May. “Ruiz is a ruthless man,” Smith said."
    )
    assert [record.text[w.start : w.end] for w in record.loaded] == ["notorious", "so-called", "embattled"]
