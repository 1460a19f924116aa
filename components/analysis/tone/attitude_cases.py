"""A text's cases: every holder and target in a sentence that may hold an attitude, with all that speaks for it.

The learned head is asked about them as soon as they are known, and computes while other steps go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from components.analysis.encoder.step import EncodedText, encoded_text
from components.analysis.findings import Findings, findings
from components.analysis.genre import genre_of
from components.analysis.tone.acts_of_judgement import followed, may_be_violence
from components.analysis.tone.attitude_candidates import Candidate, QuotesByCharacter, candidates
from components.analysis.tone.attitude_features import AttitudeCase
from components.analysis.tone.attitude_model import Answers, AttitudeQuery, QueryKind, query_of
from components.analysis.tone.judgement import polarity_of
from components.analysis.tone.lexicon import POLARITIES, Polarity, judgement_lexicon
from components.analysis.tone.questions import MentionsBySentence, Question, pairs, questions
from components.domain.record import Actor, Mention
from components.domain.spans import Span, contains

_IRONY = re.compile(
    r"\b(?:sarcastic|ironic|mock(?:ing)? (?:praise|thanks)|tongue.in.cheek|rolling \w+ eyes)|^\W*(?:oh,|yeah, right)",
    re.I,
)
Key = tuple[Span, str | None, Span | None, str]  # sentence, voice, holder's words where the voice is none, target
_Asked = tuple[AttitudeCase, QueryKind, tuple[Span, ...], Span]  # case, question, the holder or its words, the target


@dataclass(frozen=True, slots=True)
class AttitudeReading:
    """The cases of a Doc, in no order, and the head's answers to the questions about them, perhaps not done."""

    cases: list[AttitudeCase]
    asked: list[tuple[AttitudeCase, QueryKind]]
    answers: Answers


def attitude_reading(doc: Doc) -> AttitudeReading:
    """The Doc's, begun at the first call."""
    state = findings(doc)
    if state.attitude_reading is None:
        is_opinion = genre_of(state.article)[0] == "opinion"
        cases, asked = _cases(doc, state, encoded_text(doc), QuotesByCharacter(state.attributions), is_opinion)
        state.attitude_reading = _ask(encoded_text(doc), cases, asked)
    return state.attitude_reading


def attitude_cases(doc: Doc) -> list[AttitudeCase]:
    """The cases in the order of the text, each with the head's answers; only where words judge."""
    state, reading = findings(doc), attitude_reading(doc)
    state.attitude_reading = None  # needed no more
    for (case, kind), likely in zip(reading.asked, reading.answers.result(), strict=True):
        if kind == "pair":
            case.pair = likely
        else:
            case.likely = likely
    _compare(reading.cases)
    _mark_irony(reading.cases, state.article.text)
    return sorted(reading.cases, key=lambda c: (c.sentence, c.target_span))


def _cases(
    doc: Doc, state: Findings, encoded: EncodedText, quotes: QuotesByCharacter, is_opinion: bool
) -> tuple[list[AttitudeCase], list[_Asked]]:
    """The cases and the questions about them."""
    actors = {a.id: a for a in state.actors}
    tokens = dict(zip(encoded.sentences, (s for s in doc.sents if s.text.strip()), strict=True))
    words = {sentence: list(_words_that_judge(span)) for sentence, span in tokens.items()}
    sentences = [sentence for sentence, found in words.items() if found]
    mentions = MentionsBySentence(state.actors)
    by_key: dict[Key, AttitudeCase] = {}
    asked: list[_Asked] = []
    for question in (*questions(state, sentences, mentions), *pairs(state, sentences, mentions)):
        holder = question.held[0] if question.kind == "pair" else question.quote.source if question.quote else None
        case = _case(question, holder, actors, is_opinion)
        known = by_key.setdefault(_key(case), case)
        asked.append((known, question.kind, question.held, question.target_span))
        if known is case:
            _give_words(known, question, words[question.sentence], quotes)
    judged = list(candidates(doc, state, tokens.items(), quotes))
    for candidate in judged:
        case = _case(candidate, candidate.holder, actors, is_opinion)
        known = by_key.setdefault(_key(case), case)
        known.judgements.append(candidate)
        if known is case and candidate.holder is not None:
            asked.append((known, "pair", (candidate.holder,), candidate.target_span))
        if candidate.is_act:
            known.holder = candidate.holder
    _leave_out_words_of_others(by_key.values(), judged)
    cases = [case for case in by_key.values() if case.judgements or any(case.words.values())]
    kept = {id(case) for case in cases}
    return cases, [question for question in asked if id(question[0]) in kept]


def _key(case: AttitudeCase) -> Key:
    return case.sentence, case.voice, case.holder if case.voice is None else None, case.target


def _case(of: Question | Candidate, holder: Span | None, actors: dict[str, Actor], is_opinion: bool) -> AttitudeCase:
    """The case that a question or a judgement is of, with nothing yet that speaks for it."""
    actor = actors[of.target]
    return AttitudeCase(
        of.sentence, of.voice, actor.id, of.target_span, actor.kind, _mention(actor, of.target_span).form, of.quote,
        holder, is_opinion=is_opinion,
    )  # fmt: skip


