"""Roles and descriptions: "Saskatchewan Premier Scott Moe", "Carney, the prime minister", "the Prime Minister"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

import numpy as np
from spacy.tokens import Doc, Span, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.country_names import countries
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import DetectedMention
from components.domain.record import ActorKind

ROLE_WORDS = 6  # a longer description is a sentence of its own
OWNED = 0.6  # how sure it is that "Azerbaijan's foreign ministry" is a body that acts
NEAR = 5400  # characters back in which the bearer of a role is looked for
_VAGUE = frozenset("one other another such same everyone someone anyone nobody lot kind part number thing way".split())
_COUNTERPARTS = frozenset("partner ally neighbor neighbour rival adversary foe enemy power".split())  # of countries
_DETERMINES = frozenset(("det", "poss"))
_DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "his", "her"}


def assign_roles(doc: Doc, drafts: Sequence[ActorDraft]) -> None:
    """Write each person's role from the words before the name, an apposition, or "X is the …"."""
    for draft in drafts:
        if draft.kind != "person":
            continue
        for found in draft.mentions:
            if found.form != "name":
                continue
            role = _before(doc, found) or _apposed(doc, found) or _copula(doc, found)
            if role and (draft.role is None or len(role) > len(draft.role)):
                draft.role = role
            for word in (role or "").split():
                draft.gender = draft.gender or lexicon().gender(word)


def _before(doc: Doc, found: ActorMention) -> str | None:
    """The words between the phrase's beginning and the name, where they end in a title or a person's noun."""
    words = lexicon()
    name_end = found.end
    head = doc[name_end - 1]
    start = found.first_name_token
    while start < name_end - 1 and words.is_title(doc[start].text):
        start += 1
    left = min(head.left_edge.i, found.start)
    tokens = list(doc[max(left, start - ROLE_WORDS) : start])
    while tokens and (tokens[0].tag_ in {"DT", "CC", "IN", "PRP$", "CD"} or not tokens[0].text[0].isalnum()):
        tokens.pop(0)
    if not tokens or any(t.pos_ in {"VERB", "PUNCT", "PRON", "SPACE"} for t in tokens):
        return None
    last = tokens[-1]
    if not (words.is_title(last.text) or words.is_person(last.lemma_.lower())):
        return None
    text = " ".join(t.text for t in tokens)
    return None if all(w.lower().rstrip(".") in {"mr", "mrs", "ms", "miss"} for w in text.split()) else text


def _apposed(doc: Doc, found: ActorMention) -> str | None:
    head = doc[found.start : found.end].root
    for child in head.children:
        if child.dep_ == "appos" and child.i >= found.end and child.pos_ in {"NOUN", "PROPN"}:
            return _description(child)
    return None


def _copula(doc: Doc, found: ActorMention) -> str | None:
    head = doc[found.start : found.end].root
    if head.dep_ != "nsubj" or head.head.lemma_ != "be":
        return None
    attribute = next((c for c in head.head.children if c.dep_ == "attr"), None)
    return _description(attribute) if attribute is not None and attribute.pos_ == "NOUN" else None


def _description(noun: Token) -> str | None:
    """A noun phrase as a role, its article left out; None where it is no person's."""
    if not (lexicon().is_person(noun.lemma_.lower()) or lexicon().is_title(noun.text)):
        return None
    tokens = [t for t in noun.subtree if not t.is_space]
    while tokens and tokens[0].tag_ in {"DT", "PRP$", ","}:
        tokens.pop(0)
    for i, token in enumerate(tokens):
        if token.text in {",", ";", "–", "—", "("} or token.dep_ == "relcl" or token.tag_ in {"WDT", "WP"}:
            tokens = tokens[:i]
            break
    if not tokens or len(tokens) > ROLE_WORDS:
        return None
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def attach_descriptions(doc: Doc, drafts: Sequence[ActorDraft]) -> None:
    """Join what a rule alone can tell: a description beside a name, and a role ("the Prime Minister")."""
    named = {i: d for d in drafts for m in d.mentions if m.form == "name" for i in range(m.start, m.end)}
    for chunk in _chunks(doc, named):
        beside = _named_beside(chunk.root, named)
        if beside is not None:
            rule = f"“{chunk.text}”, set beside the name of {beside.name}"
            beside.add(ActorMention(chunk.start, chunk.end, "nominal", rule, 0.9, chunk.text))
            if beside.role is None and beside.kind == "person":
                beside.role = _description(chunk.root)
            continue
        known = _by_role(doc, chunk, drafts) if chunk[0].lower_ in _DEFINITE else None
        if known is not None:
            draft, rule, sure = known
            draft.add(ActorMention(chunk.start, chunk.end, "nominal", rule, sure, chunk.text))


