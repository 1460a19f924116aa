"""Finds names of people, organisations and places: spaCy's entities, repaired, and what it missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from components.analysis.cast.countries import countries
from components.analysis.cast.heard import Heard, Hearing
from components.analysis.cast.lexicon import lexicon
from components.analysis.cast.pairs import KINDS as HEARD_KINDS
from components.analysis.findings import findings
from components.domain.record import ActorKind
from components.domain.spans import Span as Span_

KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"
}  # fmt: skip
_HUMAN = frozenset(
    "say tell add ask think believe write know want argue call explain claim join win lose die live".split()
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
_LABELS = {"person": "PERSON", "organisation": "ORG", "place": "GPE"}
RULED_OUT = 0.05  # likelihood of being a name of anybody, under which one is left out
ADDED = 0.5  # and from which on one is added
_BEFORE = frozenset(("compound", "nmod", "amod", "nummod"))  # what stands before a name and belongs to it
HEADS = 0.3  # likelihood of its head word's being a name's, under which another word is asked
WIDEST = 9  # words before a name that belong to its phrase
_CALENDAR = re.compile(
    r"(?i)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?$"
)
SUFFIX = re.compile(r"(?i)[,]?\s+(?:inc|corp|corporation|co|company|ltd|llc|plc|group|ag|sa|gmbh)\.?$")
_NOT_NAMES = re.compile(
    r"(?i)^(?:gmt|est|edt|pst|pdt|utc|covid|covid-19|http\S*|www\S*|god|internet|image|photo|file)$"
)


@dataclass(frozen=True)
class Name:
    """A name where it stands: tokens ``start``..``end``, the title before it, the kind it was taken for."""

    start: int
    end: int
    kind: ActorKind
    label: str
    text: str
    title: str = ""
    weight: float = 1.0  # of its label's vote: a guess counts less than what the model saw
    left: int | None = None  # the token at which its phrase begins ("Texas student Ahmed Mohamed")

    @property
    def last(self) -> str:
        """The last word, by which people are named again."""
        return self.text.split()[-1] if self.text.split() else ""


def names(doc: Doc, hearing: Hearing) -> list[Name]:
    """Every name in text order, none overlapping another; ``hearing`` is what the learned finder makes of the text."""
    titled = _in_title_case(doc)
    dated = [(t.start, t.end) for t in findings(doc).timexes]
    found = [n for n in (_repaired(doc, e) for e in doc.ents if e.label_ in KINDS) if n is not None]
    found = [n for n in found if n.start not in titled or _sure_in_headline(doc, n, titled)]
    taken = {i for n in found for i in range(n.start, n.end)}
    other = {t.i for e in doc.ents if e.label_ in OTHER for t in e}
    found += list(_missed(doc, taken | titled, other))
    found = [n for n in found if not _out_of_place(doc, n, dated)]
    found = [n for n in _weighed(doc, found, hearing, titled) if not _out_of_place(doc, n, dated)]
    found = _outvoted(sorted(found, key=lambda n: n.start))
    taken = {i for n in found for i in range(n.start, n.end)}
    found += list(_again(doc, found, taken, titled))
    return sorted(found, key=lambda n: n.start)


def _weighed(doc: Doc, found: Sequence[Name], hearing: Hearing, titled: set[int]) -> list[Name]:
    """The names as the learned finder sees them: those it rules out left out, its kinds, and those it adds."""
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for name in found:
        for k, chance in enumerate(_chances(doc, name, hearing)):
            sums[name.text][k] += chance
        sums[name.text][3] += 1
    initials = {"".join(w[0] for w in n.text.split() if w[0].isupper()) for n in found if " " in n.text}
    out = []
    for name in found:
        tally = sums[name.text]
        by_kind = [t / tally[3] for t in tally[:3]]
        known = any(f(name.text) for f in (countries().country, countries().of_demonym, countries().capital_of))
        if (
            not known
            and name.text not in initials
            and not name.title
            and sum(by_kind) < RULED_OUT
            and name.start not in titled
        ):
            continue
        best = max(range(3), key=lambda k: by_kind[k])
        label = name.label
        if label != "NORP" and not known and not name.title and by_kind[best] > 0.5 * sum(by_kind) + 0.1:
            label = _LABELS[HEARD_KINDS[best]] if KINDS[label] != HEARD_KINDS[best] else label
        if label in {"GPE", "LOC", "FAC"} and not known and lexicon().organisation & set(name.text.lower().split()):
            label = "ORG"  # "University of Texas"
        out.append(replace(name, label=label, kind=KINDS[label]))
    taken = {i for n in out for i in range(n.start, n.end)}
    for one in hearing.mentions:
        if one.form != "name" or one.sure < ADDED or one.head in taken or one.head in titled:
            continue
        start, end = _proper_run(doc, one.start, one.end, one.head)
        text = " ".join(doc[start:end].text.split())
        if taken.intersection(range(start, end)) or not text[:1].isupper() or _NOT_NAMES.match(text):
            continue
        if _CALENDAR.match(text) or all(lexicon().is_title(t.text) for t in doc[start:end]):
            continue
        taken.update(range(start, end))
        label = _LABELS[one.kind]
        out.append(Name(start, end, KINDS[label], label, text, weight=one.sure))
    spans = {h.head: h for h in hearing.mentions if h.form == "name"}
    return [_widened(doc, n, spans) for n in out]


def _chances(doc: Doc, name: Name, hearing: Hearing) -> tuple[float, float, float]:
    """How likely the name is a person's, a place's and an organisation's: of its head word, else of its likeliest."""
    best = hearing.chances[doc[name.start : name.end].root.i, 1::3]
    if best.sum() < HEADS:
        # "Council" heads "U.S. National Security Council", but the parse may take another word for the head.
        rows = hearing.chances[name.start : name.end, 1::3]
        best = rows[int(rows.sum(-1).argmax())]
    return float(best[0]), float(best[1]), float(best[2])


