"""Writes words of a text out so that they can be read without it: names for pronouns, no contractions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from components.domain.record import Actor, Mention

MIN_PRONOUN_CONFIDENCE = 0.7  # of a pronoun of a person that gives way to its name
MIN_OTHER_PRONOUN_CONFIDENCE = 0.85  # ... of "it", "they", "we"
MIN_DESCRIPTION_CONFIDENCE = 0.8  # ... and of a description
_CONTRACTED = {
    "n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "'ve": "have", "’ve": "have", "'re": "are", "’re": "are",
    "'m": "am", "’m": "am", "ca": "can", "wo": "will", "sha": "shall",
}  # fmt: skip
# Beside a name that stands for "I".
_OTHER_FIRST_PERSON = {"my": "their", "our": "their", "me": "them", "us": "them", "myself": "themselves"}
_OF_FIRST_PERSON = {"am": "is", "have": "has", "do": "does"}
BODIES = frozenset(
    "agency airline army automaker bank board body bureau club commission committee company corporation council court"
    " department firm government group maker manufacturer ministry organisation organization party team union"
    " university".split()
)  # what no person is called
_MARKS = re.compile(r"[\"“”„«»`*_#\[\]]|(?<!\w)['‘](?=\w)|''")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?)])")

Find = Callable[[Token], tuple[Mention, Actor] | None]


def written_out(tokens: Sequence[Token], actor_of: Find) -> str:
    """The tokens' words in their order; whom a word mentions by a pronoun, a part of a name or a description by name.

    Only the first mention of an actor is written out; a later pronoun reads well beside it.
    """
    words: list[str] = []
    told: set[str] = set()
    chosen = {t.i for t in tokens}
    skipped: set[int] = set()
    first_person = was_first_person = False
    for n, token in enumerate(tokens):
        if token.i in skipped:
            continue
        found = actor_of(token)
        spaced = bool(token.whitespace_) or n + 1 >= len(tokens) or tokens[n + 1].i != token.i + 1
        if found is not None:
            mention, actor = found
            inside = [t for t in tokens if mention.start <= t.idx < mention.end]
            name = _name_for(mention, actor, inside, told, chosen)
            told.add(actor.id)
            if name is not None:
                skipped |= {t.i for t in inside}
                last = inside[-1]
                after = next((t for t in tokens if t.i == last.i + 1), None)
                owner = token.tag_ == "PRP$"
                first_person = first_person or token.lower_ == "i"
                was_first_person = was_first_person or token.lower_ == "i"
                words += [name + ("’s" if owner else ""), " " if after is None or last.whitespace_ else ""]
                continue
        if token.tag_ == "WP$" and token.head.head.dep_ == "relcl" and token.head.head.head.pos_ in ("NOUN", "PROPN"):
            owner_word = token.head.head.head
            words += [" ".join([*(c.text for c in owner_word.lefts), owner_word.text]) + "’s", " "]
            continue
        word = _CONTRACTED.get(token.lower_, token.text)
        if was_first_person:
            word = _OTHER_FIRST_PERSON.get(token.lower_, word)
        if token.lower_ in ("'s", "’s") and token.pos_ in ("AUX", "VERB"):
            word = "has" if token.lemma_ == "have" else "is"
        elif token.lower_ in ("'d", "’d"):
            word = "would" if token.tag_ == "MD" else "had"
        if first_person and token.pos_ in ("AUX", "VERB"):
            word = _OF_FIRST_PERSON.get(word, _third_person(word) if token.tag_ == "VBP" else word)
            first_person = False
        if word != token.text and words and not words[-1].endswith(" "):
            words.append(" ")
        contracted_next = n + 1 < len(tokens) and _is_contraction(tokens[n + 1])
        words += [word, " " if spaced or contracted_next else ""]
    text = _MARKS.sub("", "".join(words))
    return _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", text)).strip(" ,;:–—-'‘’")


def _is_contraction(token: Token) -> bool:
    return token.lower_ in _CONTRACTED or (token.lower_ in ("'s", "’s", "'d", "’d") and token.pos_ in ("AUX", "VERB"))


def _name_for(mention: Mention, actor: Actor, inside: Sequence[Token], told: set[str], chosen: set[int]) -> str | None:
    """The name to write in the mention's place, None where its words stay."""
    if not inside or not actor.name or actor.id in told:
        return None
    whole = inside[0].idx == mention.start and inside[-1].idx + len(inside[-1]) >= mention.end
    if not whole or actor.name.islower():
        return None
    if mention.form == "pronoun":
        return actor.name if is_sure_pronoun(mention, actor) else None
    words = " ".join(t.text for t in inside)
    if mention.form == "name":
        shorter = actor.kind == "person" and words != actor.name and words.split()[-1] in actor.name.split()
        return actor.name if shorter and len(words) < len(actor.name) else None
    if actor.kind == "person" and inside[-1].lower_ in BODIES:
        return None
    sure = mention.form == "nominal" and mention.confidence >= MIN_DESCRIPTION_CONFIDENCE
    return actor.name if sure and any(t.lower_ in ("the", "this", "that") for t in inside[:1]) else None


def is_sure_pronoun(mention: Mention, actor: Actor) -> bool:
    """Whether it is sure enough whom a pronoun means for the name to be written in its place."""
    least = MIN_PRONOUN_CONFIDENCE if actor.kind == "person" else MIN_OTHER_PRONOUN_CONFIDENCE
    return mention.confidence >= least and not actor.name.islower()


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and len(verb) > 1 and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"
