"""The step ``dateline_tone``: the tone of each sentence, and towards each actor in it, in whose voice."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.tone.scorer  # noqa: F401 - registers the scorer
from components.analysis.encoder.onnx_model import encode, shared_tokenizer
from components.analysis.encoder.step import EncodedText, encoded_text
from components.analysis.encoder.word_pieces import Row, pieces_touching, sentence_rows
from components.analysis.findings import Findings, findings, publish
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings
from components.analysis.tone.config import ToneConfig
from components.analysis.tone.evidence import Evidence, evidence_spans
from components.analysis.tone.negation_and_hedging import is_hedged, is_negated
from components.analysis.tone.target_sentiment import NEUTRAL, SentimentAnswer, SentimentQuery, classify
from components.domain.record import WRITER, Tone, ToneLabel
from components.domain.spans import Span as CharSpan
from components.domain.spans import overlaps

TEXTS_PER_BATCH = 256  # texts that ``label_targets`` reads at once


@dataclass(frozen=True, slots=True)
class _Question:
    """A sentence, the actor it is asked about (None: itself) and the mention's characters."""

    sentence: CharSpan
    actor: str | None
    mention: CharSpan | None
    query: SentimentQuery


@dataclass(frozen=True, slots=True)
class _QuotedPart:
    """A run of characters that somebody is quoted with."""

    start: int
    end: int
    quote: str
    speaker: str


class ToneStep(ScoredStep[ToneConfig]):
    """Fills ``tones``; reads ``actors``, ``quotes`` and the encoded text."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the tones of a Doc."""
        state, encoded = findings(doc), encoded_text(doc)
        questions = list(_questions(encoded, state))
        queries = [question.query for question in questions]
        answers = classify(encoded.states, queries)
        names = _names_by_question(questions, state)
        evidence = evidence_spans(doc, encoded, queries, answers, names, self._config)
        quoted = [_QuotedPart(s, e, q.id, q.speaker) for q in state.quotes if q.speaker for s, e in q.content]
        quoted_in = {s: [part for part in quoted if overlaps((part.start, part.end), s)] for s in encoded.sentences}
        state.tones = [
            _tone(question, answer, words, quoted_in[question.sentence], self._config)
            for question, answer, words in zip(questions, answers, evidence, strict=True)
        ]
        publish(doc, "dateline_tone", (((t.start, t.end), t.label) for t in state.tones if t.target is None))
        return doc


