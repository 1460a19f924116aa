"""Finds attributing constructions on the parse: a cue, who it names, and what is attributed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from components.analysis.quotes.lexicon import cues
from components.domain.spans import Span

Frame = Literal["clause", "infinitive", "noun", "inserted", "according", "nominal", "as", "none"]
MAX_SUBTREE_TOKENS = 400  # what is longer is a text without full stops, where every clause holds all that follow
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
MAX_SHARED_SUBJECT_VERBS = 4  # verbs that one subject is looked for through
MAX_TOKENS_TO_INFINITIVE = 3  # tokens from "want" to the verb of "want to say", up to which they are one cue


class AttributionCandidate(NamedTuple):
    """An attribution read off the parse: character spans; ``lemma`` and ``frame`` say by which construction."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    lemma: str
    frame: Frame
    verb: int  # the cue's token
    passive: bool = False


def span_of(tokens: list[Token]) -> Span | None:
    """The characters from the first to the last token, without white space and closing commas."""
    outer_marks = {",", ";", ":", "-", "--", "—", "–", "."}
    kept = [t for t in tokens if not t.is_space]
    while kept and kept[0].text in outer_marks:
        kept.pop(0)
    while kept and kept[-1].text in outer_marks:
        kept.pop()
    return (kept[0].idx, kept[-1].idx + len(kept[-1])) if kept else None


def contiguous_runs(tokens: list[Token]) -> tuple[Span, ...]:
    """The tokens as spans of neighbours."""
    runs: list[Span] = []
    group: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and (not group or token.i == group[-1].i + 1):
            group.append(token)
            continue
        span = span_of(group)
        if span:
            runs.append(span)
        group = [token] if token is not None else []
    return tuple(runs)


def subtree_tokens(token: Token, *without: Token) -> list[Token]:
    """The token's subtree in order, less the subtrees of ``without``; nothing where it is longer than any quote."""
    if token.right_edge.i - token.left_edge.i > MAX_SUBTREE_TOKENS:
        return []
    left_out = {t.i for w in without for t in w.subtree}
    return [t for t in token.subtree if t.i not in left_out]


def attribution_candidates(doc: Doc) -> Iterator[AttributionCandidate]:
    """Every attributing construction, whatever its verb: the lexicon decides later."""
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _according(token)
        elif token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"} and not _ends_compound(token):
            yield from _verbal(token)
        elif token.pos_ == "NOUN":
            yield from _nominal(token)


def _ends_compound(token: Token) -> bool:
    """Whether the verb is the end of a compound ("so-called")."""
    return token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """Who does what the verb says, through conjunctions, relative and participle clauses; whether it is passive."""
    current = verb
    for _ in range(MAX_SHARED_SUBJECT_VERBS):
        for child in current.children:
            if child.dep_ in {"nsubj", "csubj"} and child.i != verb.i:
                if child.tag_ in {"WP", "WDT"} and current.dep_ == "relcl":
                    return current.head, False
                return child, False
            if child.dep_ == "nsubjpass":
                return child, True
        if current.dep_ in {"conj", "xcomp", "advcl", "acl"} and current.head.i != current.i:
            if current.dep_ == "acl" and current.head.pos_ in {"NOUN", "PROPN", "PRON"}:
                return current.head, False
            current = current.head
            continue
        if current.dep_ == "relcl":
            return current.head, False
        break
    return None, False


def _is_passive(verb: Token) -> bool:
    if any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in verb.children):
        return True
    # "Asked why, she …", "a driver accused of theft": who is asked and accused doesn't ask or accuse.
    bare = verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
    return bare and verb.dep_ in {"acl", "advcl"}


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _source(verb: Token, content: Token | None) -> tuple[Span | None, bool]:
    """The words of the one who attributes, and whether the cue is a passive."""
    if _is_passive(verb):
        agent = _agent(verb)
        return (span_of(subtree_tokens(agent)) if agent is not None else None), True
    subject, passive = subject_of(verb)
    if subject is None or passive:
        return None, False
    if subject.lower_ in cues().impersonal_subjects and subject.dep_ in _SUBJECTS:
        return (None, False) if subject.lower_ in {"it", "there"} else (span_of([subject]), False)
    return span_of(_name_words(subject, verb)), False


def _name_words(subject: Token, verb: Token) -> list[Token]:
    """A subject's words without the clause that the verb stands in."""
    within = [c for c in subject.children if verb.i in range(c.left_edge.i, c.right_edge.i + 1)]
    return subtree_tokens(subject, *within)


