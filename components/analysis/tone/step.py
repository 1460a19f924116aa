"""The step ``dateline_tone``: the tone of each sentence, and towards each actor in it, in whose voice."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.encoder.onnx_model import encode, shared_tokenizer
from components.analysis.encoder.step import EncodedText, encoded_text
from components.analysis.encoder.word_pieces import Row, pieces_touching, sentence_rows
from components.analysis.findings import Findings, findings, publish
from components.analysis.tone.evidence import Evidence, evidence_spans
from components.analysis.tone.negation_and_hedging import is_hedged, is_negated
from components.analysis.tone.target_sentiment import NEUTRAL, SentimentAnswer, SentimentQuery, classify
from components.domain.record import WRITER, Tone, ToneLabel
from components.domain.spans import Span as CharSpan
from components.domain.spans import overlaps

SPOKEN = 0.6  # of a sentence's letters, from which on one quote holds it
LEANS = 0.5  # likelihood that a tone for or against must have where no word carries it: whose it is can't be told, too
AT_ONCE = 256  # texts that ``label_targets`` reads at once


@dataclass(frozen=True, slots=True)
class _Question:
    """A sentence, the actor it is asked about (None: itself) and the mention's characters."""

    sentence: CharSpan
    actor: str | None
    mention: CharSpan | None
    asked: SentimentQuery


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A run of characters that somebody is quoted with."""

    start: int
    end: int
    quote: str
    speaker: str


@Language.factory("dateline_tone")
class ToneStep:
    """Fills ``tones``; reads ``actors`` and ``quotes``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the tones of a Doc."""
        found = findings(doc)
        made = encoded_text(doc)
        questions = list(_questions(made, found))
        said = classify(made.states, [q.asked for q in questions])
        named = sorted((m.start, m.end) for a in found.actors for m in a.mentions if m.form == "name")
        starts = [s for s, _ in named]
        spots = [
            named[bisect.bisect_left(starts, q.sentence[0]) : bisect.bisect_left(starts, q.sentence[1])]
            for q in questions
        ]
        words = evidence_spans(doc, made, [q.asked for q in questions], said, spots)
        spoken = [_Spoken(s, e, q.id, q.speaker) for q in found.quotes if q.speaker for s, e in q.content]
        within = {s: [o for o in spoken if overlaps((o.start, o.end), s)] for s in made.sentences}
        found.tones = [_tone(q, a, w, within[q.sentence]) for q, a, w in zip(questions, said, words, strict=True)]
        publish(doc, "dateline_tone", (((t.start, t.end), t.label) for t in found.tones if t.target is None))
        return doc


def _questions(made: EncodedText, found: Findings) -> Iterator[_Question]:
    """Of every sentence its own tone, then towards each actor in it, by name if it has one; not what is told once."""
    known = [a for a in found.actors if len(a.mentions) > 1 or any(m.form == "name" for m in a.mentions)]
    spots = sorted((m.start, m.end, a.id) for a in known for m in a.mentions)
    names = {(m.start, m.end) for a in known for m in a.mentions if m.form == "name"}
    starts = [s for s, _, _ in spots]
    first_row: dict[int, int] = {}
    for row, number in enumerate(made.row_sentences):
        first_row.setdefault(number, row)
    for number, sentence in enumerate(made.sentences):
        if number not in first_row or found.in_heading(*sentence):
            continue
        row = first_row[number]
        yield _Question(sentence, None, None, SentimentQuery(row, len(made.rows[row].ids)))
        told: set[str] = set()
        first, last = (bisect.bisect_left(starts, at) for at in sentence)
        for start, end, actor in sorted(spots[first:last], key=lambda s: (s[0], s[1]) not in names):
            if actor in told:
                continue
            row = first_row[number]
            while (
                row + 1 < len(made.rows)
                and made.row_sentences[row + 1] == number
                and made.rows[row].spans[-1][1] <= start
            ):
                row += 1
            at = tuple(pieces_touching(made.rows[row].spans, start, end))
            if at:
                told.add(actor)
                yield _Question(sentence, actor, (start, end), SentimentQuery(row, len(made.rows[row].ids), at))


def _tone(question: _Question, answer: SentimentAnswer, words: Evidence, spoken: Sequence[_Spoken]) -> Tone:
    """The tone in the voice that holds the words that carried it; ``spoken`` is what is quoted in its sentence."""
    start, end = question.sentence
    voice = _voice(question, words, spoken)
    label, score, sure, shown = answer.label, answer.score, answer.sure, words
    vague = label != "neutral" and not words and sure < LEANS
    if vague:
        label, score, sure = "neutral", 0.0, answer.chances[NEUTRAL]
    if question.actor is not None and voice == question.actor:
        # What one says is not said towards oneself.
        voice, label, score, shown = WRITER, "neutral", 0.0, []
    notes = ["how the sentence reads towards the actor" if question.actor else "how the sentence reads"]
    if shown:
        notes.append("without the words shown it would read otherwise")
    elif label != "neutral":
        notes.append("no single word carries it")
    elif vague:
        notes.append("too unsure to lean either way")
    if any(is_negated(t) for t, _ in shown):
        notes.append("a negation is among what carries it")
    if any(is_hedged(t) for t, _ in shown):
        notes.append("a hedge stands with it")
    return Tone(
        start=start,
        end=end,
        target=question.actor,
        label=label,
        score=round(score, 3),
        voice=voice,
        evidence=tuple(sorted((t.idx, t.idx + len(t)) for t, _ in shown)),
        rule="; ".join(notes),
        confidence=round(sure, 2),
    )


def _voice(question: _Question, words: Evidence, spoken: Sequence[_Spoken]) -> str:
    """Whose words carried it; where none did, whose the sentence is, or the mention."""
    if words:
        by_voice: dict[str, float] = {}
        for token, fall in words:
            voice = _speaker(token.idx, spoken)
            by_voice[voice] = by_voice.get(voice, 0.0) + fall
        return max(by_voice, key=lambda v: by_voice[v])
    if question.mention is not None:
        return _speaker(question.mention[0], spoken)
    start, end = question.sentence
    inside: dict[str, int] = {}
    for one in spoken:
        inside[one.quote] = inside.get(one.quote, 0) + min(one.end, end) - max(one.start, start)
        if inside[one.quote] >= SPOKEN * (end - start):
            return one.speaker
    return WRITER


def _speaker(at: int, spoken: Sequence[_Spoken]) -> str:
    """Whose quote a character stands in; a quote that names nobody, and words of distance, stay the writer's."""
    return next((one.speaker for one in reversed(spoken) if one.start <= at < one.end), WRITER)