def _proper_run(doc: Doc, start: int, end: int, head: int) -> tuple[int, int]:
    """Of a heard name what is a name: the capitalised words about its head, joined by "of", "the" and "and"."""
    first = last = head
    while first > start and (_capital(doc[first - 1]) or (_joins(doc[first - 1]) and first - 1 > start)):
        first -= 1
    while last + 1 < end and (_capital(doc[last + 1]) or (_joins(doc[last + 1]) and last + 2 < end)):
        last += 1
    while first < head and (not _capital(doc[first]) or doc[first].tag_ == "DT"):
        first += 1
    while last > head and not _capital(doc[last]):
        last -= 1
    return first, last + 1


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


def nested(doc: Doc, found: Sequence[Name], hearing: Hearing) -> Iterator[Name]:
    """Places named within a longer name ("University of Texas"), as the finder hears them."""
    inside = {i: n for n in found for i in range(n.start, n.end)}
    for one in hearing.mentions:
        outer = inside.get(one.head)
        if outer is None or one.form != "name" or one.kind != "place" or one.sure < ADDED:
            continue
        start, end = _proper_run(doc, one.start, one.end, one.head)
        if (
            outer.start <= start
            and end <= outer.end
            and end - start < outer.end - outer.start
            and outer.kind != "place"
        ):
            text = " ".join(doc[start:end].text.split())
            if text[:1].isupper() and not _NOT_NAMES.match(text):
                yield Name(start, end, "place", "GPE", text)


def _joins(token: Token) -> bool:
    return token.lower_ in {"of", "the", "for", "de", "da", "del", "la", "van", "von", "al", "-", "&"}


