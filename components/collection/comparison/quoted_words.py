"""The words that a quote gives to its speaker: what names the speaker or tells that it was said is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.collection.comparison.words import STOP_WORDS, Word, words_in
from components.collection.record_names import RecordNames
from components.domain.record import Quote, Record
from components.domain.spans import Span, overlaps

_QUOTING = re.compile(r"(?i)\bquot")  # "quoted", "quoting": whose words are passed on
_MARKS = '"“”„'
_BEFORE_A_PARAPHRASE = frozenset(("that",))


def spoken_words(record: Record, quote: Quote) -> list[Word]:
    """The quote's words in their order, those of its attribution left out; of a full quote those in its marks alone."""
    beside = [span for span in (quote.cue, quote.source) if span is not None]
    words = [w for w in words_in(record.text, quote.content) if not any(overlaps((w.start, w.end), s) for s in beside)]
    if quote.kind == "direct":
        return _in_marks(record.text, quote.content, words)
    return words[1:] if words and words[0].key in _BEFORE_A_PARAPHRASE else words


def speaker_as_written(record: Record, quote: Quote) -> str:
    """The words that name who spoke; empty where they name nobody, as "he" and "the" do."""
    if quote.source is None or not {w.key for w in words_in(record.text, [quote.source])} - STOP_WORDS:
        return ""
    return " ".join(record.text[slice(*quote.source)].split())


def names_its_speaker(names: RecordNames, quote: Quote) -> bool:
    """Whether words of the quote's own paragraph name who says it, a person, and nobody else.

    Whom "she" means may be read wrongly, whether a quote goes on from the speaker of the paragraph before, and who of
    two: "Laura Hale and Peter Moss said", "Reuters quoted Hale as saying".
    """
    source, text = quote.source, names.record.text
    if source is None or (quote.cue is not None and _QUOTING.search(text, *quote.cue)):
        return False
    named = {
        a.id: a.kind for m, a in names.reaching(source)
        if m.form == "name" and a.kind != "place" and overlaps((m.start, m.end), source)
    }  # fmt: skip
    start, end = min(source[0], quote.content[0][0]), max(source[1], quote.content[-1][1])
    return named == {quote.speaker: "person"} and "\n" not in text[start:end].strip()


def marked_words(record: Record, quote: Quote) -> list[Word]:
    """The words that stand in quotation marks."""
    return _in_marks(record.text, quote.content, words_in(record.text, quote.content))


def _in_marks(text: str, spans: Sequence[Span], words: Sequence[Word]) -> list[Word]:
    """The words between marks that come in pairs; all of them where the marks don't."""
    out: list[Word] = []
    for start, end in spans:
        own = [w for w in words if start <= w.start < end]
        marks = [n for n in range(start, min(end, len(text))) if text[n] in _MARKS]
        if len(marks) % 2 or not marks:
            out += own
            continue
        quoted = list(zip(marks[::2], marks[1::2], strict=True))
        out += [w for w in own if any(a <= w.start + _bare_at(text, w) < b for a, b in quoted)]
    return out


def _bare_at(text: str, word: Word) -> int:
    """How far into a word, as it is written, its first letter or digit stands."""
    return next((n for n, c in enumerate(text[word.start : word.end]) if c.isalnum()), 0)
