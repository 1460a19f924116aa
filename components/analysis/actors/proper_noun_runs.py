"""Names that spaCy took for nothing: runs of proper nouns."""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.name_mention import KINDS, NameMention, is_no_name
from components.name_lists.country_names import countries


def proper_noun_names(doc: Doc, excluded: Container[int], config: ActorsConfig) -> Iterator[NameMention]:
    """Runs of proper nouns that spaCy took for nothing; ``excluded`` are tokens that belong to something else."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if i in excluded or not _proper(token):
            i += 1
            continue
        j = i + 1
        while j < len(doc) and j not in excluded and _proper(doc[j]):
            j += 1
        name = _guessed(doc, i, j, config)
        if name is not None:
            yield name
        i = j


def _proper(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.text[0].isupper() and token.is_alpha


def _guessed(doc: Doc, start: int, end: int, config: ActorsConfig) -> NameMention | None:
    words = lexicon()
    title: list[str] = []
    while start < end and words.is_title(doc[start].text):
        title.append(doc[start].text)
        start += 1
    if start >= end:
        return None
    text = doc[start:end].text
    if is_no_name(text) or (len(text) < 3 and not countries().country(text)):
        return None
    sentence_start = doc[start].is_sent_start or (start > 0 and doc[start - 1].text in {"“", '"', "‘", "``", ":"})
    if sentence_start and end - start == 1:
        return None
    if title:
        return NameMention(start, end, "person", "PERSON", text, " ".join(title))
    if countries().country(text):
        return NameMention(start, end, "place", "GPE", text)
    if countries().of_demonym(text):
        return NameMention(start, end, "group", "NORP", text)
    if end - start == 1 and doc[start].dep_ in {"compound", "amod", "nmod"}:
        return None  # "several Liberal MPs": a part of a description
    label = "PERSON" if end - start == 2 and _like_a_person(doc[start], doc[end - 1]) else "ORG"
    return NameMention(start, end, KINDS[label], label, text, weight=config.guessed_name_votes)


def title_before(doc: Doc, start: int) -> str:
    """The capitalised title words that end just before a token."""
    back = start
    in_capitals = start < len(doc) and doc[start].is_upper and len(doc[start]) > 3  # a wire's place, not a name
    while back > 0 and lexicon().is_title(doc[back - 1].text) and doc[back - 1].text[0].isupper():
        if in_capitals and not doc[back - 1].is_upper:
            break
        back -= 1
    return " ".join(t.text for t in doc[back:start])


def _like_a_person(first: Token, last: Token) -> bool:
    """Whether two capitalised words stand where people do, and hold no word of a body or place."""
    words = lexicon()
    bodies = words.organisation | words.place
    if first.lower_ in bodies or last.lower_ in bodies or first.is_upper or last.is_upper:
        return False
    human = last.head.lemma_.lower() in lexicon().human_verbs or last.head.lower_ == "by"
    return (last.dep_ in {"nsubj", "pobj"} and human) or last.dep_ == "appos"
