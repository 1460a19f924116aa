"""Roles and descriptions: "Saskatchewan Premier Scott Moe", "Carney, the prime minister", "the Prime Minister"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Span, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import DetectedMention
from components.domain.record import ActorKind
from components.name_lists.country_names import countries

_DETERMINERS = frozenset(("det", "poss"))


class _Role(NamedTuple):
    """A role in the words of the text, and its tokens, which may name the body where it is held."""

    words: str
    tokens: Sequence[Token]
    by_copula: bool = False  # "X is a …" says less of an office than what stands beside a name


def assign_roles(doc: Doc, drafts: Sequence[ActorDraft], config: ActorsConfig) -> None:
    """Write each person's role and body from what stands about a name: before, in apposition, after "is" or "as"."""
    # A person's phrase may hold the name of a body ("Reuters reporter Al Dunn").
    name_tokens = {
        i: d for d in drafts for m in d.mentions if m.form == "name" for i in range(m.first_name_token, m.end)
    }
    by_country = {d.country: d for d in drafts if d.country}
    for draft in drafts:
        if draft.kind != "person":
            continue
        for mention in draft.mentions:
            if mention.form != "name":
                continue
            role = (
                _role_before(doc, mention, config)
                or _role_in_apposition(doc, mention, config)
                or _role_after_copula(doc, mention, config)
                or _role_of_appointment(doc, mention, config)
            )
            if role is not None and (draft.role is None or _says_more(role, draft.role)):
                draft.role = role.words.lower() if role.words.isupper() and " " in role.words else role.words
            for word in (role.words if role else "").split():
                draft.gender = draft.gender or lexicon().gender(word)
            draft.of = draft.of or _body_of(doc, draft, mention, role, name_tokens, by_country)


def _says_more(role: _Role, known: str) -> bool:
    """Whether a role is longer than the one known; what "X is a …" says, only where it holds that one."""
    longer = len(role.words) > len(known)
    return longer and (not role.by_copula or known.lower() in role.words.lower())


def _body_of(
    doc: Doc,
    person: ActorDraft,
    mention: ActorMention,
    role: _Role | None,
    name_tokens: Mapping[int, ActorDraft],
    by_country: Mapping[str, ActorDraft],
) -> ActorDraft | None:
    """The body or country that a role names ("president of Emirates"), or that follows a name ("Moy of Full Fact")."""
    head = doc[mention.start : mention.end].root
    tokens = list(role.tokens) if role is not None else []
    for child in head.children:
        if child.dep_ == "prep" and child.i >= mention.end and child.lower_ in ("of", "at", "from", "with", "for"):
            tokens += [c for c in child.children if c.dep_ == "pobj"]
    for token in tokens:
        body = name_tokens.get(token.i)
        is_body = body is not None and body is not person and body.kind in ("organisation", "place")
        if is_body and body is not None and (body.kind == "organisation" or (role and token in role.tokens)):
            return body
        country = countries().of_demonym(token.text) if token.text[:1].isupper() else None
        if country is not None and country in by_country and role is not None:
            return by_country[country]
    return None


def _role_before(doc: Doc, mention: ActorMention, config: ActorsConfig) -> _Role | None:
    """The words between the phrase's beginning and the name, where they end in a title or a person's noun."""
    words = lexicon()
    head = doc[mention.end - 1]
    start = mention.first_name_token
    while start < mention.end - 1 and words.is_title(doc[start].text):
        start += 1
    left = min(head.left_edge.i, mention.start)
    tokens = list(doc[max(left, start - config.max_role_words) : start])
    while tokens and (tokens[0].tag_ in {"DT", "CC", "IN", "PRP$", "CD"} or not tokens[0].text[0].isalnum()):
        tokens.pop(0)
    if not tokens or any(t.pos_ in {"VERB", "PUNCT", "PRON", "SPACE"} for t in tokens):
        return None
    last = tokens[-1]
    of_office = any(words.is_title(t.text) and t.i < last.i and t.nbor(1).lower_ == "of" for t in tokens)
    if not (words.is_title(last.text) or words.is_person(last.lemma_.lower()) or of_office):
        return None
    if all(t.lower_.rstrip(".") in words.courtesy_titles for t in tokens):
        return None
    return _Role(" ".join(t.text for t in tokens), tokens)


def _role_in_apposition(doc: Doc, mention: ActorMention, config: ActorsConfig) -> _Role | None:
    head = doc[mention.start : mention.end].root
    for child in head.children:
        if child.dep_ == "appos" and child.i >= mention.end and child.pos_ in {"NOUN", "PROPN"}:
            return _phrase_as_role(child, config)
    # "Its chief executive, David Clarke": the name is set beside the role.
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.i < mention.start:
        return _phrase_as_role(head.head, config, before=mention.start)
    return None