def _mention(actor: Actor, span: Span) -> Mention:
    return next(m for m in actor.mentions if (m.start, m.end) == span)


def _give_words(
    case: AttitudeCase, question: Question, words: Sequence[tuple[Span, Polarity]], quotes: QuotesByCharacter
) -> None:
    """The words that may be the holder's: a speaker's in the quote, what nobody is quoted with for the others."""
    for span, polarity in words:
        if contains(case.target_span, span):
            continue
        if question.kind == "pair":
            around = quotes.innermost(span[0])
            is_held = around is None or around.speaker == case.voice
        else:
            is_held = any(contains(part, span) for part in question.held)
        if is_held:
            case.words[polarity].append(span)


def _words_that_judge(sentence: TokenSpan) -> Iterator[tuple[Span, Polarity]]:
    """The evaluating words and acts of judgement of a sentence."""
    lexicon = judgement_lexicon()
    for token in sentence:
        lemma = token.lemma_.lower()
        found = polarity_of(token, lexicon)
        if found is None and token.pos_ == "VERB" and not may_be_violence(token):
            act = lexicon.act_verbs.get(lemma)
            found = lexicon.evaluating["VERB"].get(lemma) or (act.polarity if act else None)
        if found is None:
            phrases = lexicon.act_phrases.get(token.pos_, {}).get(lemma if token.pos_ != "ADJ" else token.lower_, ())
            found = next((a.polarity for rest, a in phrases if token.pos_ == "NOUN" or followed(token, rest)), None)
        if found is not None and token.ent_type_ == "":
            yield (token.idx, token.idx + len(token)), found


def _leave_out_words_of_others(cases: Iterable[AttitudeCase], judged: Iterable[Candidate]) -> None:
    """Words that the parse ties to a holder and a target speak for nothing else: a denied insult is no insult."""
    tied: dict[Span, set[Span]] = {}
    for candidate in judged:
        tied.setdefault(candidate.sentence, set()).update(candidate.cue)
    for case in cases:
        here = tied.get(case.sentence, set())
        for polarity, words in case.words.items():
            own = {span for candidate in case.judging(polarity) for span in candidate.cue}
            case.words[polarity] = [span for span in words if span not in here or span in own]


def _compare(cases: Iterable[AttitudeCase]) -> None:
    """Set each case beside those of the same holder's other targets, and beside the one the other way."""
    by_holder: dict[tuple[Span, str | None], list[AttitudeCase]] = {}
    by_pair: dict[tuple[Span, str | None, str], AttitudeCase] = {}
    for case in cases:
        by_holder.setdefault((case.sentence, case.voice), []).append(case)
        by_pair[case.sentence, case.voice, case.target] = case
    for together in by_holder.values():
        first_two = {p: sorted(((c.likelihood(p), c.target) for c in together), reverse=True)[:2] for p in POLARITIES}
        alone = len({c.target for c in together}) < 2
        for case in together:
            if not alone:
                case.to_others = {
                    p: next((likely for likely, target in best if target != case.target), 0.0)
                    for p, best in first_two.items()
                }
            back = by_pair.get((case.sentence, case.target, case.voice)) if case.voice is not None else None
            if back is not None:
                case.back = {p: back.likelihood(p) for p in POLARITIES}


def _mark_irony(cases: Iterable[AttitudeCase], text: str) -> None:
    """Mark the cases of sentences that say that they may be ironic."""
    by_sentence: dict[Span, bool] = {}
    for case in cases:
        if case.sentence not in by_sentence:
            by_sentence[case.sentence] = bool(_IRONY.search(text[slice(*case.sentence)]))
        case.is_ironic = by_sentence[case.sentence]


def _ask(encoded: EncodedText, cases: list[AttitudeCase], asked: Sequence[_Asked]) -> AttitudeReading:
    """Begin to ask the head all questions."""
    first_row: dict[Span, int] = {}
    for row, number in enumerate(encoded.row_sentences):
        first_row.setdefault(encoded.sentences[number], row)
    queries: list[AttitudeQuery] = []
    about: list[tuple[AttitudeCase, QueryKind]] = []
    for case, kind, held, target in asked:
        query = _query(encoded, first_row.get(case.sentence), kind, held, target)
        if query is not None:
            queries.append(query)
            about.append((case, kind))
    return AttitudeReading(cases, about, Answers(encoded.states, queries))


def _query(
    encoded: EncodedText, row: int | None, kind: QueryKind, held: Sequence[Span], target: Span
) -> AttitudeQuery | None:
    """The question to the row of the sentence in which the target stands."""
    if row is None:
        return None
    number = encoded.row_sentences[row]
    while row < len(encoded.rows) and encoded.row_sentences[row] == number:
        query = query_of(row, encoded.rows[row], kind, held, target)
        if query is not None:
            return query
        row += 1
    return None