def _widened(doc: Doc, name: Name, spans: dict[int, Heard]) -> Name:
    """With where its phrase begins, as the finder has it: "Texas student Ahmed Mohamed"."""
    if name.label != "PERSON":
        return name
    head = doc[name.start : name.end].root
    before = min((c.left_edge.i for c in head.children if c.i < name.start and c.dep_ in _BEFORE), default=name.start)
    one = next((spans[i] for i in range(name.end - 1, name.start - 1, -1) if i in spans), None)
    if one is not None and name.start - WIDEST <= one.start < before:
        before = one.start
    if not name.start - WIDEST <= before < name.start:
        return name
    between = doc[before : name.start]
    if any(t.is_space or (t.pos_ in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"} and t.text != "-") for t in between):
        return name
    left = before
    while left < name.start and doc[left].tag_ in {"IN", "CC", "PRP$", "POS"}:
        left += 1
    return replace(name, left=left)


def _out_of_place(doc: Doc, name: Name, dated: Sequence[Span_]) -> bool:
    """Whether a name is a date ("Easter"), the agency in a line of place and date, or a title's own word."""
    start, end = doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])
    if any(s < end and start < e for s, e in dated):
        return True
    around = (doc[name.start - 1].text if name.start else "", doc[name.end].text if name.end < len(doc) else "")
    if around == ("(", ")") and any(t.text in {"-", "–", "—", "--", "_"} for t in doc[name.end + 1 : name.end + 3]):
        return True
    before_title = lexicon().is_title(around[1]) and around[1][:1].isupper() and name.end - name.start == 1
    ends_in_title = lexicon().is_title(doc[name.end - 1].text) and around[1][:1].isupper()
    return name.label == "ORG" and (before_title or ends_in_title)


def _like_a_person(first: Token, last: Token) -> bool:
    """Whether two capitalised words stand where people do, and hold no word of a body or place."""
    words = lexicon()
    bodies = words.organisation | words.place
    if first.lower_ in bodies or last.lower_ in bodies or first.is_upper or last.is_upper:
        return False
    human = last.head.lemma_.lower() in _HUMAN or last.head.lower_ == "by"
    return (last.dep_ in {"nsubj", "pobj"} and human) or last.dep_ == "appos"


def _in_title_case(doc: Doc) -> set[int]:
    """Tokens of headings whose words are nearly all capitalised: there a capital tells nothing."""
    out: set[int] = set()
    found = findings(doc)
    for sent in doc.sents if found.headings else ():
        start = sent.start_char + len(sent.text) - len(sent.text.lstrip())
        if not found.in_heading(start, start + len(sent.text.strip())):
            continue
        large = [t for t in sent if t.is_alpha and len(t) > 3]
        if 3 <= len(large) <= 24 and sum(t.text[0].isupper() for t in large) >= 0.75 * len(large):
            out.update(t.i for t in sent)
    return out


def _sure_in_headline(doc: Doc, name: Name, titled: set[int]) -> bool:
    """Whether a name in a title-case headline stands in the text too, or is one that needs no proof."""
    known = countries()
    if known.country(name.text) or known.capital_of(name.text) or known.of_demonym(name.text):
        return True
    if name.label == "PERSON" and (name.title or " " in name.text):
        return True
    return any(t.text == name.last and t.i not in titled for t in doc)


def _repaired(doc: Doc, ent: Span) -> Name | None:
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
        while start < end - 1 and words.is_title(doc[start].text):
            title.append(doc[start].text)
            start += 1
            label = "PERSON"
    while end - start > 1 and doc[end - 1].text in {"Image", "Photo", "File"}:
        end -= 1
    if start >= end or doc[start].is_space or all(words.is_title(t.text) for t in doc[start:end]):
        return None
    text = " ".join(doc[start:end].text.split())
    if not any(c.isupper() for c in text) or _CALENDAR.match(text) or _NOT_NAMES.match(text):
        return None
    while end - start > 1 and doc[end - 1].text.isdigit() and countries().country(doc[start : end - 1].text):
        end -= 1  # "Sweden 1": a score
        text = " ".join(doc[start:end].text.split())
    if label in {"GPE", "LOC", "FAC"} and any(c.isdigit() for c in text):
        label = "ORG"
    if len(text) > 90 or "\n" in doc[start:end].text.strip():
        return None
    if label == "PERSON":
        title = [*_title_before(doc, start - len(title)).split(), *title]
    if label in {"GPE", "LOC", "ORG", "NORP"} and countries().country(text) and not text.islower():
        label = "GPE"
    elif label in {"NORP", "GPE", "ORG"} and countries().of_demonym(text):
        label = "NORP"
    return Name(start, end, KINDS[label], label, text, " ".join(title))