def _role_after_copula(doc: Doc, mention: ActorMention, config: ActorsConfig) -> _Role | None:
    head = doc[mention.start : mention.end].root
    if head.dep_ != "nsubj" or head.head.lemma_ not in {"be", "become"}:
        return None
    attribute = next((c for c in head.head.children if c.dep_ == "attr"), None)
    role = _phrase_as_role(attribute, config) if attribute is not None and attribute.pos_ == "NOUN" else None
    return role._replace(by_copula=True) if role is not None else None


def _role_of_appointment(doc: Doc, mention: ActorMention, config: ActorsConfig) -> _Role | None:
    """What somebody is made: "named Anna Reed as chief executive of Norvane", "Reed was elected mayor"."""
    head = doc[mention.start : mention.end].root
    verb = head.head
    if head.dep_ not in {"dobj", "nsubjpass", "nsubj", "oprd"} or verb.lemma_.lower() not in lexicon().appointing:
        return None
    if head.dep_ == "nsubj" and not any(c.dep_ == "oprd" for c in verb.children):
        return None
    for child in [*verb.children, *head.children]:
        if child.dep_ == "oprd" and child.i > head.i:
            return _phrase_as_role(child, config)
        if child.dep_ == "prep" and child.lower_ == "as":
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if noun is not None and noun.pos_ in {"NOUN", "PROPN"}:
                return _phrase_as_role(noun, config)
    return None


def _phrase_as_role(noun: Token, config: ActorsConfig, before: int | None = None) -> _Role | None:
    """A noun phrase as a role, its article left out; None where it is no person's. ``before``: the token it ends at."""
    if not (lexicon().is_person(noun.lemma_.lower()) or lexicon().is_title(noun.text)) or noun.tag_ in {"NNS", "NNPS"}:
        return None
    tokens = [t for t in noun.subtree if not t.is_space and (before is None or t.i < before)]
    while tokens and tokens[0].tag_ in {"DT", "PRP$", ","}:
        tokens.pop(0)
    for i, token in enumerate(tokens):
        if token.text in {",", ";", ":", "–", "—", "("} or token.dep_ == "relcl" or token.tag_ in {"WDT", "WP"}:
            tokens = tokens[:i]
            break
    if not tokens or len(tokens) > config.max_role_words:
        return None
    return _Role(" ".join("".join(t.text_with_ws for t in tokens).split()), tokens)


def attach_descriptions(doc: Doc, drafts: Sequence[ActorDraft], config: ActorsConfig) -> None:
    """Join what a rule alone can tell: a description beside a name, and a role ("the Prime Minister")."""
    name_tokens = {i: d for d in drafts for m in d.mentions if m.form == "name" for i in range(m.start, m.end)}
    for chunk in _descriptions(doc, name_tokens):
        apposed = _apposed_actor(chunk.root, name_tokens)
        if apposed is not None:
            rule, confidence = f"“{chunk.text}”, set beside the name of {apposed.name}", config.apposition_confidence
            apposed.add(ActorMention(chunk.start, chunk.end, "nominal", rule, confidence, chunk.text))
            if apposed.role is None and apposed.kind == "person":
                role = _phrase_as_role(chunk.root, config)
                apposed.role = role.words if role is not None else None
            continue
        bearers = _role_bearers(chunk, drafts) if chunk[0].lower_ in lexicon().definite else []
        bearer = _last_mentioned(doc, bearers, chunk.start, config.max_role_distance)
        if bearer is not None:
            only = len(bearers) == 1
            confidence = config.only_bearer_confidence if only else config.latest_bearer_confidence
            rule = f"“{chunk.text}”, the role of {bearer.name}"
            bearer.add(ActorMention(chunk.start, chunk.end, "nominal", rule, confidence, chunk.text))


def _apposed_actor(root: Token, name_tokens: Mapping[int, ActorDraft]) -> ActorDraft | None:
    """The one whose name stands in apposition ("Its chief executive, David Clarke", "its closest ally, Japan")."""
    lemma, words = root.lemma_.lower(), lexicon()
    of_place = lemma in words.place or lemma in words.counterparts
    if not of_place and not (words.is_person(lemma) or words.is_title(root.text) or _kind(root)):
        return None
    # "its closest ally and neighbor, Japan": one phrase with one determiner.
    nouns = [root, *(t for t in root.conjuncts if t.i > root.i and not _has_determiner(t))]
    if root.dep_ == "conj" and not _has_determiner(root):
        nouns.append(root.head)
    apposed = [c for noun in nouns for c in noun.children if c.dep_ == "appos" or _after_the_last(noun, c)]
    for other in (*apposed, *([root.head] if root.dep_ == "appos" else [])):
        draft = name_tokens.get(other.i)
        if draft is not None and draft.kind == "place" and of_place:
            return draft
        if draft is not None and draft.kind in {"person", "organisation"} and not draft.country:
            return draft if (_kind(root) or "person") == draft.kind else None
    return None


def _has_determiner(noun: Token) -> bool:
    return any(c.dep_ in _DETERMINERS for c in noun.children)


