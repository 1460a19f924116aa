"""Voices of the brief: who says what in full quotes and paraphrases, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from components.charts.chart_style import CHECK
from components.domain.clickable_marks import sentence_of
from components.domain.once_per_record import once_per_record
from components.domain.record import Actor, Quote, Record
from components.domain.share_of_voice import in_headline
from components.domain.single_line_text import plain_line
from components.domain.spans import Span, contains
from components.exports.actor_phrases import in_sentence, is_named, role_words
from components.exports.numbers_in_words import first_up
from components.exports.reported_speech import LONGEST, PARAPHRASED, SHORTEST, paraphrase

MOST_ROWS, MOST_PARAPHRASES = 4, 2
_MARKS = "\"“”„«»'‘’ "
_PRONOUNS = ("he", "she", "they", "it")
_WEAK = re.compile(
    r"(?:he|she|they|it|its|it['’]s|this|that|these|those|them|and|but|so|or|well|then|let['’]s)\b|.*\?", re.IGNORECASE
)
_ENDS = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Lt)\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen)\.)(?<=[.!?])[\"”’']*\s+(?=[A-Z“\"])"
)


class VoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a named speaker says.

    ``kind`` is "full quote" or "paraphrase"; ``words`` are the quote in its marks, or a sentence of its own with the
    speaker in it ("Mara Quist said that …"). ``quote`` is the quote's id and mark, ``speaker`` the actor's.
    """

    quote: str
    speaker: str
    name: str
    role: str
    words: str
    kind: str

    @property
    def sentence(self) -> str:
        """The row in a line."""
        if self.kind == "paraphrase":
            return self.words
        return f"{self.name}{f' ({self.role})' if self.role else ''}: {self.words}"


def voice_rows(record: Record, quotes: Sequence[Quote] | None = None) -> tuple[VoiceRow, ...]:
    """At most four: short full quotes of named speakers, each speaker once before any is heard twice; then paraphrases.

    ``quotes``: only these.
    """
    trusted = surely_attributed(record)
    found = [q for q in (record.quotes if quotes is None else quotes) if q.id in trusted and not in_headline(record, q)]
    actors = {a.id: a for a in record.actors}
    full: list[tuple[tuple[float, ...], Quote, str]] = []
    for quote in found:
        if quote.kind == "direct" and (words := quote_words_shown(record, quote)):
            full.append((_weight(record, quote, words, actors[quote.speaker or ""]), quote, words))
    full.sort(key=lambda f: f[0])
    chosen: list[tuple[Quote, str, str]] = []
    heard: dict[str, int] = {}
    for most in (1, 2):
        for _, quote, words in full:
            speaker = quote.speaker or ""
            again = words in [w for _, w, _ in chosen]
            if len(chosen) < MOST_ROWS and heard.get(speaker, 0) < most and not again:
                heard[speaker] = heard.get(speaker, 0) + 1
                chosen.append((quote, words, "full quote"))
        if len(heard) >= MOST_ROWS - 1:
            break
    chosen.sort(key=lambda c: c[0].content[0])
    told = 0
    for quote in found:
        new = quote.speaker not in heard
        if new and len(chosen) < MOST_ROWS and told < MOST_PARAPHRASES and (words := paraphrase(record, quote)):
            told += 1
            heard[quote.speaker or ""] = 1
            chosen.append((quote, words, "paraphrase"))
    return tuple(_row(record, actors[q.speaker or ""], q, words, kind) for q, words, kind in chosen)


def _row(record: Record, actor: Actor, quote: Quote, words: str, kind: str) -> VoiceRow:
    return VoiceRow(
        quote=quote.id, speaker=actor.id, name=first_up(in_sentence(record, actor)), role=role_words(record, actor),
        words=words, kind=kind,
    )  # fmt: skip


