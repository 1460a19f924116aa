"""Names as the learned detection judges them: which are none, of what kind they are, where their phrases begin."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import PEOPLE_ENDINGS, lexicon
from components.analysis.actors.mention_detection import DetectedMention, MentionDetection
from components.analysis.actors.mention_features import FORMS
from components.analysis.actors.mention_features import KINDS as DETECTED_KINDS
from components.analysis.actors.name_mention import KINDS, NameMention, is_no_name
from components.analysis.encoder.onnx_model import Floats
from components.name_lists.country_names import countries
from components.name_lists.given_name_gender import gender_of

_LABELS = {"person": "PERSON", "organisation": "ORG", "place": "GPE"}
_NAME = FORMS.index("name")
_ACRONYM = re.compile(r"^[A-Z]{3,6}$")  # two letters may be a state's ("NJ")
_BEFORE = frozenset(("compound", "nmod", "amod", "nummod"))  # what stands before a name and belongs to it


def _zeros() -> Floats:
    return np.zeros(len(DETECTED_KINDS), "float32")


@dataclass(slots=True)
class _NameProbabilities:
    """How likely a name's head word is one of each kind, mean of all places where the name stands (3 numbers each).

    as_name: of being the head of a name. by_kind: of a name or a description.
    """

    as_name: Floats = field(default_factory=_zeros)
    by_kind: Floats = field(default_factory=_zeros)


def validate_names(
    doc: Doc, names: Sequence[NameMention], detection: MentionDetection, titled: set[int], config: ActorsConfig
) -> list[NameMention]:
    """The names as the learned detection judges them; ``titled`` are the tokens of headings in title case."""
    probabilities = _name_probabilities(doc, names, detection, config)
    initials = _own_initials(names)
    kept = [n for n in names if n.text in initials or not _ruled_out(n, probabilities, titled, config)]
    labelled = [_relabelled(doc, n, probabilities[n.text].by_kind, config) for n in kept]
    labelled += list(_added_names(doc, labelled, detection, titled, config))
    detected = {mention.head: mention for mention in detection.mentions if mention.form == "name"}
    return [_widened(doc, name, detected, config) for name in labelled]


def _name_probabilities(
    doc: Doc, names: Sequence[NameMention], detection: MentionDetection, config: ActorsConfig
) -> Mapping[str, _NameProbabilities]:
    out: defaultdict[str, _NameProbabilities] = defaultdict(_NameProbabilities)
    times = Counter(name.text for name in names)
    for name in names:
        probabilities = _head_probabilities(doc, name, detection, config)
        out[name.text].as_name += probabilities[:, _NAME] / times[name.text]
        out[name.text].by_kind += probabilities[:, :2].sum(-1) / times[name.text]
    return out


def _head_probabilities(doc: Doc, name: NameMention, detection: MentionDetection, config: ActorsConfig) -> Floats:
    """The probability of each kind and form (3 x 3): of its head word, or of its likeliest one."""
    shape = (-1, len(DETECTED_KINDS), len(FORMS))
    root = doc[name.start : name.end].root.i
    head: Floats = detection.probabilities[root : root + 1, 1:].reshape(shape)[0]
    if head[:, _NAME].sum() < config.min_head_probability:
        # "Council" heads "U.S. National Security Council", but the parse may take another word for the head.
        words = detection.probabilities[name.start : name.end, 1:].reshape(shape)
        head = words[int(words[:, :, _NAME].sum(-1).argmax())]
    return head


def _own_initials(names: Iterable[NameMention]) -> set[str]:
    """The acronyms of the names that are longer than a word."""
    return {"".join(w[0] for w in n.text.split() if w[0].isupper()) for n in names if " " in n.text}


def _ruled_out(
    name: NameMention, probabilities: Mapping[str, _NameProbabilities], titled: set[int], config: ActorsConfig
) -> bool:
    """Whether it is nobody's name: unlikely to be one, and nothing else speaks for it."""
    if name.title or name.start in titled or countries().is_known(name.text):
        return False
    return bool(probabilities[name.text].as_name.sum() < config.min_name_probability)


def _relabelled(doc: Doc, name: NameMention, by_kind: Floats, config: ActorsConfig) -> NameMention:
    """With the label that the detection gives it, where that is clear and nothing says otherwise."""
    is_country = countries().is_known(name.text)
    best = int(by_kind.argmax())
    detected_kind = DETECTED_KINDS[best]
    label = name.label
    if label == "NORP" and not is_country and by_kind[best] > config.min_person_probability and _singular(doc, name):
        label = _LABELS[detected_kind]  # "Monti" and "Cannes", which spaCy takes for peoples
    is_named_in_full = label == "PERSON" and " " in name.text and gender_of(name.text.split()[0]) is not None
    is_body = label == "ORG" and (_ACRONYM.match(name.text) or "&" in name.text)
    label_is_certain = is_country or name.title or label == "NORP" or is_body or is_named_in_full
    if not label_is_certain and KINDS[label] != detected_kind and _is_clear(by_kind, config):
        label = _LABELS[detected_kind]
    words = name.text.lower().split()
    if label in {"GPE", "LOC", "FAC"} and not is_country and len(words) > 1 and lexicon().organisation & set(words):
        label = "ORG"  # "University of Texas", but not "the Channel"
    return replace(name, label=label, kind=KINDS[label])


