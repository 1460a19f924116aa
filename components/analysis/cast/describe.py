"""Roles and descriptions: "Saskatchewan Premier Scott Moe", "Carney, the prime minister", "the Prime Minister"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from components.analysis.cast.cluster import Draft, Found
from components.analysis.cast.countries import countries
from components.analysis.cast.lexicon import lexicon
from components.domain.record import ActorKind

ROLE_WORDS = 6  # a longer description is a sentence of its own
NEAR = 900  # characters back to which "the company" looks for a company
_VAGUE = frozenset("one other another such same everyone someone anyone nobody lot kind part number thing way".split())
_DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "his", "her"}


def roles(doc: Doc, drafts: Sequence[Draft]) -> None:
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


def _before(doc: Doc, found: Found) -> str | None:
    """The words between the phrase's beginning and the name, where they end in a title or a person's noun."""
    words = lexicon()
    name_end = found.end
    head = doc[name_end - 1]
    start = found.start
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


def _apposed(doc: Doc, found: Found) -> str | None:
    head = doc[found.start : found.end].root
    for child in head.children:
        if child.dep_ == "appos" and child.i >= found.end and child.pos_ in {"NOUN", "PROPN"}:
            return _description(child)
    return None


def _copula(doc: Doc, found: Found) -> str | None:
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


def descriptions(doc: Doc, drafts: list[Draft], taken: set[int]) -> None:
    """Join "the Prime Minister", "the company", "the country" to whom they mean; make actors of groups that act."""
    described: list[Draft] = []
    named = {i: d for d in drafts for m in d.mentions if m.form == "name" for i in range(m.start, m.end)}
    for chunk in _chunks(doc, taken):
        root = chunk.root
        first = chunk[0].lower_
        beside = _named_beside(root, named)
        if beside is not None:
            rule = f"“{chunk.text}”, set beside the name of {beside.name}"
            beside.add(Found(chunk.start, chunk.end, "nominal", rule, 0.9, chunk.text))
            if beside.role is None and beside.kind == "person":
                beside.role = _description(root)
            continue
        known = _known(doc, chunk, drafts, described) if first in _DEFINITE or root.tag_ == "NNS" else None
        if known is not None:
            draft, rule, sure = known
            draft.add(Found(chunk.start, chunk.end, "nominal", rule, sure, chunk.text))
            continue
        kind = _kind(root)
        if kind is None or not _worth(root):
            continue
        group = root.tag_ in {"NNS", "NNPS"} or root.lemma_.lower() in lexicon().plural
        draft = Draft(_group_name(chunk), "group" if group and kind == "person" else kind, described=True)
        draft.key = f"described {root.lemma_.lower()}"
        draft.plural = group
        draft.gender = lexicon().gender(root.lower_)
        draft.of = _owner(chunk, drafts)
        draft.add(Found(chunk.start, chunk.end, "nominal", "described, not named", 0.9, chunk.text))
        described.append(draft)
    drafts.extend(described)


def _named_beside(root: Token, named: Mapping[int, Draft]) -> Draft | None:
    """The one whose name stands in apposition ("Its chief executive, David Clarke")."""
    if not (lexicon().is_person(root.lemma_.lower()) or lexicon().is_title(root.text) or _kind(root)):
        return None
    for other in (*(c for c in root.children if c.dep_ == "appos"), *([root.head] if root.dep_ == "appos" else [])):
        draft = named.get(other.i)
        if draft is not None and draft.kind in {"person", "organisation"} and not draft.country:
            return draft if (_kind(root) or "person") == draft.kind else None
    return None


def _chunks(doc: Doc, taken: set[int]) -> Iterator[Span]:
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


def _worth(root: Token) -> bool:
    """Whether a description takes part in what is told: as subject, as agent, or as the one addressed."""
    return root.dep_ in {"nsubj", "nsubjpass", "dobj", "dative", "conj", "appos", "attr", "ROOT"} or (
        root.dep_ == "pobj" and root.head.lower_ in {"by", "to", "from", "with", "for", "of", "among", "against"}
    )


def _known(
    doc: Doc, chunk: Span, drafts: Sequence[Draft], described: Sequence[Draft]
) -> tuple[Draft, str, float] | None:
    """The actor a definite description means, with the reason."""
    root = chunk.root
    lemma = root.lemma_.lower()
    words = lexicon()
    title = " ".join(t.text for t in chunk if t.tag_ not in {"DT", "PRP$"}).lower()
    if words.is_person(lemma) or words.is_title(root.text):
        fitting = [d for d in drafts if d.kind == "person" and d.role and _fits(title, d.role.lower())]
        found = _latest(fitting, chunk.start, NEAR * 6, doc)
        if found is not None and root.tag_ not in {"NNS", "NNPS"}:
            return found, f"“{chunk.text}”, the role of {found.name}", 0.8 if len(fitting) == 1 else 0.5
    same = [d for d in described if d.key == f"described {lemma}" and d.plural == (root.tag_ in {"NNS", "NNPS"})]
    again = _latest(same, chunk.start, NEAR * 4, doc)
    if again is not None and _compatible(title, again.name.lower()):
        return again, "the same description again", 0.65
    kind: ActorKind | None = (
        "organisation" if lemma in words.organisation else "place" if lemma in words.place else None
    )
    if kind is None or root.tag_ == "NNS" or chunk[0].lower_ not in {"the", "this", "that"}:
        return None
    naming = [d for d in drafts if d.kind == kind and any(w.lower() == lemma for w in d.name.split())]
    found = _latest(naming, chunk.start, NEAR * 4, doc)
    if found is not None:
        return found, f"“{chunk.text}”, short for {found.name}", 0.75
    if len(chunk) > 2:
        return None
    fitting = [d for d in drafts if d.kind == kind and _can_be(d, lemma)]
    found = _latest(fitting, chunk.start, NEAR, doc)
    return (found, f"“{chunk.text}”, the one named last", 0.55) if found is not None else None


def _fits(title: str, role: str) -> bool:
    """Whether a description is a role or its end: "the premier" of "Saskatchewan Premier"."""
    return role == title or role.endswith(" " + title) or title.endswith(" " + role) or (
        f" {title} " in f" {role} " and " " not in title
    )  # fmt: skip


def _compatible(title: str, name: str) -> bool:
    """Whether two descriptions of one noun don't contradict each other: no modifier of one is new to the other."""
    one, two = set(title.split()[:-1]), set(name.split()[:-1])
    return not one or one <= two