def _cue(verb: Token) -> Span:
    """The cue's words: the verb with its negation, auxiliaries and particle."""
    tokens = [verb]
    for child in verb.children:
        if child.dep_ == "prt" or (child.dep_ in {"neg", "aux", "auxpass"} and child.i < verb.i):
            tokens.append(child)
    if (
        verb.dep_ == "xcomp"
        and verb.i - verb.head.i <= MAX_TOKENS_TO_INFINITIVE
        and verb.head.lemma_ in {"go", "continue", "want"}
    ):
        tokens.append(verb.head)
    return min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)


def _verbal(verb: Token) -> Iterator[AttributionCandidate]:
    children = list(verb.children)
    clause = next((c for c in children if c.dep_ == "ccomp"), None)
    infinitive = next((c for c in children if c.dep_ == "xcomp" and c.tag_ in {"VB", "VBG", "VBN"}), None)
    source, passive = _source(verb, clause)
    lemma = verb.lemma_.lower()
    cue = _cue(verb)
    if clause is not None:
        yield AttributionCandidate(
            cue, source, contiguous_runs(subtree_tokens(clause)), lemma, "clause", verb.i, passive
        )
    elif verb.dep_ in {"parataxis", "ccomp"} and verb.head.i != verb.i and _is_inserted(verb):
        yield AttributionCandidate(
            cue, source, contiguous_runs(subtree_tokens(verb.head, verb)), lemma, "inserted", verb.i, passive
        )
    if infinitive is not None:
        addressee = next((c for c in children if c.dep_ in {"dobj", "dative"} and verb.i < c.i < infinitive.i), None)
        tokens = subtree_tokens(infinitive)
        if addressee is not None:
            tokens = [*subtree_tokens(addressee), *tokens]
        yield AttributionCandidate(cue, source, contiguous_runs(sorted(tokens)), lemma, "infinitive", verb.i, passive)
    if clause is None and infinitive is None:
        yield from _with_noun(verb, children, cue, source, lemma, passive)


def _is_inserted(verb: Token) -> bool:
    """Whether a verb with a subject stands between commas in the clause it comments on."""
    has_subject = any(c.dep_ == "nsubj" for c in verb.children)
    return has_subject and verb.dep_ == "parataxis"


def _with_noun(
    verb: Token, children: list[Token], cue: Span, source: Span | None, lemma: str, passive: bool
) -> Iterator[AttributionCandidate]:
    for child in children:
        if child.dep_ == "dobj" and not passive:
            if child.pos_ == "PRON":  # "said it", "said what": nothing that could be shown
                break
            yield AttributionCandidate(
                cue, source, contiguous_runs(subtree_tokens(child)), lemma, "noun", verb.i, passive
            )
            return
        if child.dep_ == "prep" and child.lower_ in cues().topic_prepositions:
            topic = next((c for c in child.children if c.dep_ in {"pobj", "pcomp", "amod"}), None)
            if topic is not None:
                content = contiguous_runs(subtree_tokens(topic))
                yield AttributionCandidate(cue, source, content, f"{lemma} {child.lower_}", "as", verb.i, passive)
                return
    yield AttributionCandidate(cue, source, (), lemma, "none", verb.i, passive)


def _according(token: Token) -> Iterator[AttributionCandidate]:
    to_word = token.nbor(1)
    source_head = next((c for c in to_word.children if c.dep_ == "pobj"), None) or next(
        (c for c in token.children if c.dep_ == "pobj"), None
    )
    phrase = [token, *subtree_tokens(to_word)] if to_word.head.i != token.i else subtree_tokens(token)
    head = token.head
    if source_head is None or head.i == token.i:
        return
    while head.dep_ not in {"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis"} and head.head.i != head.i:
        head = head.head
    left_out = {t.i for t in phrase}
    content = [t for t in subtree_tokens(head) if t.i not in left_out]
    source = span_of(subtree_tokens(source_head))
    yield AttributionCandidate(
        (token.idx, to_word.idx + 2), source, contiguous_runs(content), "according to", "according", token.i
    )


def _nominal(noun: Token) -> Iterator[AttributionCandidate]:
    clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.i > noun.i), None)
    if clause is None:
        return
    finite = any(c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in clause.children)
    infinitive = any(c.tag_ == "TO" for c in clause.children)
    if not finite and not infinitive:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        phrase = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "of"}), None)
        owner = next((c for c in phrase.children if c.dep_ == "pobj"), None) if phrase is not None else None
    if owner is None and noun.dep_ == "dobj":
        owner, passive = subject_of(noun.head)
        owner = None if passive else owner
    source = span_of(_name_words(owner, noun)) if owner is not None else None
    frame: Frame = "nominal"
    cue = (noun.idx, noun.idx + len(noun))
    yield AttributionCandidate(
        cue,
        source,
        contiguous_runs(subtree_tokens(clause)),
        f"{noun.lemma_.lower()}{'' if finite else ' to'}",
        frame,
        noun.i,
    )
