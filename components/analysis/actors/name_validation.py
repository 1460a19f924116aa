"""Names as the learned finder sees them: which are none, of what kind they are, where their phrases begin."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from components.analysis.actors.country_names import countries
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import DetectedMention, MentionDetection
from components.analysis.actors.mention_features import KINDS as HEARD_KINDS
from components.analysis.actors.name_mention import KINDS, NameMention, is_no_name

_LABELS = {"person": "PERSON", "organisation": "ORG", "place": "GPE"}
RULED_OUT = 0.05  # likelihood of being a name of anybody, under which one is left out
ADDED = 0.5  # and from which on one is added
LONE = 0.6  # likelihood of being a person's name, from which on a group's name is one
_ACRONYM = re.compile(r"^[A-Z]{3,6}$")  # two letters may be a state's ("NJ")
_PEOPLES = ("s", "n", "ese", "ish", "ist", "ic", "al")  # how names of peoples and beliefs end
_BEFORE = frozenset(("compound", "nmod", "amod", "nummod"))  # what stands before a name and belongs to it
HEADS = 0.3  # likelihood of its head word's being a name's, under which another word is asked
WIDEST = 9  # words before a name that belong to its phrase


def validate_names(
    doc: Doc, found: Sequence[NameMention], hearing: MentionDetection, titled: set[int]
) -> list[NameMention]:
    """The names as the learned finder sees them: those it rules out left out, its kinds, and those it adds."""
    sums: defaultdict[str, npt.NDArray[np.float32]] = defaultdict(lambda: np.zeros(3, "float32"))
    kinds: defaultdict[str, npt.NDArray[np.float32]] = defaultdict(lambda: np.zeros(3, "float32"))
    times = Counter(name.text for name in found)
    for name in found:
        chances = _chances(doc, name, hearing)
        sums[name.text] += chances[:, 0] / times[name.text]
        kinds[name.text] += chances[:, :2].sum(-1) / times[name.text]
    initials = {"".join(w[0] for w in n.text.split() if w[0].isupper()) for n in found if " " in n.text}
    out = []
    for name in found:
        by_kind = kinds[name.text]
        known = any(f(name.text) for f in (countries().country, countries().of_demonym, countries().capital_of))
        if (
            not known
            and name.text not in initials
            and not name.title
            and sums[name.text].sum() < RULED_OUT
            and name.start not in titled
        ):
            continue
        best = int(by_kind.argmax())
        label = name.label
        if label == "NORP" and not known and by_kind[best] > LONE and _singular(doc, name):
            label = _LABELS[HEARD_KINDS[best]]  # "Monti" and "Cannes", which spaCy takes for peoples
        settled = known or name.title or label == "NORP" or (label == "ORG" and _ACRONYM.match(name.text))
        sure = by_kind[best] > 0.5 * by_kind.sum() + 0.1 or (
            by_kind[best] > 0.15 and by_kind[best] > 0.8 * by_kind.sum()
        )
        if not settled and sure:
            label = _LABELS[HEARD_KINDS[best]] if KINDS[label] != HEARD_KINDS[best] else label
        words = name.text.lower().split()
        if label in {"GPE", "LOC", "FAC"} and not known and len(words) > 1 and lexicon().organisation & set(words):
            label = "ORG"  # "University of Texas", but not "the Channel"
        out.append(replace(name, label=label, kind=KINDS[label]))
    taken = {i for n in out for i in range(n.start, n.end)}
    for one in hearing.mentions:
        if one.form != "name" or one.confidence < ADDED or one.head in taken or one.head in titled:
            continue
        start, end = _proper_run(doc, one.start, one.end, one.head)
        text = " ".join(doc[start:end].text.split())
        if taken.intersection(range(start, end)) or not text[:1].isupper() or is_no_name(text):
            continue
        if all(lexicon().is_title(t.text) for t in doc[start:end]) or _is_office(doc, start, end):
            continue
        taken.update(range(start, end))
        label = _LABELS[one.kind]
        out.append(NameMention(start, end, KINDS[label], label, text, weight=one.confidence))
    spans = {h.head: h for h in hearing.mentions if h.form == "name"}
    return [_widened(doc, n, spans) for n in out]


def _is_office(doc: Doc, start: int, end: int) -> bool:
    """Whether it is what somebody is, not what somebody is called: "Minister of Education"."""
    return end - start > 2 and lexicon().is_title(doc[start].text) and doc[start + 1].lower_ in {"of", "for"}


def _singular(doc: Doc, name: NameMention) -> bool:
    """Whether it stands as one person's name does: a noun, without an ending that peoples' names have."""
    last = doc[name.end - 1]
    return last.tag_ == "NNP" and last.dep_ not in {"amod", "compound", "nmod"} and not last.lower_.endswith(_PEOPLES)


def _chances(doc: Doc, name: NameMention, hearing: MentionDetection) -> npt.NDArray[np.float32]:
    """How likely it is a person, a place, an organisation, by form (3 x 3): its head word, else its likeliest."""
    best = hearing.chances[doc[name.start : name.end].root.i, 1:].reshape(3, 3)
    if best[:, 0].sum() < HEADS:
        # "Council" heads "U.S. National Security Council", but the parse may take another word for the head.
        rows = hearing.chances[name.start : name.end, 1:].reshape(-1, 3, 3)
        best = rows[int(rows[:, :, 0].sum(-1).argmax())]
    return best


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


def nested_places(doc: Doc, found: Sequence[NameMention], hearing: MentionDetection) -> Iterator[NameMention]:
    """Places named within a longer name ("University of Texas"), as the finder hears them."""
    inside = {i: n for n in found for i in range(n.start, n.end)}
    for one in hearing.mentions:
        outer = inside.get(one.head)
        if outer is None or one.form != "name" or one.kind != "place" or one.confidence < ADDED:
            continue
        start, end = _proper_run(doc, one.start, one.end, one.head)
        if (
            outer.start <= start
            and end <= outer.end
            and end - start < outer.end - outer.start
            and outer.kind != "place"
        ):
            text = " ".join(doc[start:end].text.split())
            if text[:1].isupper() and not is_no_name(text):
                yield NameMention(start, end, "place", "GPE", text)


def _joins(token: Token) -> bool:
    return token.lower_ in {"of", "the", "for", "de", "da", "del", "la", "van", "von", "al", "-", "&"}


def _widened(doc: Doc, name: NameMention, spans: dict[int, DetectedMention]) -> NameMention:
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
