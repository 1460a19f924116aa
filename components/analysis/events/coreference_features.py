"""What decides whether two tellings are of one event: their words, who takes part, their dates, where they stand.

One row of numbers a pair (FEATURES), which event_models.py weighs with what the encoder makes of both words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from components.analysis.clause_arguments import doers_of, is_passive, passive_subjects
from components.analysis.events.event_draft import NOT_DONE, EventDraft, EventDrafter
from components.analysis.events.lexicon import event_words
from components.analysis.findings import findings

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
_DEPS = "dobj xcomp ccomp pobj conj advcl relcl acl nsubj nsubjpass compound prep".split()
_INDEFINITE = frozenset(("a", "an", "another", "any", "no"))
FEATURES = (
    "same_lemma", "same_family", "same_stem", "cosine", "sentence_cosine", "high_cosine", "two_nouns", "two_verbs",
    "verb_and_noun", "same_sentence", "next_sentence", "distance", "second_definite", "second_indefinite",
    "second_owned", "second_below", "first_below", *(f"second_{d}" for d in _DEPS), *(f"first_{d}" for d in _DEPS),
    "second_two_below", "first_two_below", "delivers", "begins", "plans", "happens", "same_agent", "same_patient",
    "other_agent", "other_patient", "same_actors", "agent_is_patient", "same_date", "other_date", "first_reports",
    "second_reports", "both_report", "first_in_heading", "same_tag", "one_negated", "one_to_come", "one_quoted",
    "same_quote", "lemma_cosine", "lemma_definite", "family_definite", "lemma_nouns", "lemma_verbs", "lemma_agent",
    "lemma_patient", "family_agent", "lemma_other_patient", "first_counted", "second_counted", "one_plural", "early",
    "lemma_frequency", "one_unreal", "other_voice",
)  # fmt: skip
STEM = 5  # letters that words of one stem begin with alike
FAR = 20  # sentences
PAIRS_AT_ONCE = 20_000


class TellingArrays:
    """What each telling has, a row a telling; in text order."""

    def __init__(self, doc: Doc, drafts: Sequence[EventDraft], drafter: EventDrafter, states: Floats) -> None:
        words, state = event_words(), findings(doc)
        tokens = [d.trigger.token for d in drafts]
        self.size = len(drafts)
        self.states = _unit(states)
        starts = [s.start for s in doc.sents]
        self.sentence = np.searchsorted(starts, [t.i for t in tokens], side="right") - 1
        self.sentence_states = _sentence_states(doc)[self.sentence] if tokens else self.states
        lemmas = [t.lemma_.lower() for t in tokens]
        counted = Counter(lemmas)
        self.lemma, self.family = _numbered(lemmas), _numbered([d.family for d in drafts])
        self.stem = _numbered([lemma[:STEM] for lemma in lemmas])
        self.frequency = np.array([counted[lemma] for lemma in lemmas], "float32")
        self.token = np.array([t.i for t in tokens], "int64")
        self.head = np.array([t.head.i for t in tokens], "int64")
        self.second_head = np.array([t.head.head.i for t in tokens], "int64")
        self.dep = np.array([_DEPS.index(t.dep_) if t.dep_ in _DEPS else -1 for t in tokens], "int64")
        self.tag = _numbered([t.tag_ for t in tokens])
        self.plural = np.array([t.tag_ == "NNS" for t in tokens], bool)
        self.noun = np.array([d.trigger.nominal for d in drafts], bool)
        self.reporting = np.array([d.trigger.kind == "reporting" for d in drafts], bool)
        self.heading = np.array([state.in_heading(*d.trigger.span) for d in drafts], bool)
        self.unreal = np.array([d.status in NOT_DONE for d in drafts], bool)
        self.voice = _numbered([d.telling_actor for d in drafts])
        quotes = [d.quote or "" for d in drafts]
        self.quote, self.quoted = _numbered(quotes), np.array([bool(q) for q in quotes], bool)
        dates = [d.days for d in drafts]
        self.date, self.dated = _numbered([str(d) for d in dates]), np.array([d is not None for d in dates], bool)
        marks = [_marks(t) for t in tokens]
        (self.definite, self.indefinite, self.owned, self.negated, self.to_come, self.counted) = (
            np.array([m[k] for m in marks], bool) for k in range(6)
        )
        verbs = ~self.noun
        self.delivers, self.begins, self.plans, self.happens = (
            verbs & np.array([lemma in chosen for lemma in lemmas], bool)
            for chosen in (words.delivering, words.begin, words.planning, words.happening)
        )
        who = [_arguments(t, drafter) for t in tokens]
        self.agents, self.patients = _memberships([w[0] for w in who], [w[1] for w in who])
        (self.actors,) = _memberships([set(d.actors) for d in drafts])


def _marks(token: Token) -> tuple[bool, ...]:
    words = event_words()
    definite = indefinite = owned = negated = to_come = counted = False
    for child in token.children:
        dep, word = child.dep_, child.lower_
        definite = definite or (dep in ("det", "poss") and word in words.definite_determiners)
        indefinite = indefinite or word in _INDEFINITE
        owned = owned or dep == "poss"
        negated = negated or dep == "neg"
        to_come = to_come or (dep == "aux" and word in words.will_auxiliaries)
        counted = counted or dep == "nummod"
    return definite, indefinite, owned, negated, to_come, counted


def _arguments(token: Token, drafter: EventDrafter) -> tuple[set[str], set[str]]:
    """Who does it and to whom: ids of actors, else lemmas."""
    agents: set[str] = set()
    patients: set[str] = set()
    if token.pos_ == "VERB":
        agents = {drafter.actor_or_word(t) for t in doers_of(token)}
        patients = {drafter.actor_or_word(c) for c in token.children if c.dep_ == "dobj"}
        if is_passive(token):
            patients |= {drafter.actor_or_word(t) for t in passive_subjects(token)}
    else:
        for child in token.children:
            if child.dep_ == "poss":
                agents.add(drafter.actor_or_word(child))
            elif child.dep_ == "prep":
                named = {drafter.actor_or_word(c) for c in child.children if c.dep_ == "pobj"}
                if child.lower_ == "by":
                    agents |= named
                else:
                    patients |= named
            elif child.dep_ in ("compound", "amod"):
                patients.add(drafter.actor_or_word(child))
    return agents - {""}, patients - {""}


def _numbered(values: Sequence[str]) -> Ints:
    """A number a value, the same for equal ones."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(v, len(numbers)) for v in values], "int64")