def _can_be(draft: Draft, lemma: str) -> bool:
    if lemma in {"country", "nation", "state", "kingdom", "republic"}:
        return draft.country is not None
    if lemma in {"city", "town", "capital", "village"}:
        return draft.country is None
    return not draft.described


def _latest(fitting: Sequence[Draft], before: int, reach: int, doc: Doc) -> Draft | None:
    """The one mentioned last before a token, within ``reach`` characters."""
    best: Draft | None = None
    at = -1
    for draft in fitting:
        for found in draft.mentions:
            if at < found.end <= before and doc[before].idx - doc[found.end - 1].idx <= reach:
                best, at = draft, found.end
    return best


def _group_name(chunk: Span) -> str:
    """A description as an actor's name: without its article, "several" kept."""
    tokens = list(chunk)
    while len(tokens) > 1 and tokens[0].tag_ in {"DT", "PRP$"} and tokens[0].lower_ not in {"some", "all"}:
        tokens.pop(0)
    text = " ".join("".join(t.text_with_ws for t in tokens).split())
    return text[:1].upper() + text[1:] if tokens[0].is_sent_start else text


def _owner(chunk: Span, drafts: Sequence[Draft]) -> Draft | None:
    """Whose they are: "Chinese officials" are China's."""
    for token in chunk:
        country = countries().of_demonym(token.text)
        if country:
            return next((d for d in drafts if d.country == country), None)
        inside = next(
            (d for d in drafts if any(m.start <= token.i < m.end and m.form == "name" for m in d.mentions)), None
        )
        if inside is not None and token.i != chunk.root.i:
            return inside
    return None
