"""The step ``dateline_tone``: the tone of each sentence, and towards each actor in it, in whose voice."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from components.analysis.findings import Findings, char_span, findings, publish
from components.analysis.tone_rules import Word, label_of, sure, toned, towards, whole
from components.domain.record import WRITER, Quote, Tone, ToneLabel
from components.domain.spans import Span as CharSpan

MOST_EVIDENCE = 4  # words named behind a score
PIPES_FOR_TARGETS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")


@Language.factory("dateline_tone")
class Tones:
    """Fills ``tones``; reads ``actors`` and ``quotes``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the tones of a Doc."""
        found = findings(doc)
        spots = sorted((m.start, m.end, a.id) for a in found.actors for m in a.mentions)
        starts = [s for s, _, _ in spots]
        found.tones = [t for sent in doc.sents for t in _sentence(doc, sent, found, spots, starts)]
        publish(doc, "dateline_tone", (((t.start, t.end), t.label) for t in found.tones if t.target is None))
        return doc


def _sentence(
    doc: Doc, sent: Span, found: Findings, spots: Sequence[tuple[int, int, str]], starts: Sequence[int]
) -> Iterator[Tone]:
    """The sentence's own tone in each voice, then towards each actor in it."""
    text = sent.text.strip()
    start = sent.start_char + len(sent.text) - len(sent.text.lstrip())
    end = start + len(text)
    if not text or found.in_heading(start, end):
        return
    words = toned(sent)
    voices = _voices(words, found.quotes)
    by_voice: dict[str, list[Word]] = {}
    for word, voice in zip(words, voices, strict=True):
        by_voice.setdefault(voice, []).append(word)
    for voice in sorted(by_voice, key=lambda v: v != WRITER) or [WRITER]:
        score, carried = whole(by_voice.get(voice, []))
        yield _tone((start, end), None, score, voice, carried)
    inside = spots[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
    for actor in dict.fromkeys(a for _, _, a in inside):
        heard = False
        for voice in by_voice:
            if voice == actor:
                continue  # what one says is not said towards oneself
            best: tuple[float, list[Word]] = (0.0, [])
            for s, e, _ in (m for m in inside if m[2] == actor and not _in_source(m, voice, found.quotes)):
                tokens = char_span(doc, (s, e))
                score, carried = towards(by_voice[voice], tokens.root, {t.i for t in tokens})
                if abs(score) >= abs(best[0]):
                    best = (score, carried)
            if best[1]:
                heard = True
                yield _tone((start, end), actor, best[0], voice, best[1])
        if not heard:
            yield _tone((start, end), actor, 0.0, WRITER, [])


def _in_source(mention: tuple[int, int, str], voice: str, quotes: Sequence[Quote]) -> bool:
    """Whether a mention is a part of the words that name the speaker ("Saskatchewan Premier Scott Moe")."""
    own = (q.source for q in quotes if q.speaker == voice and q.source is not None)
    return any(s <= mention[0] and mention[1] <= e for s, e in own)


def _voices(words: Sequence[Word], quotes: Sequence[Quote]) -> list[str]:
    """Whose voice each word stands in: its quote's speaker, else the writer."""
    out = []
    for word in words:
        at = word.token.idx
        voice = WRITER
        for quote in quotes:
            # Words of a quote that names nobody, and quoted words of distance, stay the writer's to answer for.
            if quote.speaker and any(s <= at < e for s, e in quote.content):
                voice = quote.speaker
        out.append(voice)
    return out


def _tone(where: CharSpan, target: str | None, score: float, voice: str, carried: Sequence[Word]) -> Tone:
    shown = carried[:MOST_EVIDENCE]
    notes = ["words with a tone, weighed by how closely the sentence joins them to the actor"]
    if target is None:
        notes = ["the sentence’s words with a tone, taken together"]
    if not shown:
        notes = ["no word with a tone"]
    if any(w.turned for w in shown):
        notes.append("turned round by a negation")
    if any(w.hedged for w in shown):
        notes.append("weakened by a hedge")
    return Tone(
        start=where[0],
        end=where[1],
        target=target,
        label=label_of(score),
        score=round(score, 3),
        voice=voice,
        evidence=tuple(sorted((w.token.idx, w.token.idx + len(w.token)) for w in shown)),
        rule="; ".join(notes),
        confidence=sure(score, len(carried)),
    )


def label_target(nlp: Language, text: str, start: int, end: int) -> tuple[ToneLabel, float]:
    """The tone of a text towards the words at ``start``..``end``: (label, score -1..1)."""
    return next(label_targets(nlp, [(text, start, end)]))


def label_targets(nlp: Language, rows: Iterable[tuple[str, int, int]]) -> Iterator[tuple[ToneLabel, float]]:
    """``label_target`` for many (text, start, end), in their order; a span outside its text is neutral."""
    left_out = [name for name in nlp.pipe_names if name not in PIPES_FOR_TARGETS]
    pairs = ((text, (start, end)) for text, start, end in rows)
    for doc, (start, end) in nlp.pipe(pairs, as_tuples=True, batch_size=64, disable=left_out):
        if not (0 <= start < end <= len(doc.text)) or not doc.text[start:end].strip():
            yield "neutral", 0.0
            continue
        tokens = char_span(doc, (start, end))
        sent = doc[tokens.root.sent.start : tokens.root.sent.end]
        score, _ = towards(toned(sent), tokens.root, {t.i for t in tokens})
        yield label_of(score), round(score, 3)