def label_target(text: str, start: int, end: int) -> tuple[ToneLabel, float]:
    """The tone of a text towards the words at ``start``..``end``: (label, score -1..1)."""
    return next(label_targets([(text, start, end)]))


def label_targets(rows: Iterable[tuple[str, int, int]]) -> Iterator[tuple[ToneLabel, float]]:
    """``label_target`` for many (text, start, end), in their order; a span outside its text is neutral."""
    waiting: list[tuple[str, int, int]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            yield from _labelled(waiting)
            waiting = []
    yield from _labelled(waiting)


def _labelled(waiting: Sequence[tuple[str, int, int]]) -> list[tuple[ToneLabel, float]]:
    kept: list[Row] = []
    asked: list[SentimentQuery] = []
    where: list[int] = []
    for n, (text, start, end) in enumerate(waiting):
        if not (0 <= start < end <= len(text)) or not text[start:end].strip():
            continue
        rows, _ = sentence_rows(shared_tokenizer(), text, [(0, len(text))])
        for row in rows:
            at = tuple(pieces_touching(row.spans, start, end))
            if at:
                asked.append(SentimentQuery(len(kept), len(row.ids), at))
                kept.append(row)
                where.append(n)
                break
    out: list[tuple[ToneLabel, float]] = [("neutral", 0.0)] * len(waiting)
    if asked:
        for n, answer in zip(where, classify(encode(kept), asked), strict=True):
            out[n] = (answer.label, round(answer.score, 3))
    return out
