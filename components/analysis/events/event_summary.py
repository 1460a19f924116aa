"""Sums an event up as a short headline in the text's own words: who, does, what."""

from __future__ import annotations

import re

from spacy.tokens import Token

from components.analysis.events.factuality import HEDGES
from components.analysis.events.trigger_detection import Trigger

LONGEST = 60  # characters
_CUT = frozenset(("relcl", "acl", "appos", "advcl", "ccomp", "parataxis"))


def summarise(trigger: Trigger) -> str:
    """At most 60 characters; only words of the text, some left out."""
    token = trigger.token
    if trigger.nominal:
        return _short(_phrase(token, most=9))
    children = list(token.children)
    subject = next((c for c in children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and token.dep_ == "conj":
        subject = next((c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and token.dep_ == "relcl" and subject.lower_ in ("who", "which", "that"):
        subject = _antecedent(token.head, subject)
    helpers = [c.text for c in children if c.dep_ in ("aux", "auxpass", "neg") and c.i < token.i and c.lower_ != "to"]
    helpers += [c.text for c in children if c.dep_ == "advmod" and c.lower_ in HEDGES and c.i < token.i]
    particle = [c.text for c in children if c.dep_ == "prt"]
    thing = next((c for c in children if c.dep_ in ("dobj", "attr", "acomp", "oprd", "dative") and c.i > token.i), None)
    prep = next((c for c in children if c.dep_ in ("prep", "agent") and c.i > token.i), None) if thing is None else None
    parts = [_phrase(subject, most=5) if subject is not None else "", *helpers, token.text, *particle]
    if thing is not None:
        parts.append(_phrase(thing, most=6))
    elif prep is not None:
        parts.append(_phrase(prep, most=6))
    return _short(" ".join(p for p in parts if p))


def _antecedent(head: Token, relative: Token) -> Token:
    """What a relative clause is of: "who" is somebody, not the firm that the parse hangs it on."""
    while relative.lower_ == "who" and head.ent_type_ not in ("", "PERSON"):
        above = next((a for a in head.ancestors if a.pos_ in ("NOUN", "PROPN")), None)
        if above is None:
            break
        head = above
    return head.head if head.dep_ == "appos" and head.head.ent_type_ == "PERSON" else head


def _phrase(head: Token, most: int) -> str:
    """The head with what stands around it, without clauses and appositions, at most so many words."""
    left, right = head.left_edge.i, head.right_edge.i
    for token in head.doc[head.i + 1 : min(right, head.i + most) + 1]:
        if token.dep_ in _CUT:
            right = min(right, max(head.i, token.left_edge.i - 1))
        elif token.is_punct and not token.text.startswith(("-", "'", "’")):
            right = min(right, token.i - 1)
    if head.i - left >= most:
        left = max(head.i - most + 1, left)
    right = min(max(right, head.i), left + most - 1) if left + most - 1 >= head.i else head.i
    doc = head.doc
    while right > head.i and (
        doc[right].is_punct or doc[right].dep_ in ("det", "prep", "cc", "poss", "punct", "mark", "aux")
    ):
        right -= 1
    return " ".join(doc[left : right + 1].text.split())


def _short(words: str) -> str:
    words = re.sub(r" (['’](?:s|re|ve|d|ll|m)|n['’]t)\b", r"\1", " ".join(words.split())).strip(" ,;:–—-\"“”'`_")
    if len(words) <= LONGEST:
        return words
    cut = words[: LONGEST - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"