def _memberships(*rows: Sequence[set[str]]) -> tuple[npt.NDArray[np.bool_], ...]:
    """Which of all members each set has, a row a set; the columns are the same in all."""
    columns: dict[str, int] = {}
    for sets in rows:
        for members in sets:
            for member in sorted(members):
                columns.setdefault(member, len(columns))
    out = []
    for sets in rows:
        table = np.zeros((len(sets), max(1, len(columns))), bool)
        for n, members in enumerate(sets):
            table[n, [columns[m] for m in members]] = True
        out.append(table)
    return tuple(out)


def _unit(states: Floats) -> Floats:
    length = np.linalg.norm(states, axis=1, keepdims=True)
    return np.asarray(states / np.where(length == 0, 1, length), "float32")


def _sentence_states(doc: Doc) -> Floats:
    """The mean of the pieces of each sentence, of length 1."""
    encoded = findings(doc).encoded
    sentences = list(doc.sents)
    if encoded is None or not encoded.rows:
        return np.zeros((len(sentences), 1), "float32")
    means = np.stack([s.mean(axis=0) for s in encoded.states])
    starts = [row.spans[0][0] for row in encoded.rows]
    rows = np.searchsorted(starts, [s.end_char - 1 for s in sentences], side="right") - 1
    return _unit(means[np.maximum(rows, 0)])


