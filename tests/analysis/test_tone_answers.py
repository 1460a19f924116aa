"""Tones as whole values: target, label, voice, evidence and the reason in words; negation and hedging by the parse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from components.analysis.encoder.step import EncodedText
from components.analysis.encoder.word_pieces import Row
from components.analysis.tone.config import ToneConfig
from components.analysis.tone.evidence import Evidence, evidence_spans
from components.analysis.tone.negation_and_hedging import is_hedged, is_negated
from components.analysis.tone.step import _Question, _QuotedPart, _tone
from components.analysis.tone.target_sentiment import SentimentAnswer, SentimentQuery
from components.domain.record import Record, ToneLabel

Read = Callable[..., Record]

VOCAB = spacy.blank("en").vocab
READS, TOWARDS = "how the sentence reads", "how the sentence reads towards the actor"
SHOWN = "; without the words shown it would read otherwise"
NEGATION = "; a negation is among what carries it"
HEDGE = "; a hedge stands with it"
NO_WORD = "; no single word carries it"
UNSURE = "; too unsure to lean either way"

Row6 = tuple[str | None, ToneLabel, float, str, list[str], str]


def tones(record: Record) -> list[Row6]:
    name = {a.id: a.name for a in record.actors}
    return [
        (t.target and name[t.target], t.label, t.score, name.get(t.voice, t.voice),
         [record.text[s:e] for s, e in t.evidence], t.rule)
        for t in record.tones
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Smith is a corrupt liar.",
            [
                (None, "negative", -0.725, "writer", ["corrupt", "liar"], READS + SHOWN),
                ("Anna Smith", "negative", -0.895, "writer", ["corrupt", "liar"], TOWARDS + SHOWN),
            ],
        ),
        (
            "Anna Smith is not honest.",
            [
                (None, "negative", -0.566, "writer", ["not", "honest"], READS + SHOWN + NEGATION),
                ("Anna Smith", "negative", -0.863, "writer", ["not", "honest"], TOWARDS + SHOWN + NEGATION),
            ],
        ),
        (
            "The inquiry found that Anna Smith may be a dishonest fraud.",
            [
                (None, "negative", -0.595, "writer", ["dishonest", "fraud"], READS + SHOWN + HEDGE),
                ("Anna Smith", "negative", -0.896, "writer", ["dishonest", "fraud"], TOWARDS + SHOWN + HEDGE),
            ],
        ),
        (
            "The reckless mayor, Anna Smith, betrayed the town.",
            [
                (None, "negative", -0.731, "writer", ["reckless", "betrayed"], READS + SHOWN),
                ("Anna Smith", "negative", -0.879, "writer", ["reckless", "betrayed"], TOWARDS + SHOWN),
            ],
        ),
        # A quote is its speaker's; what one says is not said towards oneself.
        (
            "Anna Smith met Tom Ruiz on Monday. “Ruiz is a corrupt liar,” Smith said.",
            [
                (None, "neutral", -0.009, "writer", [], READS),
                ("Anna Smith", "neutral", 0.004, "writer", [], TOWARDS),
                ("Tom Ruiz", "neutral", -0.002, "writer", [], TOWARDS),
                (None, "negative", -0.461, "Anna Smith", [], READS + NO_WORD),
                ("Tom Ruiz", "negative", -0.864, "Anna Smith", ["corrupt", "liar"], TOWARDS + SHOWN),
                ("Anna Smith", "neutral", -0.022, "writer", [], TOWARDS),
            ],
        ),
    ],
)
def test_every_tone_of_a_text(read: Read, text: str, expected: list[Row6]) -> None:
    found = tones(read(text))
    assert [(*t[:2], *t[3:]) for t in found] == [(*t[:2], *t[3:]) for t in expected]
    assert [t[2] for t in found] == pytest.approx([t[2] for t in expected], abs=0.08)


# A tone from an answer: sentence at 0..100, words of four letters and a blank.
WORDS = Doc(VOCAB, words=["word"] * 20, heads=list(range(20)), deps=["dep"] * 20)


def answer(negative: float, neutral: float, positive: float) -> SentimentAnswer:
    return SentimentAnswer((negative, neutral, positive), np.zeros(1, "float32"))


def told(
    given: SentimentAnswer,
    evidence: Evidence = (),  # type: ignore[assignment]
    quoted: Sequence[tuple[int, int, str]] = (),
    actor: str | None = "a",
    at: int = 0,
) -> tuple[ToneLabel, float, float, str, str]:
    """Label, score, confidence, voice and the reason."""
    mention = None if actor is None else (at, at + 4)
    question = _Question((0, 100), actor, mention, SentimentQuery(0, 20))
    parts = [_QuotedPart(s, e, f"q{speaker}", speaker) for s, e, speaker in quoted]
    tone = _tone(question, given, list(evidence), parts, ToneConfig())
    return tone.label, tone.score, tone.confidence, tone.voice, tone.rule


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer(0.1, 0.8, 0.1), ("neutral", 0.0, 0.8, "writer", TOWARDS)),
        (answer(0.6, 0.3, 0.1), ("negative", -0.5, 0.6, "writer", TOWARDS + NO_WORD)),
        (answer(0.1, 0.3, 0.6), ("positive", 0.5, 0.6, "writer", TOWARDS + NO_WORD)),
        (answer(0.5, 0.3, 0.2), ("negative", -0.3, 0.5, "writer", TOWARDS + NO_WORD)),
        (answer(0.49, 0.3, 0.21), ("neutral", 0.0, 0.3, "writer", TOWARDS + UNSURE)),
        (answer(0.21, 0.3, 0.49), ("neutral", 0.0, 0.3, "writer", TOWARDS + UNSURE)),
        (answer(0.3, 0.4, 0.3), ("neutral", 0.0, 0.4, "writer", TOWARDS)),
        (answer(0.1234, 0.2, 0.6766), ("positive", 0.553, 0.68, "writer", TOWARDS + NO_WORD)),
        # Of two that are as likely the first, from negative to positive.
        (answer(0.5, 0.5, 0.0), ("negative", -0.5, 0.5, "writer", TOWARDS + NO_WORD)),
        (answer(0.0, 0.5, 0.5), ("neutral", 0.5, 0.5, "writer", TOWARDS)),
    ],
)
def test_a_tone_that_no_word_carries(given: SentimentAnswer, expected: tuple[object, ...]) -> None:
    assert told(given) == expected


def test_a_tone_that_words_carry_may_be_less_sure() -> None:
    shown: Evidence = [(WORDS[3], 0.2)]
    assert told(answer(0.4, 0.3, 0.3), shown) == ("negative", -0.1, 0.4, "writer", TOWARDS + SHOWN)


@pytest.mark.parametrize(
    ("quoted", "voice"),
    [
        ([], "writer"),
        ([(0, 60, "b")], "b"),
        ([(0, 59, "b")], "writer"),
        ([(-50, 59, "b")], "writer"),
        ([(40, 100, "b")], "b"),
        ([(41, 150, "b")], "writer"),
        # The parts of one quote count together, those of two don't.
        ([(0, 30, "b"), (40, 70, "b")], "b"),
        ([(0, 30, "b"), (40, 70, "c")], "writer"),
        ([(0, 60, "b"), (0, 100, "c")], "b"),
    ],
)
def test_a_sentence_is_its_speakers_from_three_fifths(quoted: list[tuple[int, int, str]], voice: str) -> None:
    assert told(answer(0.9, 0.1, 0.0), quoted=quoted, actor=None)[3] == voice


@pytest.mark.parametrize(
    ("at", "voice"),
    [(9, "writer"), (10, "b"), (19, "b"), (20, "writer"), (30, "c"), (39, "c"), (40, "b"), (50, "writer")],
)
def test_without_evidence_the_voice_is_of_the_quote_that_the_mention_stands_in(at: int, voice: str) -> None:
    quoted = [(10, 20, "b"), (30, 50, "b"), (30, 40, "c")]
    assert told(answer(0.9, 0.1, 0.0), quoted=quoted, at=at)[3] == voice


@pytest.mark.parametrize(
    ("falls", "voice"),
    [
        ([(0, 0.3), (10, 0.2)], "b"),
        ([(0, 0.2), (10, 0.3)], "writer"),
        ([(0, 0.2), (1, 0.2), (10, 0.3)], "b"),
        ([(10, 0.2), (0, 0.2)], "writer"),
        ([(0, 0.2), (10, 0.2)], "b"),
    ],
)
def test_the_voice_is_of_the_words_that_moved_it_most(falls: list[tuple[int, float]], voice: str) -> None:
    evidence = [(WORDS[i], fall) for i, fall in falls]
    assert told(answer(0.9, 0.1, 0.0), evidence, quoted=[(0, 20, "b")], at=90)[3] == voice


def test_what_one_says_is_not_said_towards_oneself() -> None:
    evidence: Evidence = [(WORDS[0], 0.5)]
    quoted = [(0, 60, "a")]
    assert told(answer(0.9, 0.1, 0.0), evidence, quoted, actor="a") == ("neutral", 0.0, 0.9, "writer", TOWARDS)
    assert told(answer(0.9, 0.1, 0.0), evidence, quoted, actor="b")[:4] == ("negative", -0.9, 0.9, "a")
    assert told(answer(0.9, 0.1, 0.0), evidence, quoted, actor=None)[:4] == ("negative", -0.9, 0.9, "a")


def test_evidence_stands_in_the_order_of_the_text() -> None:
    question = _Question((0, 100), None, None, SentimentQuery(0, 20))
    shown: Evidence = [(WORDS[7], 0.3), (WORDS[2], 0.2)]
    assert _tone(question, answer(0.9, 0.1, 0.0), shown, [], ToneConfig()).evidence == ((10, 14), (35, 39))


# Evidence: rows of one piece a word, marks at both ends; without the second word the answer is another one.
def evidence_of(
    monkeypatch: pytest.MonkeyPatch,
    given: SentimentAnswer,
    without: SentimentAnswer,
    pos: Sequence[str] = ("NOUN",) * 6,
    names: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, float]]:
    doc = Doc(VOCAB, words=["word"] * 6, pos=list(pos))
    row = Row(tuple(range(8)), ((0, 0), *((t.idx, t.idx + 4) for t in doc), (29, 29)))
    encoded = EncodedText(((0, 29),), [row], [0], [np.zeros((8, 384), "float32")], [t.idx for t in doc])
    monkeypatch.setattr("components.analysis.tone.evidence.encode", lambda rows: rows)
    monkeypatch.setattr("components.analysis.tone.evidence.classify", lambda _, queries: [without] * len(queries))
    (found,) = evidence_spans(doc, encoded, [SentimentQuery(0, 8, (1,))], [given], [list(names)], ToneConfig())
    return [(token.i, round(fall, 3)) for token, fall in found]


def attending(negative: float, neutral: float, positive: float) -> SentimentAnswer:
    """Most to the target itself (word 0), then to words 3, 1, 5, 2 and 4."""
    weights = np.array([0.9, 0.9, 0.4, 0.2, 0.5, 0.1, 0.3, 0.9], "float32")
    return SentimentAnswer((negative, neutral, positive), weights)


NOTHING = answer(0.2, 0.6, 0.2)


@pytest.mark.parametrize(
    ("given", "without", "expected"),
    [
        (attending(0.9, 0.1, 0.0), NOTHING, [(3, 0.45), (1, 0.45)]),
        (attending(0.0, 0.1, 0.9), NOTHING, [(3, 0.45), (1, 0.45)]),
        (attending(0.1, 0.8, 0.1), NOTHING, []),
        (attending(0.62, 0.38, 0.0), NOTHING, [(3, 0.31), (1, 0.31)]),
        (attending(0.6, 0.4, 0.0), NOTHING, [(3, 0.3), (1, 0.3)]),
        (attending(0.59, 0.41, 0.0), NOTHING, []),
        (attending(0.9, 0.1, 0.0), answer(0.75, 0.25, 0.0), [(3, 0.075), (1, 0.075)]),
        (attending(0.9, 0.1, 0.0), answer(0.81, 0.19, 0.0), []),
        (attending(0.9, 0.1, 0.0), answer(1.0, 0.0, 0.0), []),
        (attending(0.0, 0.1, 0.9), answer(0.0, 0.0, 1.0), []),
    ],
)
def test_the_two_words_most_attended_to_are_evidence_where_the_score_falls(
    monkeypatch: pytest.MonkeyPatch,
    given: SentimentAnswer,
    without: SentimentAnswer,
    expected: list[tuple[int, float]],
) -> None:
    assert evidence_of(monkeypatch, given, without) == expected


@pytest.mark.parametrize("kind", ["PUNCT", "SPACE", "DET", "CCONJ", "SYM", "NUM", "X"])
def test_words_that_carry_no_tone_are_passed_over(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    pos = ["NOUN", "NOUN", "VERB", kind, "ADJ", "ADV"]
    assert [i for i, _ in evidence_of(monkeypatch, attending(0.9, 0.1, 0.0), NOTHING, pos)] == [1, 5]
    assert evidence_of(monkeypatch, attending(0.9, 0.1, 0.0), NOTHING, ["NOUN", *[kind] * 5]) == []


def test_names_carry_no_tone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = evidence_of(monkeypatch, attending(0.9, 0.1, 0.0), NOTHING, names=[(15, 19), (5, 6)])
    assert [i for i, _ in found] == [5, 2]


# Negation and hedging
@pytest.mark.parametrize(
    ("text", "word", "negated"),
    [
        ("She is not a very honest man.", "not", True),
        ("She is not a very honest man.", "honest", True),
        ("She is not a very honest man.", "very", True),
        ("She is not a very honest man.", "She", False),
        ("She is an honest man.", "honest", False),
        ("Nobody is honest.", "honest", True),
        ("She denied the corrupt deal.", "corrupt", True),
        ("She denied the corrupt deal.", "deal", True),
        ("She denied the corrupt deal.", "She", False),
        ("She lacks courage.", "courage", True),
        ("He failed to help.", "help", True),
        ("She never praised the brave man.", "brave", True),
        ("She said that he is corrupt, not honest.", "honest", True),
        ("She said that he is corrupt, not honest.", "corrupt", False),
    ],
)
def test_negation(nlp: spacy.language.Language, text: str, word: str, negated: bool) -> None:
    (token,) = [t for t in nlp(text) if t.text == word]
    assert is_negated(token, ToneConfig().max_negation_steps) is negated


@pytest.mark.parametrize(("steps", "negated"), [(0, False), (1, False), (2, True), (4, True)])
def test_a_negation_is_looked_for_so_many_heads_up(steps: int, negated: bool) -> None:
    doc = Doc(
        VOCAB,
        words=["is", "not", "honest"],
        heads=[0, 0, 0],
        deps=["ROOT", "neg", "acomp"],
    )
    assert is_negated(doc[2], steps) is negated


@pytest.mark.parametrize(
    ("relation", "negated"),
    [("acomp", True), ("attr", True), ("dobj", True), ("pobj", True), ("xcomp", True), ("amod", True),
     ("ccomp", False), ("nsubj", False), ("conj", False), ("advcl", False)],
)  # fmt: skip
def test_over_which_relations_a_negation_holds(relation: str, negated: bool) -> None:
    doc = Doc(VOCAB, words=["is", "not", "honest"], heads=[0, 0, 0], deps=["ROOT", "neg", relation])
    assert is_negated(doc[2], 4) is negated
    # It stands after the verb, which it doesn't turn round as a word of evidence.
    assert is_negated(doc[0], 4) is False


@pytest.mark.parametrize(
    ("text", "word", "hedged"),
    [
        ("She may be honest.", "honest", True),
        ("She may be honest.", "may", True),
        ("He is allegedly corrupt.", "corrupt", True),
        ("He is allegedly corrupt.", "He", False),
        ("If he is honest, she smiled.", "honest", True),
        ("If he is honest, she smiled.", "smiled", False),
        ("She is an honest man.", "honest", False),
    ],
)
def test_hedging(nlp: spacy.language.Language, text: str, word: str, hedged: bool) -> None:
    (token,) = [t for t in nlp(text) if t.text == word]
    assert is_hedged(token) is hedged


@pytest.mark.parametrize(
    ("relation", "hedged"), [("aux", True), ("advmod", True), ("mark", True), ("nsubj", False), ("dobj", False)]
)
def test_a_hedge_beside_a_word_hedges_it_by_its_relation(relation: str, hedged: bool) -> None:
    doc = Doc(VOCAB, words=["May", "said", "liar"], heads=[1, 1, 1], deps=[relation, "ROOT", "dobj"])
    assert is_hedged(doc[2]) is hedged and is_hedged(doc[1]) is hedged
