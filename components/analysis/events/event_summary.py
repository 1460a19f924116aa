"""Sums an event up as a short headline in the text's own words: who, does, what."""

from __future__ import annotations

import re

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.lexicon import event_words
from components.analysis.events.trigger_detection import Trigger

_CLAUSE_DEPS = frozenset(("relcl", "acl", "appos", "advcl", "ccomp", "parataxis"))


def summarise(trigger: Trigger, config: EventsConfig) -> str:
    """At most ``max_summary_characters``; only words of the text, some left out."""
    token = trigger.token
    if trigger.nominal:
        return _shortened(_phrase(token, config.max_noun_phrase_words), config.max_summary_characters)
    children = list(token.children)
    subject = next((c for c in children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and token.dep_ == "conj":
        subject = next((c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and token.dep_ == "relcl" and subject.lower_ in ("who", "which", "that"):
        subject = _antecedent(token.head, subject)
    helpers = [c.text for c in children if c.dep_ in ("aux", "auxpass", "neg") and c.i < token.i and c.lower_ != "to"]
    helpers += [c.text for c in children if c.dep_ == "advmod" and c.lower_ in event_words().hedges and c.i < token.i]
    particle = [c.text for c in children if c.dep_ == "prt"]
    following = [c for c in children if c.i > token.i]
    complement = next((c for c in following if c.dep_ in ("dobj", "attr", "acomp", "oprd", "dative")), None)
    if complement is None:
        complement = next((c for c in following if c.dep_ in ("prep", "agent")), None)
    parts = [_phrase(subject, config.max_subject_words) if subject is not None else "", *helpers, token.text, *particle]
    if complement is not None:
        parts.append(_phrase(complement, config.max_object_words))
    return _shortened(" ".join(p for p in parts if p), config.max_summary_characters)


def _antecedent(head: Token, relative: Token) -> Token:
    """What a relative clause is of: "who" is somebody, not the firm that the parse hangs it on."""
    while relative.lower_ == "who" and head.ent_type_ not in ("", "PERSON"):
        above = next((a for a in head.ancestors if a.pos_ in ("NOUN", "PROPN")), None)
        if above is None:
            break
        head = above
    return head.head if head.dep_ == "appos" and head.head.ent_type_ == "PERSON" else head


def _phrase(head: Token, max_words: int) -> str:
    """The head with what stands around it, without clauses and appositions, at most so many words."""
    left, right = head.left_edge.i, head.right_edge.i
    for token in head.doc[head.i + 1 : min(right, head.i + max_words) + 1]:
        if token.dep_ in _CLAUSE_DEPS:
            right = min(right, max(head.i, token.left_edge.i - 1))
        elif token.is_punct and not token.text.startswith(("-", "'", "’")):
            right = min(right, token.i - 1)
    if head.i - left >= max_words:
        left = max(head.i - max_words + 1, left)
    right = min(max(right, head.i), left + max_words - 1) if left + max_words - 1 >= head.i else head.i
    doc = head.doc
    while right > head.i and (
        doc[right].is_punct or doc[right].dep_ in ("det", "prep", "cc", "poss", "punct", "mark", "aux")
    ):
        right -= 1
    return " ".join(doc[left : right + 1].text.split())


def _shortened(words: str, max_characters: int) -> str:
    words = re.sub(r" (['’](?:s|re|ve|d|ll|m)|n['’]t)\b", r"\1", " ".join(words.split())).strip(" ,;:–—-\"“”'`_")
    if len(words) <= max_characters:
        return words
    cut = words[: max_characters - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"
