"""Passages with what was left out or put in marked, as the browser draws them: quotes, headlines, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from components.collection.comparison import Comparison
from components.collection.comparison.fact_change import FactChange, FactKind
from components.collection.comparison.passages import Place
from components.collection.comparison.quote_difference import How
from components.collection.comparison.shared_quotes import QuoteVersion, SharedQuote
from components.collection.comparison.text_difference import Fate
from components.collection.comparison.words import STOP_WORDS, Piece, keys_of, words_in
from components.domain.record import Record
from components.domain.single_line_text import plain_line
from components.exports.compare_headline import in_a_row
from components.exports.compare_labels import ArticleLabel
from components.exports.compare_rows import by_who_has_it
from components.exports.list_rows import ListGroup, ListRow
from components.exports.newsroom_words import KIND_NAMES, NOBODY_NAMED
from components.exports.numbers_in_words import first_up

FATES: dict[Fate, str] = {
    "kept": "the same", "changed": "changed", "added": "new", "cut": "cut", "moved": "stands elsewhere"
}  # fmt: skip
FACT_KINDS: dict[FactKind, str] = {
    "quote": "Quotes", "speaker": "Who said it", "negation": "Negations", "name": "Names", "number": "Numbers",
    "date": "Dates",
}  # fmt: skip
HOW: dict[How, str] = {
    "whole": "the same words", "cut": "cut", "altered": "altered", "reworded": "in other words"
}  # fmt: skip


class Line(msgspec.Struct, frozen=True):
    """One article's words; ``pieces`` are [words, what became of them]."""

    who: str
    colour: str
    pieces: tuple[tuple[str, str], ...]


class LinesRow(msgspec.Struct, frozen=True):
    """A row: the id that it picks, a head (a new part begins with it), what it is, its lines."""

    id: str
    head: str
    what: str
    note: str
    lines: tuple[Line, ...]


def lines_data(rows: Sequence[LinesRow], label: str) -> dict[str, Any]:
    """What the browser draws; ``label`` is what a screen reader calls it (our own words)."""
    return {"rows": msgspec.to_builtins(rows), "label": label}


def quote_lines(found: Comparison, labels: Sequence[ArticleLabel]) -> list[LinesRow]:
    """The quotes that stand in more than one article, each version's words against the longest."""
    out = []
    for quote in found.quotes:
        if len(quote.articles) < 2:
            continue
        told = {v.article for v in quote.versions}
        silent = [one.name for one in labels if one.id in quote.articles - told]
        lines = []
        for n, version in enumerate(quote.versions):
            label = next(one for one in labels if one.id == version.article)
            pieces = _pieces(version.pieces if n else quote.missing)
            lines.append(Line(_version_of(label, version, quote), label.colour, pieces))
        how = [HOW[quote.how]] if len(quote.quoted_in) > 1 else []
        how += ["given to different speakers"] if quote.speakers_differ else []
        how += [f"in {in_a_row(silent)} the same words, not told as a quote"] if silent else []
        who = "Speakers differ" if quote.speakers_differ else first_up(quote.source)
        if not who:
            who = "Speaker uncertain" if any(v.source for v in quote.versions) else NOBODY_NAMED
        out.append(LinesRow(quote.id, "", who, "; ".join(how), tuple(lines)))
    return out


def _version_of(label: ArticleLabel, version: QuoteVersion, quote: SharedQuote) -> str:
    """Which article's words they are, of what kind, and whom it gives them to where the row's head doesn't say so."""
    named = (
        [] if version.source == quote.source and not quote.speakers_differ else [version.source or "speaker left open"]
    )
    return " · ".join((first_up(label.name), KIND_NAMES[version.kind], *named))


def quotes_of_one(
    found: Comparison, records: Sequence[Record], labels: Sequence[ArticleLabel]
) -> list[ListGroup]:  # fmt: skip
    """The quotes that one article has, those that another may tell in other words apart from those of it alone."""
    texts = {r.id: r.text for r in records}

    def row(quote: SharedQuote) -> ListRow:
        (place,) = quote.places[:1]
        words = " … ".join(plain_line(texts[place.article][s:e]) for s, e in place.spans)
        kind = KIND_NAMES[quote.versions[0].kind]
        return ListRow(id=quote.id, label=words, facts=(first_up(quote.source or NOBODY_NAMED), kind), quoted=True)

    return by_who_has_it([q for q in found.quotes if len(q.articles) == 1], labels, row)


