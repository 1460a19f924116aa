"""Finds names of people, organisations and places: spaCy's entities, repaired, and what it missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from components.analysis.actors.country_names import countries
from components.analysis.actors.headline_case import HeadlineCase
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.name_mention import KINDS, SUFFIX, NameMention, is_no_name
from components.analysis.actors.name_validation import validate_names
from components.analysis.actors.proper_noun_runs import proper_noun_names, title_before
from components.analysis.findings import LEAD, findings
from components.domain.spans import Span as Span_

LONGEST_BYLINE = 120  # characters
BYLINE = re.compile(r"(?:By|BY)(?: (?:[A-Z][\w.’'-]*,?|and|of|de|for|&))+$")
# Abbreviations of American states after a city's name (Associated Press style); the others are written out.
_STATES = frozenset(
    """Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont.
    N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nev. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Va. Vt. W.Va. Wash. Wis. Wyo.""".split()
)
OTHER = {
    "DATE",
    "TIME",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "CARDINAL",
    "ORDINAL",
    "LANGUAGE",
    "LAW",
    "WORK_OF_ART",
    "EVENT",
}


def detect_names(doc: Doc, hearing: MentionDetection) -> list[NameMention]:
    """Every name in text order, none overlapping another; ``hearing`` is what the learned finder makes of the text."""
    headlines = HeadlineCase(doc)
    titled = headlines.titled
    # Whose article it is, is not in it.
    apart = [(t.start, t.end) for t in findings(doc).timexes] + _bylines(doc)
    entities = [part for e in doc.ents if e.label_ in KINDS for part in _divided(doc, e)]
    found = [n for n in (_repaired(doc, e) for e in entities) if n is not None]
    found = [n for n in found if n.start not in titled or headlines.proves(doc, n)]
    taken = {i for n in found for i in range(n.start, n.end)}
    other = {t.i for e in doc.ents if e.label_ in OTHER for t in e}
    found += list(proper_noun_names(doc, taken | titled, other))
    found = [n for n in found if not _out_of_place(doc, n, apart)]
    found = [n for n in validate_names(doc, found, hearing, titled) if not _out_of_place(doc, n, apart)]
    found = [n for n in found if n.start not in titled or headlines.proves(doc, n)]
    found = _outvoted(sorted(found, key=lambda n: n.start))
    taken = {i for n in found for i in range(n.start, n.end)}
    found += list(_again(doc, found, taken, titled))
    return sorted(found, key=lambda n: n.start)


def _bylines(doc: Doc) -> list[Span_]:
    """The lines near the beginning that name who wrote the article: "By Ellen Marsh"."""
    found = findings(doc)
    text = found.article.text
    return [(s, e) for s, e in found.paragraphs[:LEAD] if e - s <= LONGEST_BYLINE and BYLINE.match(text[s:e])]


def _out_of_place(doc: Doc, name: NameMention, apart: Sequence[Span_]) -> bool:
    """Whether a name is a date ("Easter"), in a byline, the agency before the text, or a title's own word."""
    start, end = doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])
    if any(s < end and start < e for s, e in apart):
        return True
    around = (doc[name.start - 1].text if name.start else "", doc[name.end].text if name.end < len(doc) else "")
    if around == ("(", ")") and any(t.text in {"-", "–", "—", "--", "_"} for t in doc[name.end + 1 : name.end + 3]):
        return True
    if name.text in _STATES and around[0] == ",":
        return True  # "SPRINGFIELD, Ill."
    before_title = lexicon().is_title(around[1]) and around[1][:1].isupper() and name.end - name.start == 1
    ends_in_title = lexicon().is_title(doc[name.end - 1].text) and around[1][:1].isupper()
    return name.label == "ORG" and (before_title or ends_in_title)


def _divided(doc: Doc, ent: Span) -> list[Span]:
    """The entity, as two where an article stands in it: "by Rathbun the Scientology officials"."""
    cuts = (i for i in range(ent.start + 1, ent.end - 1) if doc[i].text == "the" and doc[i - 1].text[:1].isupper())
    at = next(cuts, None)
    if at is None:
        return [ent]
    first = Span(doc, ent.start, at, label=ent.label)
    # "Alexander the Great" is one man.
    return [first] if ent.label_ == "PERSON" else [first, Span(doc, at + 1, ent.end, label=ent.label)]