def _after_the_last(noun: Token, other: Token) -> bool:
    """Whether what is parsed as one more of a list follows its last: "its ally and neighbor, the United States"."""
    if other.dep_ != "conj" or other.left_edge.i == 0 or noun.doc[other.left_edge.i - 1].text != ",":
        return False
    conjunctions = [c.i for c in noun.children if c.dep_ == "cc" and c.i < other.i]
    return any(c.dep_ == "conj" and conjunctions and conjunctions[0] < c.i < other.i for c in noun.children)


def _descriptions(doc: Doc, name_tokens: Container[int]) -> Iterator[Span]:
    """Noun phrases whose head is a common noun and no name."""
    for chunk in doc.noun_chunks:
        root = chunk.root
        if root.pos_ not in {"NOUN", "PROPN"} or root.i in name_tokens or root.lemma_.lower() in lexicon().vague_nouns:
            continue
        if root.pos_ == "PROPN" and not lexicon().is_title(root.text) and root.tag_ != "NNPS":
            continue
        start = chunk.start
        while start < root.i and (doc[start].is_space or doc[start].is_punct):
            start += 1
        yield doc[start : root.i + 1]


def _kind(root: Token) -> ActorKind | None:
    words, lemma = lexicon(), root.lemma_.lower()
    if words.is_person(lemma) or words.is_title(root.text) or root.lower_ in words.plural:
        return "person"
    if lemma in words.organisation:
        return "organisation"
    return None


def _role_bearers(chunk: Span, drafts: Sequence[ActorDraft]) -> list[ActorDraft]:
    """The people whose role a definite description names."""
    root, words = chunk.root, lexicon()
    if root.tag_ in {"NNS", "NNPS"} or not (words.is_person(root.lemma_.lower()) or words.is_title(root.text)):
        return []
    title = " ".join(t.text for t in chunk if t.tag_ not in {"DT", "PRP$"}).lower()
    return [d for d in drafts if d.kind == "person" and d.role and _fits(title, d.role.lower())]


def _fits(title: str, role: str) -> bool:
    """Whether a description is a role or its end: "the premier" of "Saskatchewan Premier"."""
    if title == "minister" and "prime minister" in role:
        return False
    return role == title or role.endswith(" " + title) or title.endswith(" " + role) or (
        f" {title} " in f" {role} " and " " not in title
    )  # fmt: skip


def _last_mentioned(doc: Doc, drafts: Sequence[ActorDraft], before: int, max_distance: int) -> ActorDraft | None:
    """The one mentioned last before a token, within ``max_distance`` characters."""
    last: ActorDraft | None = None
    last_end = -1
    for draft in drafts:
        for mention in draft.mentions:
            end = mention.end
            if last_end < end <= before and doc[before].idx - doc[end - 1].idx <= max_distance:
                last, last_end = draft, end
    return last


def actor_by_token(drafts: Sequence[ActorDraft]) -> dict[int, ActorDraft]:
    """The actor whose name each token stands in."""
    return {i: d for d in reversed(drafts) for m in d.mentions if m.form == "name" for i in range(m.start, m.end)}


def owning_actor(chunk: Span, drafts: Sequence[ActorDraft], name_tokens: Mapping[int, ActorDraft]) -> ActorDraft | None:
    """Whose they are: "Chinese officials" are China's; a clause about them says something else."""
    for token in chunk:
        if token.tag_ in {"WDT", "WP"} or (token.pos_ == "VERB" and token.i > chunk.root.i):
            return None
        country = countries().of_demonym(token.text)
        if country:
            return next((d for d in drafts if d.country == country), None)
        named_actor = name_tokens.get(token.i)
        if named_actor is not None and token.i != chunk.root.i:
            return named_actor
    return None


def owned_bodies(
    doc: Doc, name_tokens: Mapping[int, ActorDraft], mention_heads: Container[int], config: ActorsConfig
) -> Iterator[DetectedMention]:
    """Bodies told by whose they are ("Azerbaijan's foreign ministry"); ``mention_heads`` are mentions already."""
    # The tagger often takes "defence ministry" for a name; what is written small is described.
    attributes = doc.to_array(["TAG", "IS_LOWER"])  # tokens x 2
    nouns = [doc.vocab.strings[tag] for tag in ("NN", "NNP")]
    for at in np.flatnonzero(np.isin(attributes[:, 0], nouns) & (attributes[:, 1] == 1)).tolist():
        root = doc[at]
        if at in mention_heads or at in name_tokens or root.lemma_.lower() not in lexicon().organisation:
            continue
        owner = next((c for c in root.children if c.dep_ == "poss" and c.i in name_tokens), None)
        if owner is not None and name_tokens[owner.i].kind in {"place", "organisation"}:
            confidence = config.owned_body_confidence
            yield DetectedMention(owner.left_edge.i, root.i + 1, root.i, "organisation", "nominal", confidence)
