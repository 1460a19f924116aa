"""What decides whether a word tells something that happens: its form, its place in the parse, what stands around it.

One row of numbers a candidate (FEATURES), which event_models.py weighs with what the encoder makes of it.
"""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from components.analysis.events.lexicon import event_words, is_event_without_object, names_event
from components.analysis.events.parse_arrays import Bools, Ints, ParseArrays, ids_of
from components.analysis.findings import findings

_DEPS = (
    "ROOT nsubj nsubjpass dobj pobj xcomp ccomp advcl relcl acl conj compound amod pcomp attr appos nmod acomp "
    "parataxis csubj oprd npadvmod dep poss"
).split()
_TAGS = "VB VBD VBG VBN VBP VBZ NN NNS JJ".split()
_PERSONAL = frozenset(("i", "we", "you"))
_POINTING = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE = frozenset(("a", "an"))
_CONDITIONS = frozenset(("if", "unless", "whether"))
_TIMES = frozenset(("during", "after", "before", "since", "following", "amid"))
_DO = frozenset(("do", "does", "did"))
_CAN = frozenset(("can", "could"))
_BE = frozenset(("be",))
_STATED = "listed weak named not_noun of_verb suffix ing al agent_noun".split()
_RELATIONS = (
    "reporting stative planning beginning delivering believing object subject clause infinitive event_object passive "
    "will may have to negated obliged do be condition definite indefinite none owned of prepositions counted bare "
    "owns_date date_in_sentence under_stative under_reporting under_planning under_delivering under_be under_noun "
    "under_verb within_time of_something for_something quoted heading capital early entity entity_of_date "
    "entity_of_other actors subject_is_actor personal past_in_quote present_unquoted asked length can_happen "
    "under_condition under_may under_negation infinitive_of_noun generic_subject"
).split()
FEATURES = (*(f"dep_{d}" for d in _DEPS), *(f"tag_{t}" for t in _TAGS), "noun", "verb", *_STATED, *_RELATIONS)
LONG_SENTENCE = 30  # tokens


@functools.lru_cache(maxsize=20_000)
def _noun_marks(lemma: str) -> tuple[bool, ...]:
    """What a noun's lemma says by itself, in the order of ``_STATED`` but for ``of_verb``."""
    words = event_words()
    return (
        is_event_without_object(lemma),
        lemma in words.weak_nouns,
        names_event(lemma),
        lemma in words.not_nouns,
        lemma.endswith(("tion", "sion", "ment")),
        lemma.endswith("ing"),
        lemma.endswith("al"),
        lemma.endswith(("er", "or", "ist", "ian")),
    )


def candidates(doc: Doc, parse: ParseArrays) -> Ints:
    """The tokens that may tell an event: verbs, nouns, and adjectives that a copula says of somebody."""
    predicate = parse.is_pos("ADJ") & parse.is_dep("acomp")
    return np.flatnonzero(parse.is_pos("VERB", "NOUN") | predicate)


