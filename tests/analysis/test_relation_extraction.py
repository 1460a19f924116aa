"""Who acts on whom: whole lists of relations, of read sentences and of parses made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from components.analysis.actors.relation_extraction import relations
from components.domain.record import Record

Read = Callable[..., Record]
Row = tuple[str, str, str, bool, str]


def found(record: Record) -> list[Row]:
    """Agent, verb, patient, whether negated, and the words that show it; in their order."""
    name = {a.id: a.name for a in record.actors}
    return [(name[r.agent], r.verb, name[r.patient], r.negated, record.text[r.start : r.end]) for r in record.relations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Germany and France attacked Russia.",
            [
                ("Germany", "attack", "Russia", False, "Germany and France attacked Russia"),
                ("France", "attack", "Russia", False, "France attacked Russia"),
            ],
        ),
        (
            "Germany attacked Russia and France.",
            [
                ("Germany", "attack", "Russia", False, "Germany attacked Russia"),
                ("Germany", "attack", "France", False, "Germany attacked Russia and France"),
            ],
        ),
        (
            "Germany and France attacked Russia and Spain.",
            [
                ("Germany", "attack", "Russia", False, "Germany and France attacked Russia"),
                ("Germany", "attack", "Spain", False, "Germany and France attacked Russia and Spain"),
                ("France", "attack", "Russia", False, "France attacked Russia"),
                ("France", "attack", "Spain", False, "France attacked Russia and Spain"),
            ],
        ),
        (
            "Anna Smith was praised by Tom Ruiz and Ida Berg.",
            [
                ("Tom Ruiz", "praise", "Anna Smith", False, "Smith was praised by Tom Ruiz"),
                ("Ida Berg", "praise", "Anna Smith", False, "Smith was praised by Tom Ruiz and Ida Berg"),
            ],
        ),
        (
            "Tom Ruiz was not attacked by Ida Berg.",
            [("Ida Berg", "attack", "Tom Ruiz", True, "Ruiz was not attacked by Ida Berg")],
        ),
        (
            "Anna Smith never thanked Tom Ruiz.",
            [("Anna Smith", "thank", "Tom Ruiz", True, "Smith never thanked Tom Ruiz")],
        ),
        (
            "Tom Ruiz, who attacked Ida Berg, praised Anna Smith.",
            [
                ("Tom Ruiz", "attack", "Ida Berg", False, "Ruiz, who attacked Ida Berg"),
                ("Tom Ruiz", "praise", "Anna Smith", False, "Ruiz, who attacked Ida Berg, praised Anna Smith"),
            ],
        ),
        (
            "Tom Ruiz praised Anna Smith and attacked Ida Berg.",
            [
                ("Tom Ruiz", "praise", "Anna Smith", False, "Ruiz praised Anna Smith"),
                ("Tom Ruiz", "attack", "Ida Berg", False, "Ruiz praised Anna Smith and attacked Ida Berg"),
            ],
        ),
        (
            "Anna Smith met Tom Ruiz, who praised Ida Berg.",
            [
                ("Anna Smith", "meet", "Tom Ruiz", False, "Smith met Tom Ruiz"),
                ("Tom Ruiz", "praise", "Ida Berg", False, "Ruiz, who praised Ida Berg"),
            ],
        ),
        (
            "Germany, ignoring France, attacked Russia.",
            [
                ("Germany", "ignore", "France", False, "Germany, ignoring France"),
                ("Germany", "attack", "Russia", False, "Germany, ignoring France, attacked Russia"),
            ],
        ),
        (
            "Germany attacked Russia, and Russia attacked Germany.",
            [
                ("Germany", "attack", "Russia", False, "Germany attacked Russia"),
                ("Russia", "attack", "Germany", False, "Russia attacked Germany"),
            ],
        ),
        (
            "Tom Ruiz met Ida Berg. She praised him.",
            [
                ("Tom Ruiz", "meet", "Ida Berg", False, "Ruiz met Ida Berg"),
                ("Ida Berg", "praise", "Tom Ruiz", False, "She praised him"),
            ],
        ),
        ("Tom Ruiz tried to stop Ida Berg.", [("Tom Ruiz", "stop", "Ida Berg", False, "Ruiz tried to stop Ida Berg")]),
        ("Anna Smith urged Tom Ruiz to resign.", [("Anna Smith", "urge", "Tom Ruiz", False, "Smith urged Tom Ruiz")]),
        ("Germany wants France to leave.", [("Germany", "want", "France", False, "Germany wants France")]),
        ("Anna Smith gave Tom Ruiz a book.", [("Anna Smith", "give", "Tom Ruiz", False, "Smith gave Tom Ruiz")]),
        (
            "Anna Smith voted against Tom Ruiz.",
            [("Anna Smith", "vote against", "Tom Ruiz", False, "Smith voted against Tom Ruiz")],
        ),
        ("Germany met with France.", [("Germany", "meet with", "France", False, "Germany met with France")]),
        ("Germany lied to France.", [("Germany", "lie to", "France", False, "Germany lied to France")]),
        ("Germany relied on France.", [("Germany", "rely on", "France", False, "Germany relied on France")]),
        # The country that an adjective stands for does not act: its troops do.
        ("German troops attacked Russia.", [("German troops", "attack", "Russia", False, "troops attacked Russia")]),
    ],
)
def test_the_whole_list_of_a_sentence(read: Read, text: str, expected: list[Row]) -> None:
    assert found(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Anna Smith has Tom Ruiz.",
        "Anna Smith praised herself.",
        "Tom Ruiz was attacked.",
        "Germany spoke about France.",
    ],
)
def test_sentences_without_a_relation(read: Read, text: str) -> None:
    assert found(read(text)) == []


def test_the_same_relation_is_told_once_where_it_stands_first(read: Read) -> None:
    record = read("Anna Smith praised Tom Ruiz. Later, Anna Smith praised Tom Ruiz.")
    assert found(record) == [("Anna Smith", "praise", "Tom Ruiz", False, "Smith praised Tom Ruiz")]
    assert record.relations[0].start == record.text.index("Smith")


# Parses made by hand: word, lemma, coarse tag, fine tag, relation, head's number.
Parse = list[tuple[str, str, str, str, str, int]]
NAME = ("PROPN", "NNP")
VOCAB = spacy.blank("en").vocab


def parsed(rows: Parse) -> Doc:
    return Doc(
        VOCAB,
        words=[r[0] for r in rows],
        lemmas=[r[1] for r in rows],
        pos=[r[2] for r in rows],
        tags=[r[3] for r in rows],
        deps=[r[4] for r in rows],
        heads=[r[5] for r in rows],
    )


def told(rows: Parse, **actor_at: int) -> list[tuple[str, str, str]]:
    """Agent, verb and patient, for actors by the number of their head word."""
    acts = relations(parsed(rows), {at: name for name, at in actor_at.items()})
    return [(one.agent_id, one.word, one.patient_id) for one in acts]


def clause(verb: str, lemma: str, relation: str = "dobj") -> Parse:
    return [
        ("Ada", "Ada", *NAME, "nsubj", 1),
        (verb, lemma, "VERB", "VBD", "ROOT", 1),
        ("Bo", "Bo", *NAME, relation, 1),
    ]


def with_preposition(lemma: str, preposition: str) -> Parse:
    return [
        ("Ada", "Ada", *NAME, "nsubj", 1),
        (lemma, lemma, "VERB", "VBD", "ROOT", 1),
        (preposition, preposition, "ADP", "IN", "prep", 1),
        ("Bo", "Bo", *NAME, "pobj", 2),
    ]


@pytest.mark.parametrize(
    "lemma",
    "be have do say include contain represent become seem remain mean make get take go come tell see".split(),
)
def test_a_verb_that_says_nothing_of_a_relation_makes_none(lemma: str) -> None:
    assert told(clause(lemma, lemma), a=0, b=2) == []
    assert told(with_preposition(lemma, "against"), a=0, b=3) == []


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("dobj", [("a", "hit", "b")]),
        ("dative", [("a", "hit", "b")]),
        ("npadvmod", []),
        ("oprd", []),
        ("attr", []),
    ],
)
def test_which_relation_to_the_verb_makes_one_acted_on(relation: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(clause("hit", "hit", relation), a=0, b=2) == expected


@pytest.mark.parametrize("preposition", ["with", "against", "on", "for", "at", "to"])
def test_prepositions_that_name_who_is_acted_on(preposition: str) -> None:
    assert told(with_preposition("work", preposition), a=0, b=3) == [("a", f"work {preposition}", "b")]


@pytest.mark.parametrize("preposition", ["from", "of", "in", "by", "about", "near", "after"])
def test_prepositions_that_name_no_one_acted_on(preposition: str) -> None:
    assert told(with_preposition("work", preposition), a=0, b=3) == []


def test_one_verb_with_two_prepositions_makes_two_relations_of_the_same_two() -> None:
    rows: Parse = [
        *with_preposition("work", "with"),
        ("for", "for", "ADP", "IN", "prep", 1),
        ("Bo", "Bo", *NAME, "pobj", 4),
    ]
    doc = parsed(rows)
    assert [one.word for one in relations(doc, {0: "a", 3: "b", 5: "b"})] == ["work with", "work for"]


def test_nobody_acts_on_oneself() -> None:
    assert [*relations(parsed(clause("hit", "hit")), {0: "a", 2: "a"})] == []


@pytest.mark.parametrize("known", [{"a": 0}, {"b": 2}, {}])
def test_both_must_be_actors(known: dict[str, int]) -> None:
    assert told(clause("hit", "hit"), **known) == []


@pytest.mark.parametrize(
    ("coarse", "expected"), [("VERB", [("a", "hit", "b")]), ("AUX", []), ("NOUN", []), ("ADJ", [])]
)
def test_only_a_verb_relates(coarse: str, expected: list[tuple[str, str, str]]) -> None:
    rows = clause("hit", "hit")
    rows[1] = ("hit", "hit", coarse, "VBD", "ROOT", 1)
    assert told(rows, a=0, b=2) == expected


def chain(length: int, relation: str = "xcomp") -> Parse:
    """ "Ada v v v hit Bo": ``length`` verbs, each the complement of the one before; only the first has a subject."""
    verbs: Parse = [("v", "v", "VERB", "VB", relation if n > 1 else "ROOT", max(1, n - 1)) for n in range(1, length)]
    last = ("hit", "hit", "VERB", "VB", relation if length > 1 else "ROOT", max(1, length - 1))
    return [("Ada", "Ada", *NAME, "nsubj", 1), *verbs, last, ("Bo", "Bo", *NAME, "dobj", length)]


@pytest.mark.parametrize(("length", "reached"), [(1, True), (2, True), (3, True), (4, False), (5, False)])
def test_the_subject_is_looked_for_two_verbs_up(length: int, reached: bool) -> None:
    assert told(chain(length), a=0, b=length + 1) == ([("a", "hit", "b")] if reached else [])


@pytest.mark.parametrize(
    ("relation", "reached"),
    [("xcomp", True), ("conj", True), ("advcl", True), ("ccomp", False), ("acl", False), ("dep", False)],
)
def test_over_which_relations_a_subject_is_shared(relation: str, reached: bool) -> None:
    assert told(chain(2, relation), a=0, b=3) == ([("a", "hit", "b")] if reached else [])


@pytest.mark.parametrize(("tag", "reached"), [("VBG", True), ("VBN", False), ("VB", False)])
@pytest.mark.parametrize("relation", ["acl", "relcl"])
def test_of_the_verbs_that_describe_a_noun_only_the_present_participle_makes_it_act(
    tag: str, relation: str, reached: bool
) -> None:
    rows: Parse = [
        ("Ada", "Ada", *NAME, "ROOT", 0),
        ("hitting", "hit", "VERB", tag, relation, 0),
        ("Bo", "Bo", *NAME, "dobj", 1),
    ]
    assert told(rows, a=0, b=2) == ([("a", "hit", "b")] if reached else [])


@pytest.mark.parametrize(
    ("word", "tag", "relation", "expected"),
    [
        ("who", "WP", "relcl", [("a", "hit", "b")]),
        ("which", "WDT", "relcl", [("a", "hit", "b")]),
        ("she", "PRP", "relcl", [("p", "hit", "b")]),
        ("who", "WP", "ccomp", [("p", "hit", "b")]),
    ],
)
def test_a_relative_pronoun_stands_for_whom_it_follows(
    word: str, tag: str, relation: str, expected: list[tuple[str, str, str]]
) -> None:
    rows: Parse = [
        ("Ada", "Ada", *NAME, "ROOT", 0),
        (word, word, "PRON", tag, "nsubj", 2),
        ("hit", "hit", "VERB", "VBD", relation, 0),
        ("Bo", "Bo", *NAME, "dobj", 2),
    ]
    assert told(rows, a=0, p=1, b=3) == expected


def test_a_passive_verb_lends_its_subject_to_none_that_is_joined_to_it() -> None:
    rows: Parse = [
        ("Ada", "Ada", *NAME, "nsubjpass", 2),
        ("was", "be", "AUX", "VBD", "auxpass", 2),
        ("seen", "see", "VERB", "VBN", "ROOT", 2),
        ("hit", "hit", "VERB", "VBD", "conj", 2),
        ("Bo", "Bo", *NAME, "dobj", 3),
    ]
    assert told(rows, a=0, b=4) == []


@pytest.mark.parametrize(
    ("lemma", "complement", "expected"),
    [
        ("urge", "ccomp", [("a", "urge", "b")]),
        ("urge", "xcomp", [("a", "urge", "b")]),
        ("urge", "advcl", []),
        ("believe", "ccomp", []),
        ("tell", "ccomp", [("a", "tell", "b")]),
        ("say", "ccomp", []),
    ],
)
def test_who_is_addressed(lemma: str, complement: str, expected: list[tuple[str, str, str]]) -> None:
    rows: Parse = [
        ("Ada", "Ada", *NAME, "nsubj", 1),
        (lemma, lemma, "VERB", "VBD", "ROOT", 1),
        ("Bo", "Bo", *NAME, "nsubj", 4),
        ("to", "to", "PART", "TO", "aux", 4),
        ("go", "go", "VERB", "VB", complement, 1),
    ]
    assert told(rows, a=0, b=2) == expected
    # "told them that Bo went": a statement is about Bo, and to nobody.
    statement: Parse = [
        *rows[:3],
        ("then", "then", "ADV", "RB", "advmod", 4),
        ("went", "go", "VERB", "VBD", complement, 1),
    ]
    assert told(statement, a=0, b=2) == []


def test_each_has_the_words_that_it_stands_on() -> None:
    (one,) = relations(parsed(with_preposition("work", "with")), {0: "a", 3: "b"})
    assert (one.verb.i, one.agent.i, one.patient.i) == (1, 0, 3)


def test_each_telling_is_found_the_negated_like_the_plain_one() -> None:
    """Whether it happened, and that it is told once, is said by the step of the events (relation_status.py)."""
    rows: Parse = [
        *clause("hit", "hit"),
        ("Ada", "Ada", *NAME, "nsubj", 5),
        ("not", "not", "PART", "RB", "neg", 5),
        ("hit", "hit", "VERB", "VBD", "ROOT", 5),
        ("Bo", "Bo", *NAME, "dobj", 5),
    ]
    assert told(rows, a=0, b=2, c=3, d=6) == [("a", "hit", "b"), ("c", "hit", "d")]
    assert [one.verb.i for one in relations(parsed(rows), {0: "a", 2: "b", 3: "a", 6: "b"})] == [1, 5]


def test_only_what_is_joined_after_a_word_comes_with_it() -> None:
    """ "Ada, Bo hit Cy": where the subject itself is the second of a list, the first is not fetched again."""
    rows: Parse = [
        ("Ada", "Ada", *NAME, "ROOT", 0),
        ("and", "and", "CCONJ", "CC", "cc", 0),
        ("Bo", "Bo", *NAME, "conj", 0),
        ("hit", "hit", "VERB", "VBD", "relcl", 2),
        ("who", "who", "PRON", "WP", "nsubj", 3),
        ("Cy", "Cy", *NAME, "dobj", 3),
    ]
    assert told(rows, a=0, b=2, c=5) == [("b", "hit", "c")]
