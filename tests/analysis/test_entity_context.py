"""What the words about a name say of its kind, on parses made by hand: a firm, a place, a team."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from components.analysis.actors import entity_typing
from components.analysis.actors.actor_draft import ActorMention

VOCAB = spacy.blank("en").vocab


def parsed(words: list[tuple[str, str, int, str]], entities: dict[int, str] | None = None) -> Doc:
    """A Doc of (word, part of speech, head's number, dependency); lemmas are the words in lower case."""
    doc = Doc(
        VOCAB,
        words=[w for w, *_ in words],
        pos=[p for _, p, _, _ in words],
        heads=[h for _, _, h, _ in words],
        deps=[d for *_, d in words],
        lemmas=[w.lower() for w, *_ in words],
        ents=[f"B-{label}" if (label := (entities or {}).get(n)) else "O" for n in range(len(words))],
    )
    return doc


def name(at: int) -> ActorMention:
    return ActorMention(at, at + 1, "name", "", 0.9, "")


GROUP = [("Swiss", "ADJ", 1, "amod"), ("group", "NOUN", 2, "compound"), ("Alpina", "PROPN", 3, "nsubj"),
         ("grew", "VERB", 3, "ROOT")]  # fmt: skip
SHARES = [("Norvane", "PROPN", 2, "poss"), ("'s", "PART", 0, "case"), ("share", "NOUN", 3, "nsubj"),
          ("fell", "VERB", 3, "ROOT")]  # fmt: skip
STAKE = [
    ("a", "DET", 1, "det"),
    ("stake", "NOUN", 1, "ROOT"),
    ("in", "ADP", 1, "prep"),
    ("Norvane", "PROPN", 2, "pobj"),
]
BUY = [("they", "PRON", 1, "nsubj"), ("buy", "VERB", 1, "ROOT"), ("Norvane", "PROPN", 1, "dobj")]


@pytest.mark.parametrize(("words", "at", "firm"), [
    (GROUP, 2, True), ([GROUP[0], ("group", "VERB", 2, "compound"), *GROUP[2:]], 2, False), (SHARES, 0, True),
    ([("Norvane", "PROPN", 2, "nsubj"), *SHARES[1:]], 0, False), (STAKE, 3, True),
    ([STAKE[0], ("walk", "NOUN", 1, "ROOT"), *STAKE[2:]], 3, False),
    ([*STAKE[:2], ("with", "ADP", 1, "prep"), STAKE[3]], 3, False), (BUY, 2, True),
    ([BUY[0], ("see", "VERB", 1, "ROOT"), BUY[2]], 2, False), ([*BUY[:2], ("Norvane", "PROPN", 1, "nsubj")], 2, False),
])  # fmt: skip
def test_how_a_firm_is_spoken_of(words: list[tuple[str, str, int, str]], at: int, firm: bool) -> None:
    assert bool(entity_typing._in_company_context(parsed(words), name(at))) is firm


def before_place(
    comma: str = ",", label: str = "GPE", dep: str = "appos", own: str = "GPE"
) -> tuple[Doc, ActorMention]:
    words = [("Irving", "PROPN", 3, "nsubj"), (comma, "PUNCT", 0, "punct"), ("Texas", "PROPN", 0, dep),
             ("grew", "VERB", 3, "ROOT")]  # fmt: skip
    return parsed(words, {n: e for n, e in ((0, own), (2, label)) if e}), name(0)


@pytest.mark.parametrize(("how", "place"), [
    ({}, True), ({"own": ""}, True), ({"own": "LOC"}, True), ({"own": "PERSON"}, False), ({"comma": ";"}, False),
    ({"label": "PERSON"}, False), ({"label": ""}, False), ({"dep": "conj"}, False), ({"dep": "npadvmod"}, True),
])  # fmt: skip
def test_a_place_that_holds_it_follows(how: dict[str, str], place: bool) -> None:
    doc, mention = before_place(**how)
    assert bool(entity_typing._before_place(doc, mention)) is place
    assert not entity_typing._before_place(doc, name(3))


@pytest.mark.parametrize(("words", "at", "team"), [
    ([("Ghana", "PROPN", 1, "nsubj"), ("beat", "VERB", 1, "ROOT"), ("Mali", "PROPN", 1, "dobj")], 0, True),
    ([("Ghana", "PROPN", 1, "nsubj"), ("beat", "VERB", 1, "ROOT"), ("Mali", "PROPN", 1, "dobj")], 2, True),
    ([("Ghana", "PROPN", 1, "nsubj"), ("borrowed", "VERB", 1, "ROOT"), ("money", "NOUN", 1, "dobj")], 0, False),
    ([("Ghana", "PROPN", 1, "compound"), ("goalkeeper", "NOUN", 2, "nsubj"), ("fell", "VERB", 2, "ROOT")], 0, True),
    ([("Ghana", "PROPN", 1, "compound"), ("minister", "NOUN", 2, "nsubj"), ("fell", "VERB", 2, "ROOT")], 0, False),
    ([("Ghana", "PROPN", 0, "ROOT"), ("2", "NUM", 0, "nummod")], 0, True),
    ([("Ghana", "PROPN", 0, "ROOT"), ("VS", "ADP", 0, "prep")], 0, True),
    ([("Ghana", "PROPN", 0, "ROOT"), ("and", "CCONJ", 0, "cc")], 0, False),
    ([("of", "ADP", 0, "ROOT"), ("Ghana", "PROPN", 0, "pobj")], 1, False),
])  # fmt: skip
def test_a_country_that_plays(words: list[tuple[str, str, int, str]], at: int, team: bool) -> None:
    assert bool(entity_typing._plays(parsed(words), name(at))) is team