@Language.factory(
    "dateline_tone",
    default_config={**asdict(ToneConfig()), "scorer": {"@scorers": "dateline.tone_scorer.v1"}},
    requires=["doc._.dateline", "doc.sents", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.dateline", "doc.spans"],
    default_score_weights={"tones_acc": 0.5, "tones_macro_f": 0.5, "tones_f_per_label": None},
)
@takes_settings(ToneConfig)
def make_tone_step(nlp: Language, name: str, scorer: Scorer | None, **settings: Any) -> ToneStep:
    """The step, with settings from the pipeline's config."""
    return ToneStep(name, ToneConfig(**settings), scorer)


def _names_by_question(questions: Sequence[_Question], state: Findings) -> list[list[CharSpan]]:
    """The names that begin in each question's sentence."""
    names = sorted((m.start, m.end) for a in state.actors for m in a.mentions if m.form == "name")
    starts = [start for start, _ in names]
    bounds = [[bisect.bisect_left(starts, at) for at in question.sentence] for question in questions]
    return [names[first:last] for first, last in bounds]


def _questions(encoded: EncodedText, state: Findings) -> Iterator[_Question]:
    """Of every sentence its own tone, then towards each actor in it, by name if it has one; not who is told of once."""
    actors = [a for a in state.actors if len(a.mentions) > 1 or any(m.form == "name" for m in a.mentions)]
    mentions = sorted((m.start, m.end, a.id) for a in actors for m in a.mentions)
    names = {(m.start, m.end) for a in actors for m in a.mentions if m.form == "name"}
    starts = [start for start, _, _ in mentions]
    first_row: dict[int, int] = {}
    for row, number in enumerate(encoded.row_sentences):
        first_row.setdefault(number, row)
    for number, sentence in enumerate(encoded.sentences):
        if number not in first_row or state.in_heading(*sentence):
            continue
        row = first_row[number]
        yield _Question(sentence, None, None, SentimentQuery(row, len(encoded.rows[row].ids)))
        actors_asked: set[str] = set()
        first, last = (bisect.bisect_left(starts, at) for at in sentence)
        for start, end, actor in sorted(mentions[first:last], key=lambda m: (m[0], m[1]) not in names):
            if actor in actors_asked:
                continue
            row = _row_at(encoded, first_row[number], start)
            pieces = tuple(pieces_touching(encoded.rows[row].spans, start, end))
            if pieces:
                actors_asked.add(actor)
                yield _Question(sentence, actor, (start, end), SentimentQuery(row, len(encoded.rows[row].ids), pieces))


def _row_at(encoded: EncodedText, row: int, at: int) -> int:
    """Of the rows of a sentence, from its first, the one that holds a character."""
    number = encoded.row_sentences[row]
    while (
        row + 1 < len(encoded.rows)
        and encoded.row_sentences[row + 1] == number
        and encoded.rows[row].spans[-1][1] <= at
    ):
        row += 1
    return row


def _tone(
    question: _Question,
    answer: SentimentAnswer,
    evidence: Evidence,
    quoted: Sequence[_QuotedPart],
    config: ToneConfig,
) -> Tone:
    """The tone in the voice that holds the words that carried it; ``quoted`` is what is quoted in its sentence."""
    start, end = question.sentence
    voice = _voice(question, evidence, quoted, config)
    label, score, confidence, shown = answer.label, answer.score, answer.confidence, evidence
    too_unsure = label != "neutral" and not evidence and confidence < config.min_unexplained_probability
    if too_unsure:
        label, score, confidence = "neutral", 0.0, answer.probabilities[NEUTRAL]
    if question.actor is not None and voice == question.actor:
        # What one says is not said towards oneself.
        voice, label, score, shown = WRITER, "neutral", 0.0, []
    notes = ["how the sentence reads towards the actor" if question.actor else "how the sentence reads"]
    if shown:
        notes.append("without the words shown it would read otherwise")
    elif label != "neutral":
        notes.append("no single word carries it")
    elif too_unsure:
        notes.append("too unsure to lean either way")
    if any(is_negated(token, config.max_negation_steps) for token, _ in shown):
        notes.append("a negation is among what carries it")
    if any(is_hedged(token) for token, _ in shown):
        notes.append("a hedge stands with it")
    return Tone(
        start=start,
        end=end,
        target=question.actor,
        label=label,
        score=round(score, 3),
        voice=voice,
        evidence=tuple(sorted((token.idx, token.idx + len(token)) for token, _ in shown)),
        rule="; ".join(notes),
        confidence=round(confidence, 2),
    )


def _voice(question: _Question, evidence: Evidence, quoted: Sequence[_QuotedPart], config: ToneConfig) -> str:
    """Whose words carried it; where none did, whose the sentence is, or the mention."""
    if evidence:
        falls: dict[str, float] = {}
        for token, fall in evidence:
            voice = _speaker(token.idx, quoted)
            falls[voice] = falls.get(voice, 0.0) + fall
        return max(falls, key=lambda voice: falls[voice])
    if question.mention is not None:
        return _speaker(question.mention[0], quoted)
    start, end = question.sentence
    characters: dict[str, int] = {}  # of the sentence in each quote
    for part in quoted:
        characters[part.quote] = characters.get(part.quote, 0) + min(part.end, end) - max(part.start, start)
        if characters[part.quote] >= config.min_quoted_share * (end - start):
            return part.speaker
    return WRITER


def _speaker(at: int, quoted: Sequence[_QuotedPart]) -> str:
    """Whose quote a character stands in; a quote that names nobody, and words of distance, stay the writer's."""
    return next((part.speaker for part in reversed(quoted) if part.start <= at < part.end), WRITER)


def label_target(text: str, start: int, end: int) -> tuple[ToneLabel, float]:
    """The tone of a text towards the words at ``start``..``end``: (label, score -1..1)."""
    return next(label_targets([(text, start, end)]))


def label_targets(rows: Iterable[tuple[str, int, int]]) -> Iterator[tuple[ToneLabel, float]]:
    """``label_target`` for many (text, start, end), in their order; a span outside its text is neutral."""
    batch: list[tuple[str, int, int]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == TEXTS_PER_BATCH:
            yield from _label_batch(batch)
            batch = []
    yield from _label_batch(batch)


def _label_batch(batch: Sequence[tuple[str, int, int]]) -> list[tuple[ToneLabel, float]]:
    rows: list[Row] = []
    queries: list[SentimentQuery] = []
    numbers: list[int] = []  # of each query's text in the batch
    for number, (text, start, end) in enumerate(batch):
        if not (0 <= start < end <= len(text)) or not text[start:end].strip():
            continue
        text_rows, _ = sentence_rows(shared_tokenizer(), text, [(0, len(text))])
        for row in text_rows:
            pieces = tuple(pieces_touching(row.spans, start, end))
            if pieces:
                queries.append(SentimentQuery(len(rows), len(row.ids), pieces))
                rows.append(row)
                numbers.append(number)
                break
    labels: list[tuple[ToneLabel, float]] = [("neutral", 0.0)] * len(batch)
    if queries:
        for number, answer in zip(numbers, classify(encode(rows), queries), strict=True):
            labels[number] = (answer.label, round(answer.score, 3))
    return labels