def _repaired(doc: Doc, ent: Span) -> NameMention | None:
    """The entity without article, possessive and stray marks, with the title before it told apart."""
    start, end = ent.start, ent.end
    words = lexicon()
    while start < end and (doc[start].tag_ in {"DT", "POS", "IN", "CC", "PRP$"} or not _wordy(doc[start])):
        start += 1
    while start < end and (doc[end - 1].tag_ in {"POS", "IN", "CC", "DT"} or not _wordy(doc[end - 1])):
        end -= 1
    label = ent.label_
    title: list[str] = []
    if label == "PERSON" or words.is_title(doc[start].text if start < end else ""):
        while start < end - 1 and words.is_title(doc[start].text) and not _names_whole(doc, start, end):
            title.append(doc[start].text)
            start += 1
            label = "PERSON"
    while end - start > 1 and doc[end - 1].text in {"Image", "Photo", "File"}:
        end -= 1
    if start >= end or doc[start].is_space or all(words.is_title(t.text) for t in doc[start:end]):
        return None
    text = " ".join(doc[start:end].text.split())
    if not any(c.isupper() for c in text) or is_no_name(text):
        return None
    while end - start > 1 and doc[end - 1].text.isdigit() and countries().country(doc[start : end - 1].text):
        end -= 1  # "Sweden 1": a score
        text = " ".join(doc[start:end].text.split())
    if label in {"GPE", "LOC", "FAC"} and any(c.isdigit() for c in text):
        label = "ORG"
    if len(text) > 90 or "\n" in doc[start:end].text.strip():
        return None
    if label == "PERSON":
        title = [*title_before(doc, start - len(title)).split(), *title]
    placed = label in {"GPE", "LOC", "ORG", "NORP"} or " " in text  # "Jordan" may be somebody, "Saint Lucia" is not
    if placed and countries().country(text) and not text.islower():
        label = "GPE"
    elif label in {"NORP", "GPE", "ORG"} and countries().of_demonym(text):
        label = "NORP"
    return NameMention(start, end, KINDS[label], label, text, " ".join(title))


def _names_whole(doc: Doc, start: int, end: int) -> bool:
    """Whether what looks like a title belongs to the name: "Major League Baseball", "Queen Creek", "Saint Lucia"."""
    words = lexicon()
    after = doc[start + 1]
    if not after.text[:1].isupper():
        return True  # "King's College", "King of Athens"
    if countries().country(doc[start:end].text):
        return True
    heads = words.organisation | words.body | words.site
    return doc[end - 1].lower_ in heads or after.lower_ in words.organisation | words.body


def _wordy(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _outvoted(found: list[NameMention]) -> list[NameMention]:
    """One name, one label: the one most of its mentions have; longer names count for what they end in."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        votes[name.text][name.label] += name.weight + (2 if name.title else 0)
    bodies = {SUFFIX.sub("", n.text) for n in found if SUFFIX.search(n.text)}
    people = {n.last for n in found if n.label == "PERSON" and (" " in n.text or n.title)}
    # "Brightwater", in a text about "Brightwater Foods"
    firms = {n.text.split()[0] for n in found if n.label == "ORG" and " " in n.text and _named_after(n)} - people
    out = []
    for name in found:
        tally = votes[name.text]
        label = max(tally, key=lambda one: tally[one])
        if name.text in people and name.label in {"GPE", "LOC"} and countries().country(name.text):
            label = name.label  # "the king of Jordan", in a text about Michael Jordan
        if name.text in bodies or (name.text in firms and label == "PERSON" and not name.title):
            label = "ORG"
        elif name.title or (
            name.text in people
            and " " not in name.text
            and label in {"ORG", "GPE", "LOC", "FAC", "NORP"}
            and not countries().country(name.text)
            and not countries().of_demonym(name.text)
        ):
            label = "PERSON"
        out.append(replace(name, label=label, kind=KINDS[label]))
    return out


def _named_after(name: NameMention) -> bool:
    """Whether a body's name begins with a word that is its own ("Norvane Group"), not with one of the language's."""
    first, *rest = name.text.split()
    words = lexicon().organisation | lexicon().body | lexicon().site | lexicon().place
    return len(first) > 3 and first.isalpha() and len(rest) <= 2 and first.lower() not in words and not first.isupper()


def _again(doc: Doc, found: list[NameMention], taken: set[int], titled: set[int]) -> Iterator[NameMention]:
    """Repetitions of a known name that the model missed, headlines included."""
    known: dict[str, NameMention] = {}
    for name in found:
        if name.label != "NORP":
            known.setdefault(name.text, name)
            if name.label == "PERSON" and len(name.last) > 2:
                known.setdefault(name.last, name)
    first: defaultdict[str, list[tuple[list[str], NameMention]]] = defaultdict(list)
    for text, name in known.items():
        parts = text.split()
        first[parts[0]].append((parts, name))
    for token in doc:
        if token.i in taken or token.text not in first:
            continue
        if token.pos_ in {"ADJ", "ADV", "VERB", "ADP"} and token.i not in titled:
            continue
        for parts, name in sorted(first[token.text], key=lambda p: -len(p[0])):
            end = token.i + len(parts)
            span = range(token.i, end)
            if end <= len(doc) and not taken.intersection(span) and [t.text for t in doc[token.i : end]] == parts:
                taken.update(span)
                title = title_before(doc, token.i) if name.label == "PERSON" else ""
                yield NameMention(token.i, end, name.kind, name.label, " ".join(parts), title)
                break