def occurrence_features(
    doc: Doc, parse: ParseArrays, tokens: Ints, verb_lemmas: frozenset[str]
) -> npt.NDArray[np.float32]:
    """A row a candidate. ``verb_lemmas``: those of the language's verbs, as far as the pipeline has them."""
    state, words = findings(doc), event_words()
    noun, verb = parse.is_pos("NOUN"), parse.is_pos("VERB")
    helper = parse.is_dep("aux", "auxpass")
    quoted = parse.in_spans(s for q in state.quotes if q.kind != "scare" for s in q.content)
    dated = parse.in_spans((t.start, t.end) for t in state.timexes)
    mentions = [(m.start, m.end) for a in state.actors for m in a.mentions]
    mentioned = parse.in_spans(mentions)
    subject = parse.is_dep("nsubj", "nsubjpass")
    preposition = parse.is_dep("prep")
    head = parse.head

    def helped(by: frozenset[str]) -> Bools:
        return parse.has_child(helper & parse.is_word(by))

    def under(which: Bools) -> Bools:
        return np.asarray(which[head] & (head != parse.index))

    stative, reporting = parse.is_lemma(words.stative), parse.is_lemma(words.reporting)
    planning, delivering = parse.is_lemma(words.planning), parse.is_lemma(words.delivering)
    negated = parse.has_child(parse.is_dep("neg"))
    will, may = helped(words.will_auxiliaries), helped(words.may_auxiliaries)
    condition = parse.has_child(parse.is_dep("mark") & parse.is_word(_CONDITIONS))
    determined = parse.has_child(parse.is_dep("det", "poss"))
    of_object = parse.is_dep("pobj")
    past = parse.is_tag("VBD")
    bare_plural = parse.is_tag("NNS") & ~determined & ~mentioned & ~parse.has_child(parse.is_dep("nummod"))
    marks = np.zeros((parse.size, len(_STATED)), bool)
    for i in tokens[noun[tokens]].tolist():
        lemma = doc[i].lemma_.lower()
        found = _noun_marks(lemma)
        marks[i] = (*found[:4], lemma in verb_lemmas, *found[4:])
    capital = np.array([t.text[:1].isupper() for t in doc])
    in_heading = parse.in_spans(state.headings)
    sentence_of, lengths, with_date, asked = _by_sentence(doc, parse, dated)
    edges = np.array([(doc[i].left_edge.i, doc[i].right_edge.i) for i in tokens.tolist()], "int64").reshape(-1, 2)
    dates_before = np.concatenate(([0], np.cumsum(dated)))
    entity_of_date = np.isin(parse.entity, _entity_ids())
    entity = parse.entity != 0
    numbers = [
        *(parse.is_dep(d) for d in _DEPS),
        *(parse.is_tag(t) for t in _TAGS),
        noun,
        verb,
        *(marks[:, k] for k in range(marks.shape[1])),
        verb & reporting,
        verb & stative,
        verb & planning,
        verb & parse.is_lemma(words.begin),
        verb & delivering,
        verb & parse.is_lemma(words.believing),
        verb & parse.has_child(parse.is_dep("dobj")),
        verb & parse.has_child(subject),
        verb & parse.has_child(parse.is_dep("ccomp")),
        verb & parse.has_child(parse.is_dep("xcomp")),
        verb & parse.has_child(parse.is_dep("dobj") & marks[:, 2]),
        parse.has_child(parse.is_dep("auxpass")),
        will,
        may,
        helped(words.have_forms),
        helped(frozenset(("to",))),
        negated,
        helped(words.obligation),
        helped(_DO),
        helped(words.be_forms),
        condition,
        parse.has_child(parse.is_dep("det") & parse.is_word(_POINTING)),
        parse.has_child(parse.is_dep("det") & parse.is_word(_INDEFINITE)),
        parse.has_child(parse.is_dep("det") & parse.is_word(frozenset(("no",)))),
        parse.has_child(parse.is_dep("poss")),
        parse.has_child(parse.is_word(frozenset(("of",)))),
        noun & parse.has_child(preposition),
        parse.has_child(parse.is_dep("nummod")),
        noun & (parse.children(np.ones(parse.size, bool)) == 0),
        np.zeros(parse.size, bool),  # owns_date: below
        with_date[sentence_of],
        under(stative),
        under(reporting),
        under(planning),
        under(delivering),
        under(parse.is_lemma(_BE)),
        under(parse.is_pos("NOUN", "PROPN")),
        under(verb),
        of_object & under(parse.is_word(_TIMES)),
        of_object & under(parse.is_word(frozenset(("of",)))),
        of_object & under(parse.is_word(frozenset(("for",)))),
        quoted,
        in_heading,
        capital & ~_begins_sentence(doc, parse),
        1 - parse.index / max(1, parse.size),
        entity,
        entity_of_date,
        entity & ~entity_of_date,
        np.minimum(parse.children(mentioned), 4),
        parse.has_child(subject & mentioned),
        parse.has_child(parse.is_dep("nsubj") & parse.is_word(_PERSONAL)),
        quoted & past,
        ~quoted & parse.is_tag("VBZ", "VBP"),
        asked[sentence_of],
        np.minimum(lengths[sentence_of], 4 * LONG_SENTENCE) / LONG_SENTENCE,
        helped(_CAN),
        under(condition),
        under(may | will),
        under(negated),
        parse.is_dep("acl") & parse.is_tag("VB"),
        parse.has_child(subject & bare_plural),
    ]
    out = np.stack([np.asarray(column, "float32")[tokens] for column in numbers], axis=1)
    out[:, FEATURES.index("owns_date")] = dates_before[edges[:, 1] + 1] > dates_before[edges[:, 0]]
    return out


@functools.cache
def _entity_ids() -> npt.NDArray[np.uint64]:
    return ids_of(frozenset(("DATE", "TIME")))


def _begins_sentence(doc: Doc, parse: ParseArrays) -> Bools:
    out = np.zeros(parse.size, bool)
    out[[s.start for s in doc.sents]] = True
    return out


def _by_sentence(doc: Doc, parse: ParseArrays, dated: Bools) -> tuple[Ints, Ints, Bools, Bools]:
    """The number of each token's sentence; and by sentence its tokens, whether it has a date, whether it asks."""
    bounds = [(s.start, s.end) for s in doc.sents]
    lengths = np.array([end - start for start, end in bounds], "int64")
    sentence_of = np.repeat(np.arange(len(bounds)), lengths)
    with_date = np.array([dated[start:end].any() for start, end in bounds], bool)
    asked = np.array([doc[end - 1].text == "?" for _, end in bounds], bool)
    return sentence_of, lengths, with_date, asked
