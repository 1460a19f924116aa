"""Attitudes of whole texts: each way of holding one, each trap that is none, and what is too unsure to be told."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from components.domain.record import Record, UnsureTone, unsure_of

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


PEOPLE = "Scott Moe met Mark Carney, Ida Berg, Tom Ruiz and Anna Smith in Regina on Monday. "


@pytest.mark.parametrize(
    "text",
    [
        # facts, charges, violence
        "Moe met Carney for an hour.",
        "Carney faces a difficult week.",
        "Berg lost the vote to Carney.",
        "Ruiz was accused of rape.",
        "Ruiz was indicted for corruption.",
        "A grand jury indicted Ruiz.",
        "Gunmen attacked Berg.",
        "Hamas attacked Israel on Saturday.",
        "Moe is concerned about Berg's safety.",
        # what was done to somebody is condemned, not whom it was done to
        "Carney condemned the murder of Berg.",
        "Hundreds marched against the killing of Berg.",
        "Moe denounced the treatment of Berg.",
        "Moe applauded the arrest of Ruiz.",
        "Carney condemned the attack on Berg.",
        # negated, denied, far from
        "Moe did not praise Carney.",
        "Moe denied that Ruiz had lied.",
        "“Moe is not a liar,” Carney said.",
        "“I never called Moe a liar,” Carney said.",
        "“Moe did nothing wrong,” Carney said.",
        "Carney is far from being a bully.",
        "Moe failed to find a single fault with Carney.",
        "Moe failed to condemn Ruiz.",
        "Moe is less corrupt than Carney.",
        "Moe can't thank Carney enough.",
        # doubted, asked, wished, past
        "Moe may praise Carney.",
        "If Moe praises Carney, the deal is done.",
        "Moe allegedly called Carney a liar.",
        "Moe was urged to condemn Carney.",
        "Smith wants Moe to condemn Carney.",
        "Did Moe praise Carney?",
        "Moe used to admire Carney.",
        "Moe regretted insulting Carney.",
        # irony
        "'Oh, what a brilliant plan from Carney,' Moe said, rolling his eyes.",
    ],
)
def test_what_only_looks_like_one_is_not_told(read: Read, text: str) -> None:
    assert told(read(PEOPLE + text)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith alleged that Moe had called Carney a liar.", {"Moe - Carney"}),
        ("“Smith called Moe a liar,” Carney said.", {"Smith - Moe"}),
        ("Smith accused Moe of insulting Carney.", {"Smith - Moe"}),
        ("Carney blamed the fall of Berg on Ruiz.", {"Carney - Ruiz"}),
        ("Moe is an ally of Carney and a critic of Smith.", {"Moe - Smith"}),
        ("Moe hailed Carney as a hero.", {"Moe + Carney"}),
        ("Berg was praised by Moe for her courage.", {"Moe + Berg"}),
        ("Smith slammed Ruiz for the delay.", {"Smith - Ruiz"}),
        ("Moe attacked Ruiz for the delay.", {"Moe - Ruiz"}),
    ],
)
def test_whose_it_is_where_others_are_heard_or_named(read: Read, text: str, expected: set[str]) -> None:
    assert told(read(PEOPLE + text)) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Moe may praise Carney.", "a hedge"),
        ("Moe was urged to condemn Carney.", "a hedge"),
        ("'Oh, what a brilliant plan from Carney,' Moe said, rolling his eyes.", "irony"),
    ],
)
def test_what_is_too_unsure_says_why(read: Read, text: str, why: str) -> None:
    assert any(why in tone.why for tone in unsure_of(read(PEOPLE + text), UnsureTone))


def test_a_list_of_hundreds_of_names_costs_little(read: Read) -> None:
    names = ", ".join(f"Anna Smith{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200))
    began = time.perf_counter()
    read(f"The mayor praised {names} and Tom Ruiz at the town hall on Monday evening.")
    assert time.perf_counter() - began < 20


def test_the_words_the_act_and_the_holder_are_kept(read: Read) -> None:
    record = read(LEAD + "Moe blasted Trudeau.")
    (tone,) = record.tones
    assert [record.text[s:e] for s, e in tone.evidence] == ["blasted"] and tone.cue == tone.evidence[0]
    assert tone.holder is not None and record.text[slice(*tone.holder)] == "Moe"
    assert "act of judgement" in tone.rule and tone.score < 0 < tone.confidence <= 1


def test_what_one_says_of_oneself_is_no_attitude(read: Read) -> None:
    record = read(LEAD + "“I am an honest man,” Moe said.")
    assert all(t.voice != t.target for t in (*record.tones, *unsure_of(record, UnsureTone)))


def test_nothing_is_told_without_words_that_judge(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    assert all(t.evidence and t.label != "neutral" and t.target for t in record.tones)
    assert all(t.why for t in unsure_of(record, UnsureTone))
    keys = [(t.start, t.voice, t.target) for t in (*record.tones, *unsure_of(record, UnsureTone))]
    assert len(set(keys)) == len(keys)


def test_the_seeds_analysts_speak_ill_of_china(read: Read, seed_text: str) -> None:
    assert "Analysts - China" in told(read(seed_text)) or "analysts - China" in told(read(seed_text))


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