def headline_lines(records: Sequence[Record], labels: Sequence[ArticleLabel]) -> list[LinesRow]:
    """Each headline; the words that no other has stand out, where all of them share some."""
    words = {r.id: words_in(r.title, [(0, len(r.title))]) for r in records}
    all_keys = [set(keys_of(w)) for w in words.values()]
    near = bool(set.intersection(*all_keys) - STOP_WORDS)  # else nearly every word would stand out
    out = []
    for record, label in zip(records, labels, strict=True):
        others = {k for r in records if r.id != record.id for k in keys_of(words[r.id])}
        pieces: list[tuple[str, str]] = []
        for word in words[record.id]:
            change = "own" if near and word.key not in others else "same"
            text = record.title[word.start : word.end]
            if pieces and pieces[-1][1] == change:
                pieces[-1] = (f"{pieces[-1][0]} {text}", change)
            else:
                pieces.append((text, change))
        out.append(
            LinesRow(headline_id(record), "", "", "", (Line(first_up(label.name), label.colour, tuple(pieces)),))
        )
    return out


def headline_id(record: Record) -> str:
    """The id that a headline's row picks."""
    return f"headline-{record.id}"


def headline_place(record: Record) -> tuple[Place, ...]:
    """Where an article's headline stands in its text; nowhere where the text doesn't hold it."""
    there = record.headline is not None and 0 <= record.headline[0] < record.headline[1] <= len(record.text)
    return (Place(record.id, "headline", (record.headline,)),) if record.headline and there else ()


def change_lines(found: Comparison, *, whole: bool) -> list[LinesRow]:
    """What became of each sentence, by paragraph; ``whole``: those that are the same, too."""
    if found.versions is None:
        return []
    out: list[LinesRow] = []
    last: tuple[bool, int] | None = None
    for one in found.versions.sentences:
        if one.fate == "kept" and not whole:
            continue
        place = (one.fate == "cut", one.paragraph)
        head = "" if place == last or one.fate == "cut" else f"Paragraph {one.paragraph + 1}"
        head = "Headline" if one.heading and head and one.paragraph == 0 else head
        last = place if one.fate != "cut" else last
        line = Line("", "", _pieces(one.pieces))
        out.append(LinesRow(one.id, head, "" if one.fate == "kept" else FATES[one.fate], "", (line,)))
    return out


def fact_groups(found: Comparison) -> list[ListGroup]:
    """What the changes did to quotes, negations, names, numbers and dates, each in words."""
    out = []
    for kind, head in FACT_KINDS.items():
        rows = tuple(
            ListRow(id=f.id, label=fact_words(f), facts=(f.who,) if f.who else ())
            for f in found.facts
            if f.kind == kind
        )
        if rows:
            out.append(ListGroup(head, False, rows))
    return out


def fact_words(fact: FactChange) -> str:
    """A change in words: “at least 12” became “at least 14”. Paraphrases are put in no quotation marks."""
    if fact.kind == "speaker":
        told = f"was said by {fact.before}, now by {fact.after}"
        return f"{_quoted(fact.words)} {told}" if fact.verbatim else f"{first_up(told)}: {fact.words}"
    if not fact.verbatim:
        both = (("Before", fact.before), ("After", fact.after))
        return " · ".join(f"{when}: {words}" for when, words in both if words)
    before, after = fact.before and _quoted(fact.before), fact.after and _quoted(fact.after)
    if before and after:
        return f"{before} became {after}"
    return f"{after} is new" if after else f"{before} is gone"


def _quoted(words: str) -> str:
    """The words in quotation marks, where they don't stand in such marks already."""
    bare = words.strip()
    return bare if bare[:1] in '“"' and bare[-1:] in '”"' else f"“{bare}”"


def _pieces(pieces: Sequence[Piece]) -> tuple[tuple[str, str], ...]:
    return tuple((p.text, p.change) for p in pieces)