def pair_rows(size: int, most_back: int) -> Iterator[tuple[Ints, Ints]]:
    """(first, second) of the pairs in text order, so many at once; each with at most so many before it."""
    firsts: list[Ints] = []
    seconds: list[Ints] = []
    held = 0
    for second in range(1, size):
        before = np.arange(max(0, second - most_back), second)
        firsts.append(before)
        seconds.append(np.full(len(before), second))
        held += len(before)
        if held >= PAIRS_AT_ONCE or second == size - 1:
            yield np.concatenate(firsts), np.concatenate(seconds)
            firsts, seconds, held = [], [], 0


def coreference_features(told: TellingArrays, a: Ints, b: Ints) -> Floats:
    """A row a pair, in the order of FEATURES; ``a`` stands before ``b``."""

    def same(column: Ints) -> npt.NDArray[np.bool_]:
        return np.asarray(column[a] == column[b])

    # The pairs are of neighbours: the product of all that they are of has few that aren't asked for.
    low, high = int(a.min()), int(b.max()) + 1

    def product(table: Floats, other: Floats) -> Floats:
        return np.asarray((table[low:high] @ other[low:high].T)[a - low, b - low])

    def shared(table: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> Floats:
        return product(table.astype("float32"), other.astype("float32"))

    lemma, family = same(told.lemma), same(told.family)
    cosine, sentences = product(told.states, told.states), product(told.sentence_states, told.sentence_states)
    nouns, verbs = told.noun[a] & told.noun[b], ~told.noun[a] & ~told.noun[b]
    apart = np.abs(told.sentence[a] - told.sentence[b])
    below, above = told.head[b] == told.token[a], told.head[a] == told.token[b]
    agent, patient = shared(told.agents, told.agents) > 0, shared(told.patients, told.patients) > 0
    has_agent, has_patient = (np.asarray(t.any(axis=1)) for t in (told.agents, told.patients))
    other_patient = has_patient[a] & has_patient[b] & ~patient
    crossed = (shared(told.agents, told.patients) + shared(told.patients, told.agents)) > 0
    both_dated = told.dated[a] & told.dated[b]
    columns = [
        lemma, family, same(told.stem), cosine, sentences, np.maximum(0, cosine - 0.6), nouns, verbs,
        told.noun[a] != told.noun[b], np.equal(apart, 0), np.equal(apart, 1), np.minimum(FAR, apart) / 10,
        told.definite[b], told.indefinite[b], told.owned[b], below, above,
        *(below & (told.dep[b] == k) for k in range(len(_DEPS))),
        *(above & (told.dep[a] == k) for k in range(len(_DEPS))),
        told.second_head[b] == told.token[a], told.second_head[a] == told.token[b],
        below & (told.dep[b] == _DEPS.index("dobj")) & told.delivers[a],
        (below & told.begins[a]) | (above & told.begins[b]),
        below & (told.dep[b] == _DEPS.index("xcomp")) & told.plans[a],
        (above & told.happens[b]) | (below & told.happens[a]), agent, patient,
        has_agent[a] & has_agent[b] & ~agent, other_patient, np.minimum(3, shared(told.actors, told.actors)), crossed,
        both_dated & same(told.date), both_dated & ~same(told.date), told.reporting[a], told.reporting[b],
        told.reporting[a] & told.reporting[b], told.heading[a], same(told.tag), told.negated[a] != told.negated[b],
        told.to_come[a] != told.to_come[b], told.quoted[a] != told.quoted[b], told.quoted[a] & same(told.quote),
        lemma * cosine, lemma & told.definite[b], family & told.definite[b], lemma & nouns, lemma & verbs,
        lemma & agent, lemma & patient, family & agent, lemma & other_patient, told.counted[a], told.counted[b],
        told.plural[a] != told.plural[b], np.less_equal(told.sentence[a], 2),
        lemma * np.minimum(5, told.frequency[b]) / 3, told.unreal[a] != told.unreal[b], told.voice[a] != told.voice[b],
    ]  # fmt: skip
    return np.stack([np.asarray(column, "float32") for column in columns], axis=1)