@once_per_record
def surely_attributed(record: Record) -> frozenset[str]:
    """Ids of the quotes whose speaker is named where they stand.

    The attribution holds the speaker's name and nobody else's, or it is a pronoun and the quote before, in the same
    paragraph, is surely the same one's.
    """
    actors = {a.id: a for a in record.actors}
    out: dict[str, str] = {}
    before: Quote | None = None
    for quote in sorted((q for q in record.quotes if q.kind != "scare"), key=lambda q: q.content[0]):
        actor = actors.get(quote.speaker or "")
        source = _source(record, quote)
        if (
            actor is not None
            and actor.kind != "group"
            and quote.confidence >= CHECK
            and source is not None
            and is_named(actor)
        ):
            goes_on = before is not None and out.get(before.id) == actor.id and _one_paragraph(record, before, quote)
            written = record.text[slice(*source)].casefold().strip()
            described = quote.confidence >= PARAPHRASED and _is_described(record, source, actor)
            if _names_alone(record, source, actor) or described or (written in _PRONOUNS and goes_on):
                out[quote.id] = actor.id
        before = quote
    return frozenset(out)


def _source(record: Record, quote: Quote) -> Span | None:
    """The words of the attribution; where none are marked, the mention of the speaker right before the cue."""
    if quote.source is not None or quote.cue is None:
        return quote.source
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    beside = [(m.start, m.end) for m in (actor.mentions if actor else ()) if 0 < quote.cue[0] - m.end <= 2]
    return beside[0] if beside else None


def _is_described(record: Record, source: Span, actor: Actor) -> bool:
    """Whether the attribution is a description of the speaker that was joined to it ("the company")."""
    return any(m.form == "nominal" and (m.start, m.end) == source and m.confidence >= CHECK for m in actor.mentions)


def _names_alone(record: Record, source: Span, actor: Actor) -> bool:
    own = any(m.form == "name" and contains(source, (m.start, m.end)) for m in actor.mentions)
    words = plain_line(record.text[slice(*source)])
    if not own:
        own = bool(actor.name.split()) and re.search(rf"\b{re.escape(actor.name.split()[-1])}\b", words) is not None
    return own and " and " not in words and not re.search(r"\b(?:his|her|their)\b", words)


def _one_paragraph(record: Record, first: Quote, second: Quote) -> bool:
    one, other = (sentence_of(record, q.content[0][0]) for q in (first, second))
    return (one.paragraph if one else -1) == (other.paragraph if other else -1)


def _weight(record: Record, quote: Quote, words: str, speaker: Actor) -> tuple[float, ...]:
    """Lower is shown first: words that stand alone, not long, of whoever comes first in the article."""
    count = len(words.split())
    order = [a.id for a in record.actors].index(speaker.id)
    return float(bool(_WEAK.match(words.strip(_MARKS)))), float(count > 24), float(order), float(quote.content[0][0])


def quote_words_shown(record: Record, quote: Quote) -> str:
    """A full quote in its marks, whole or its first whole sentences; empty where none of it can stand alone.

    Parts that the text sets apart ("…," she said, "…") are joined with an ellipsis.
    """
    parts = [plain_line(record.text[s:e]).strip(_MARKS).rstrip(",").strip(_MARKS) for s, e in quote.content]
    if not parts or (not parts[0][:1].isupper() and not parts[0][:1].isdigit()):
        return ""
    if any(c in "".join(parts) for c in '[]"“”') or re.search(r"[—–-]\W*$", parts[-1]):
        return ""  # words put in, a quote within it, a speaker who is cut short
    whole = " … ".join(filter(None, parts))
    if SHORTEST <= len(whole.split()) <= LONGEST:
        return f"“{whole}”"
    shown = ""
    for sentence in _ENDS.split(parts[0]):
        longer = f"{shown} {sentence}".strip()
        if len(longer.split()) > LONGEST:
            break
        shown = longer
    goes_on = shown != parts[0] or len(parts) > 1
    apart = len(parts) == 1 or shown != parts[0] or parts[1][:1].isupper()
    if not apart or len(shown.split()) < SHORTEST:
        return ""
    return f"“{shown} …”" if goes_on else f"“{shown}”"