def _is_clear(by_kind: Floats, config: ActorsConfig) -> bool:
    """Whether one kind is far likelier than the others."""
    best, total = by_kind.max(), by_kind.sum()
    return bool(
        best > config.min_kind_share * total + config.min_kind_lead
        or (best > config.min_clear_kind_probability and best > config.min_clear_kind_share * total)
    )


def _added_names(
    doc: Doc, names: Iterable[NameMention], detection: MentionDetection, titled: set[int], config: ActorsConfig
) -> Iterator[NameMention]:
    """Names that only the detection has."""
    tokens_of_names = {i for name in names for i in range(name.start, name.end)}
    for mention in _detected_names(detection, config):
        if mention.head in tokens_of_names or mention.head in titled:
            continue
        start, end = _proper_run(doc, mention)
        text = " ".join(doc[start:end].text.split())
        if tokens_of_names.intersection(range(start, end)) or not text[:1].isupper() or is_no_name(text):
            continue
        if all(lexicon().is_title(t.text) for t in doc[start:end]) or _is_office(doc, start, end):
            continue
        tokens_of_names.update(range(start, end))
        label = _LABELS[mention.kind]
        yield NameMention(start, end, KINDS[label], label, text, weight=mention.confidence)


def _detected_names(detection: MentionDetection, config: ActorsConfig) -> Iterator[DetectedMention]:
    for mention in detection.mentions:
        if mention.form == "name" and mention.confidence >= config.min_added_name_probability:
            yield mention


def nested_places(
    doc: Doc, names: Sequence[NameMention], detection: MentionDetection, config: ActorsConfig
) -> Iterator[NameMention]:
    """Places named within a longer name ("University of Texas"), as the detection has them."""
    name_at = {i: name for name in names for i in range(name.start, name.end)}
    for mention in _detected_names(detection, config):
        outer = name_at.get(mention.head)
        if outer is None or mention.kind != "place" or outer.kind == "place":
            continue
        start, end = _proper_run(doc, mention)
        if outer.start <= start and end <= outer.end and end - start < outer.end - outer.start:
            text = " ".join(doc[start:end].text.split())
            if text[:1].isupper() and not is_no_name(text):
                yield NameMention(start, end, "place", "GPE", text)


def _is_office(doc: Doc, start: int, end: int) -> bool:
    """Whether it is what somebody is, not what somebody is called: "Minister of Education"."""
    return end - start > 2 and lexicon().is_title(doc[start].text) and doc[start + 1].lower_ in {"of", "for"}


def _singular(doc: Doc, name: NameMention) -> bool:
    """Whether it stands as one person's name does: a noun, without an ending that peoples' names have."""
    last = doc[name.end - 1]
    modifies = last.dep_ in {"amod", "compound", "nmod"}
    return last.tag_ == "NNP" and not modifies and not last.lower_.endswith(PEOPLE_ENDINGS)


def _proper_run(doc: Doc, mention: DetectedMention) -> tuple[int, int]:
    """Of a detected name what is a name: the capitalised words about its head, joined by "of", "the" and "and"."""
    start, end, head = mention.start, mention.end, mention.head
    first = last = head
    while first > start and (_capital(doc[first - 1]) or (_is_particle(doc[first - 1]) and first - 1 > start)):
        first -= 1
    while last + 1 < end and (_capital(doc[last + 1]) or (_is_particle(doc[last + 1]) and last + 2 < end)):
        last += 1
    while first < head and (not _capital(doc[first]) or doc[first].tag_ == "DT"):
        first += 1
    while last > head and not _capital(doc[last]):
        last -= 1
    return first, last + 1


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


def _is_particle(token: Token) -> bool:
    return token.lower_ in lexicon().name_particles


def _widened(doc: Doc, name: NameMention, detected: Mapping[int, DetectedMention], config: ActorsConfig) -> NameMention:
    """With where its phrase begins, by the parse or the detection: "Texas student Ahmed Mohamed"."""
    if name.label != "PERSON":
        return name
    head = doc[name.start : name.end].root
    before = min((c.left_edge.i for c in head.children if c.i < name.start and c.dep_ in _BEFORE), default=name.start)
    mention = next((detected[i] for i in range(name.end - 1, name.start - 1, -1) if i in detected), None)
    earliest = name.start - config.max_tokens_before_name
    if mention is not None and earliest <= mention.start < before:
        before = mention.start
    if not earliest <= before < name.start:
        return name
    between = doc[before : name.start]
    if any(t.is_space or (t.pos_ in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"} and t.text != "-") for t in between):
        return name
    left = before
    while left < name.start and doc[left].tag_ in {"IN", "CC", "PRP$", "POS"}:
        left += 1
    return replace(name, left=left)
