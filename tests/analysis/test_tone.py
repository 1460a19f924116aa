"""Tone: towards whom, in whose voice, by which words; negation, hedges, facts that are no attitude."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from components.analysis.tone.step import label_target, label_targets
from components.analysis.tone.target_sentiment import SentimentAnswer
from components.domain.record import Record, Tone

Read = Callable[..., Record]


def towards(record: Record, name: str) -> list[Tone]:
    actor = next(a.id for a in record.actors if a.name == name)
    return [t for t in record.tones if t.target == actor]


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("Moe praised Carney and blasted Trudeau.", "Carney", "positive"),
        ("Moe praised Carney and blasted Trudeau.", "Trudeau", "negative"),
        ("Carney was praised by Moe.", "Carney", "positive"),
        ("Carney is an honest man.", "Carney", "positive"),
        ("Carney is not an honest man.", "Carney", "negative"),
        ("Carney met Moe on Monday.", "Carney", "neutral"),
        ("Three soldiers of Canada were killed on Monday.", "Canada", "neutral"),
        ("Carney is a corrupt liar.", "Carney", "negative"),
    ],
)
def test_labels(text: str, target: str, label: str) -> None:
    start = text.index(target)
    assert label_target(text, start, start + len(target))[0] == label


def test_the_likeliest_is_told_with_its_likelihood() -> None:
    answer = SentimentAnswer((0.3, 0.15, 0.55), np.zeros(1))
    assert (answer.label, round(answer.score, 2), answer.confidence) == ("positive", 0.25, 0.55)


def test_what_no_word_carries_is_told_only_where_it_is_likelier_right_than_wrong(read: Read, seed_text: str) -> None:
    tones = read(seed_text).tones
    unsure = [t for t in tones if "too unsure" in t.rule]
    assert unsure and all(t.label == "neutral" and t.score == 0.0 for t in unsure)
    assert not [t for t in tones if t.label != "neutral" and not t.evidence and t.confidence < 0.5]


def test_who_praises_is_not_praised() -> None:
    assert label_target("Moe praised Carney.", 0, 3)[0] == "neutral"


def test_a_hedge_is_shown(read: Read) -> None:
    record = read("The inquiry found that Anna Smith may be a dishonest fraud.")
    (tone,) = [t for t in towards(record, "Anna Smith") if t.label == "negative"]
    assert "hedge" in tone.rule


def test_a_hostile_quote_is_the_speakers(read: Read) -> None:
    record = read("Anna Smith met Tom Ruiz on Monday. “Ruiz is a corrupt liar,” Smith said.")
    hostile = [t for t in towards(record, "Tom Ruiz") if t.label == "negative"]
    speaker = next(a.id for a in record.actors if a.name == "Anna Smith")
    assert [t.voice for t in hostile] == [speaker]
    assert not [t for t in record.tones if t.voice == "writer" and t.label == "negative"]


def test_a_speaker_is_not_judged_by_their_own_words(read: Read) -> None:
    record = read("Anna Smith met Tom Ruiz on Monday. “Ruiz is a corrupt liar,” Smith said.")
    assert {t.label for t in towards(record, "Anna Smith")} == {"neutral"}


def test_the_words_shown_are_those_that_moved_the_score(read: Read) -> None:
    text = "The writer of this piece finds that Anna Smith is a corrupt liar."
    record = read(text)
    (tone,) = [t for t in towards(record, "Anna Smith") if t.label == "negative"]
    words = {text[s:e] for s, e in tone.evidence}
    assert words & {"corrupt", "liar"}
    without = read(text.replace("corrupt liar", "tall woman"))
    assert all(t.score > tone.score + 0.3 for t in towards(without, "Anna Smith"))


def test_negation_is_shown(read: Read) -> None:
    record = read("Anna Smith is not honest.")
    (tone,) = towards(record, "Anna Smith")
    assert tone.label == "negative"


def test_no_opinion_at_all_is_neutral(read: Read) -> None:
    record = read("Anna Smith met Tom Ruiz on Monday at ten.")
    assert {(t.label, t.evidence) for t in record.tones} == {("neutral", ())}


def test_headings_have_no_tone(read: Read) -> None:
    record = read(
        "Corrupt Liar Smith Opens Terrible Bridge\n\nAnna Smith opened the bridge on Monday at ten in the morning."
    )
    assert {t.label for t in record.tones} == {"neutral"}


def test_the_same_text_twice_gives_the_same_scores(read: Read, seed_text: str) -> None:
    assert read(seed_text).tones == read(seed_text).tones


def test_any_target_is_answered() -> None:
    rows = [("", 0, 0), ("a", 0, 1), ("Carney won.", 5, 99), ("  ", 0, 1), ("word " * 5000, 10, 14)]
    assert [label for label, _ in label_targets(rows)] == ["neutral"] * 5


def test_the_seed_as_a_careful_reader_has_it(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    names = {a.id: a.name for a in record.actors} | {"writer": "writer"}
    found = {(names[t.voice], names[t.target], t.label) for t in record.tones if t.target and t.label != "neutral"}
    assert ("Analysts", "China", "negative") in found
    assert ("writer", "United States", "positive") in found
    assert not {f for f in found if f[1] in {"Taiwan", "several Liberal MPs"}}


def test_what_is_shown_moves_scores_more_than_other_words(read: Read) -> None:
    """Without the words shown the score falls; without as many others of the sentence it hardly does."""
    text = (
        "Observers agree that the reckless mayor, Anna Smith, betrayed the town. Later Smith met Tom Ruiz in the hall."
    )
    record = read(text)
    (tone,) = [t for t in towards(record, "Anna Smith") if t.label == "negative"]
    start = text.index("Anna Smith")
    shown = text
    for s, e in sorted(tone.evidence, reverse=True):
        shown = shown[:s] + shown[e:]
    sentence = text[: text.index(" Later")]
    full = label_target(sentence, start, start + 10)[1]
    cut = shown[: shown.index(" Later")]
    without = label_target(cut, cut.index("Anna"), cut.index("Anna") + 10)[1]
    other = sentence.replace("Observers agree that ", "")
    rest = label_target(other, other.index("Anna"), other.index("Anna") + 10)[1]
    assert tone.evidence and without - full > rest - full