def _title_before(doc: Doc, start: int) -> str:
    """The capitalised title words that end just before a token."""
    back = start
    while back > 0 and lexicon().is_title(doc[back - 1].text) and doc[back - 1].text[0].isupper():
        back -= 1
    return " ".join(t.text for t in doc[back:start])


def _wordy(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _missed(doc: Doc, taken: set[int], other: set[int]) -> Iterator[Name]:
    """Runs of proper nouns that the model took for nothing."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if token.i in taken or token.i in other or not _proper(token):
            i += 1
            continue
        j = i + 1
        while j < len(doc) and j not in taken and j not in other and _proper(doc[j]):
            j += 1
        name = _guessed(doc, i, j)
        if name is not None:
            yield name
        i = j


def _proper(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.text[0].isupper() and token.is_alpha


def _guessed(doc: Doc, start: int, end: int) -> Name | None:
    words = lexicon()
    title: list[str] = []
    while start < end and words.is_title(doc[start].text):
        title.append(doc[start].text)
        start += 1
    if start >= end:
        return None
    text = doc[start:end].text
    if _CALENDAR.match(text) or _NOT_NAMES.match(text) or (len(text) < 3 and not countries().country(text)):
        return None
    sentence_start = doc[start].is_sent_start or (start > 0 and doc[start - 1].text in {"“", '"', "‘", "``", ":"})
    if sentence_start and end - start == 1:
        return None
    if title:
        return Name(start, end, "person", "PERSON", text, " ".join(title))
    if countries().country(text):
        return Name(start, end, "place", "GPE", text)
    if countries().of_demonym(text):
        return Name(start, end, "group", "NORP", text)
    if end - start == 1 and doc[start].dep_ in {"compound", "amod", "nmod"}:
        return None  # "several Liberal MPs": a part of a description
    label = "PERSON" if end - start == 2 and _like_a_person(doc[start], doc[end - 1]) else "ORG"
    return Name(start, end, KINDS[label], label, text, weight=0.4)


def _outvoted(found: list[Name]) -> list[Name]:
    """One name, one label: the one most of its mentions have; longer names count for what they end in."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        votes[name.text][name.label] += name.weight + (2 if name.title else 0)
    bodies = {SUFFIX.sub("", n.text) for n in found if SUFFIX.search(n.text)}
    people = {n.last for n in found if n.label == "PERSON" and (" " in n.text or n.title)}
    out = []
    for name in found:
        tally = votes[name.text]
        label = max(tally, key=lambda one: tally[one])
        if name.text in people and name.label in {"GPE", "LOC"} and countries().country(name.text):
            label = name.label  # "the king of Jordan", in a text about Michael Jordan
        if name.text in bodies:
            label = "ORG"
        elif name.title or (
            name.text in people
            and " " not in name.text
            and label in {"ORG", "GPE", "LOC", "FAC"}
            and not countries().country(name.text)
        ):
            label = "PERSON"
        out.append(replace(name, label=label, kind=KINDS[label]))
    return out


def _again(doc: Doc, found: list[Name], taken: set[int], titled: set[int]) -> Iterator[Name]:
    """Repetitions of a known name that the model missed, headlines included."""
    known: dict[str, Name] = {}
    for name in found:
        if name.label != "NORP":
            known.setdefault(name.text, name)
            if name.label == "PERSON" and len(name.last) > 2:
                known.setdefault(name.last, name)
    first: defaultdict[str, list[tuple[list[str], Name]]] = defaultdict(list)
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
                title = _title_before(doc, token.i) if name.label == "PERSON" else ""
                yield Name(token.i, end, name.kind, name.label, " ".join(parts), title)
                break