def _named_beside(root: Token, named: Mapping[int, ActorDraft]) -> ActorDraft | None:
    """The one whose name stands in apposition ("Its chief executive, David Clarke", "its closest ally, Japan")."""
    placed = root.lemma_.lower() in lexicon().place or root.lemma_.lower() in _COUNTERPARTS
    if not placed and not (lexicon().is_person(root.lemma_.lower()) or lexicon().is_title(root.text) or _kind(root)):
        return None
    # "its closest ally and neighbor, Japan": one phrase with one determiner.
    one = [root, *(t for t in root.conjuncts if t.i > root.i and not any(c.dep_ in _DETERMINES for c in t.children))]
    if root.dep_ == "conj" and not any(c.dep_ in _DETERMINES for c in root.children):
        one.append(root.head)
    apposed = [c for noun in one for c in noun.children if c.dep_ == "appos" or _after_the_last(noun, c)]
    for other in (*apposed, *([root.head] if root.dep_ == "appos" else [])):
        draft = named.get(other.i)
        if draft is not None and draft.kind == "place" and placed:
            return draft
        if draft is not None and draft.kind in {"person", "organisation"} and not draft.country:
            return draft if (_kind(root) or "person") == draft.kind else None
    return None


def _after_the_last(noun: Token, other: Token) -> bool:
    """Whether what is parsed as one more of a list follows its last: "its ally and neighbor, the United States"."""
    if other.dep_ != "conj" or other.left_edge.i == 0 or noun.doc[other.left_edge.i - 1].text != ",":
        return False
    joined = [c.i for c in noun.children if c.dep_ == "cc" and c.i < other.i]
    return any(c.dep_ == "conj" and joined and joined[0] < c.i < other.i for c in noun.children)


def _chunks(doc: Doc, taken: Container[int]) -> Iterator[Span]:
    """Noun phrases whose head is a common noun and no name."""
    for chunk in doc.noun_chunks:
        root = chunk.root
        if root.pos_ not in {"NOUN", "PROPN"} or root.i in taken or root.lemma_.lower() in _VAGUE:
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


def _by_role(doc: Doc, chunk: Span, drafts: Sequence[ActorDraft]) -> tuple[ActorDraft, str, float] | None:
    """The person whose role a definite description names, with the reason."""
    root, words = chunk.root, lexicon()
    if root.tag_ in {"NNS", "NNPS"} or not (words.is_person(root.lemma_.lower()) or words.is_title(root.text)):
        return None
    title = " ".join(t.text for t in chunk if t.tag_ not in {"DT", "PRP$"}).lower()
    fitting = [d for d in drafts if d.kind == "person" and d.role and _fits(title, d.role.lower())]
    found = _latest(fitting, chunk.start, NEAR, doc)
    if found is None:
        return None
    return found, f"“{chunk.text}”, the role of {found.name}", 0.8 if len(fitting) == 1 else 0.5


def _fits(title: str, role: str) -> bool:
    """Whether a description is a role or its end: "the premier" of "Saskatchewan Premier"."""
    return role == title or role.endswith(" " + title) or title.endswith(" " + role) or (
        f" {title} " in f" {role} " and " " not in title
    )  # fmt: skip


def _latest(fitting: Sequence[ActorDraft], before: int, reach: int, doc: Doc) -> ActorDraft | None:
    """The one mentioned last before a token, within ``reach`` characters."""
    best: ActorDraft | None = None
    at = -1
    for draft in fitting:
        for found in draft.mentions:
            if at < found.end <= before and doc[before].idx - doc[found.end - 1].idx <= reach:
                best, at = draft, found.end
    return best


def actor_by_token(drafts: Sequence[ActorDraft]) -> dict[int, ActorDraft]:
    """The actor whose name each token stands in."""
    return {i: d for d in reversed(drafts) for m in d.mentions if m.form == "name" for i in range(m.start, m.end)}


def owning_actor(chunk: Span, drafts: Sequence[ActorDraft], named: Mapping[int, ActorDraft]) -> ActorDraft | None:
    """Whose they are: "Chinese officials" are China's; a clause about them says something else."""
    for token in chunk:
        if token.tag_ in {"WDT", "WP"} or (token.pos_ == "VERB" and token.i > chunk.root.i):
            return None
        country = countries().of_demonym(token.text)
        if country:
            return next((d for d in drafts if d.country == country), None)
        inside = named.get(token.i)
        if inside is not None and token.i != chunk.root.i:
            return inside
    return None


def owned_bodies(doc: Doc, named: Mapping[int, ActorDraft], heard: Container[int]) -> Iterator[DetectedMention]:
    """Bodies told by whose they are ("Azerbaijan's foreign ministry") whose head words the finder did not hear."""
    # The tagger often takes "defence ministry" for a name; what is written small is described.
    told = doc.to_array(["TAG", "IS_LOWER"])
    nouns = [doc.vocab.strings[tag] for tag in ("NN", "NNP")]
    for at in np.flatnonzero(np.isin(told[:, 0], nouns) & (told[:, 1] == 1)).tolist():
        root = doc[at]
        if at in heard or at in named or root.lemma_.lower() not in lexicon().organisation:
            continue
        whose = next((c for c in root.children if c.dep_ == "poss" and c.i in named), None)
        if whose is not None and named[whose.i].kind in {"place", "organisation"}:
            yield DetectedMention(whose.left_edge.i, root.i + 1, root.i, "organisation", "nominal", OWNED)
