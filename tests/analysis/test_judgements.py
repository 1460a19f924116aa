"""Judgements on the parse: who judges whom, in which words; what only looks like one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from components.analysis.tone.judgements import judgements_in

ACTS = [
    ("Moe praised Carney and blasted Trudeau.", {"Moe + Carney: praised", "Moe - Trudeau: blasted"}),
    ("Moe blasted Trudeau and praised Carney.", {"Moe - Trudeau: blasted", "Moe + Carney: praised"}),
    ("Carney was praised by Moe on Monday.", {"Moe + Carney: praised"}),
    ("Trudeau, criticised by Moe, left the room.", {"Moe - Trudeau: criticised"}),
    ("Anna Smith, who condemned Ruiz, left the room.", {"Smith - Ruiz: condemned"}),
    ("Moe thanked Carney and Trudeau.", {"Moe + Carney: thanked", "Moe + Trudeau: thanked"}),
    ("Moe and Smith condemned Ruiz.", {"Moe - Ruiz: condemned", "Smith - Ruiz: condemned"}),
    ("Moe lashed out at Trudeau on Monday.", {"Moe - Trudeau: lashed out at"}),
    ("Moe paid tribute to Carney.", {"Moe + Carney: paid tribute to"}),
    ("Moe voiced contempt for Trudeau.", {"Moe - Trudeau: contempt"}),
    ("Carney won praise from Moe.", {"Moe + Carney: praise"}),
    ("Trudeau drew criticism from Smith.", {"Smith - Trudeau: criticism"}),
    ("Moe is proud of Carney.", {"Moe + Carney: proud"}),
    ("Moe accused Trudeau of lying.", {"Moe - Trudeau: accused"}),
]
NAMED = [
    ("Moe called Trudeau a liar.", {"Moe - Trudeau: liar"}),
    ("Moe described Carney as brilliant.", {"Moe + Carney: brilliant"}),
    ("Trudeau is a liar.", {"? - Trudeau: liar"}),
    ("Trudeau was called a liar by Moe.", {"Moe - Trudeau: liar"}),
    ("Trudeau is corrupt.", {"? - Trudeau: corrupt"}),
    ("Carney is an honest man.", {"? + Carney: honest"}),
    ("Trudeau lied to voters.", {"? - Trudeau: lied"}),
    ("The corrupt government fell.", {"? - government: corrupt"}),
    ("Trudeau showed great courage.", {"? + Trudeau: great", "? + Trudeau: courage"}),
]
NOTHING = [
    "Carney met Moe on Monday.",
    "Trudeau faces 18 criminal charges.",
    "The court jailed Ruiz for two years.",
    "Messi scored 40 goals for Argentina.",
    "Three soldiers were killed near Kabul on Monday.",
    "The minister said the vote would be held in May.",
]


def told(nlp: Language, text: str) -> set[str]:
    doc = nlp(text)
    out = set()
    for judgement in (j for sent in doc.sents for j in judgements_in(sent)):
        holder = doc[judgement.holder].text if judgement.holder is not None else "?"
        sign = "+" if judgement.polarity == "positive" else "-"
        words = " ".join(doc[i].text for i in judgement.cue)
        turned = " turned" if judgement.is_negated else ""
        out.add(f"{holder} {sign} {doc[judgement.target].text}: {words}{turned}")
    return out


@pytest.mark.parametrize(("text", "expected"), ACTS + NAMED)
def test_who_judges_whom(nlp: Language, text: str, expected: set[str]) -> None:
    assert expected <= told(nlp, text)


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_nobody_else_is_judged_by_an_act(nlp: Language, text: str, expected: set[str]) -> None:
    assert {t for t in told(nlp, text) if not t.startswith("?")} == expected


@pytest.mark.parametrize("text", NOTHING)
def test_facts_judge_nobody(nlp: Language, text: str) -> None:
    assert told(nlp, text) == set()


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Moe did not praise Carney.", "Moe + Carney: praise turned"),
        ("Moe failed to condemn Ruiz.", "Moe - Ruiz: condemn turned"),
        ("Carney is not corrupt.", "? - Carney: corrupt turned"),
        ("Carney is far from being a bully.", "? - Carney: bully turned"),
        ("Trudeau lacks courage.", "? + Trudeau: courage turned"),
        ("Trudeau has no integrity.", "? + Trudeau: integrity turned"),
    ],
)
def test_a_negation_turns_a_judgement(nlp: Language, text: str, turned: str) -> None:
    assert turned in told(nlp, text)


@pytest.mark.parametrize(
    "text", ["Moe may condemn Ruiz.", "Smith said Ruiz could be a liar.", "If Ruiz lied, he goes."]
)
def test_a_hedge_is_seen(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert all(j.is_hedged for sent in doc.sents for j in judgements_in(sent))
    assert any(True for sent in doc.sents for _ in judgements_in(sent))
