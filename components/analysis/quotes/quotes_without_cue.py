"""Quotes that no construction has taken: by the name before, the nearest verb, the quote before, or nobody."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from components.analysis.findings import findings
from components.analysis.quotes.attribution_draft import Attribution, quote_around, stands_beside
from components.analysis.quotes.attribution_index import AttributionIndex
from components.analysis.quotes.config import DEFAULT_CONFIG, QuotesConfig
from components.analysis.quotes.lexicon import cues
from components.analysis.quotes.quotation_marks import QuotedSpan
from components.analysis.quotes.syntactic_attribution import AttributionCandidate
from components.domain.spans import Span, SpanIndex

# A name and a colon, and nothing else of its sentence before the quote: "Osei: “It is in good hands.”"
_NAME_AND_COLON = re.compile(r"((?:[A-Z][\w.’'-]*|of|de|van|von|al)(?: (?:[A-Z][\w.’'-]*|of|de|van|von|al)){0,4}):\s*$")

# A dash and a name, and no more of the line but what tells of them: "“The pier is gone.” — Mayor Petra Lindqvist (@pl)"
_NAME_OR_TITLE = r"(?:[A-Z][\w.’'-]*|of|de|van|von|al|the|for|and|[a-z]{3,12}(?= [A-Z]))"
_DASH_AND_NAME = re.compile(
    rf"[,.]?\s*(?:[—–―]|--|-(?= ))\s*([A-Z][\w.’'-]*(?: {_NAME_OR_TITLE}){{0,7}})(?=\s*(?:[,(\[|·∙]|\n|$))"
)

# A line that hands over to a quote below it: "And from Chairwoman Adaeze Okafor:", "From the desk of Lionel Marsh, …:"
_HANDED = r"And|This|Here['’]s(?: the)?(?: \w+)?|Next|Also|Statement|Response|Words?|Message|Note|A \w+|The \w+"
_HANDING_OVER = re.compile(
    rf"(?:(?:{_HANDED})\s+)?(?:[Ff]rom|[Bb]y)\s+(?:the (?:desk|office|pen|lips) of\s+)?(?=[A-Z])"
    r"([^:“”\"\n]{3,120}?):\s*$"
)
_NAMED_LINE = re.compile(
    r"((?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|of|de|van|von|al)){1,5}(?:, [^:“”\"\n]{3,80})?):\s*$"
)


def attribute_without_cue(
    doc: Doc,
    paragraphs: Sequence[Span],
    marks: Sequence[QuotedSpan],
    candidates: Sequence[AttributionCandidate],
    attributions: list[Attribution],
    config: QuotesConfig,
) -> None:
    """Add quotes that no construction has taken: by a name, the nearest speech verb, the quote before, or nobody."""
    _WithoutCue(doc, paragraphs, marks, candidates, AttributionIndex(attributions), config).run()


class _WithoutCue:
    """The quotes of one text, and what is looked up for each that no construction has taken."""

    def __init__(
        self,
        doc: Doc,
        paragraphs: Sequence[Span],
        marks: Sequence[QuotedSpan],
        candidates: Sequence[AttributionCandidate],
        index: AttributionIndex,
        config: QuotesConfig,
    ) -> None:
        self._doc, self._paragraphs, self._marks = doc, paragraphs, marks
        self._index, self._config = index, config
        self._text = findings(doc).article.text
        self._mark_spans = SpanIndex(((q.start, q.end), q) for q in marks)
        self._sentences = [(s.start_char, s.end_char) for s in doc.sents]
        self._starts = {*(s for s, _ in self._sentences), *(s for s, _ in paragraphs)}
        self._speaking = [c for c in candidates if cues().of_speech(c.lemma) and quote_around(c.cue, marks) is None]
        self._speaking_starts = [c.cue[0] for c in self._speaking]
        self._speaking_spans = SpanIndex((c.cue, n) for n, c in enumerate(self._speaking))

    def run(self) -> None:
        """Attribute each quote that none of the attributions holds."""
        attributed = {q.start for a in self._index.attributions for q in a.quoted}
        for mark in self._marks:
            if mark.start not in attributed:
                self._attribute(mark)
        self._attribute_announced_paragraphs()

    def _attribute_announced_paragraphs(self) -> None:
        """A paragraph without marks that the one before announces: "The governor added:" and what is added."""
        for (start, end), (begin, stop) in pairwise(self._paragraphs):
            if self._text[end - 1] != ":" or any(c in self._text[begin:stop] for c in '“"‘«') or stop - begin < 40:
                continue
            cue = self._announcing_cue(QuotedSpan(begin, stop))
            if cue is None or cue.cue[0] < start or self._text[cue.cue[1] : end - 1].strip() or cue.source is None:
                continue
            attribution = _by_verb(
                QuotedSpan(begin, stop), cue, "a paragraph after a verb of speaking and a colon", self._config
            )
            attribution.turn = True
            self._index.add(attribution)

    def _attribute(self, mark: QuotedSpan) -> None:
        config, index = self._config, self._index
        words = len(self._text[mark.start : mark.end].split())
        paragraph = self._paragraph_of(mark)
        signature = self._signature(mark, paragraph, words)
        if signature is not None:
            index.add(signature)
            return
        cue = self._cue_in_sentence(mark, paragraph)
        if cue is not None and (words > 1 or cue.source is not None or stands_beside(mark, cue, self._text, config)):
            of_same_cue = index.number_of_cue(cue.cue)
            if of_same_cue is not None:
                index.grow(of_same_cue, mark, joined=True)
            else:
                attribution = _by_verb(mark, cue, "a quote beside a verb of speaking", config)
                attribution.content[0] = (self._start_with_subject(mark, cue, words), mark.end)
                index.add(attribution)
            return
        is_sentence = self._is_sentence(mark)
        teller = self._subject_of_sentence_before(mark, paragraph) if is_sentence else None
        continues = words >= config.min_continuing_words or is_sentence
        before = index.last_before(mark.start, paragraph) if continues else None
        last = index.attributions[before] if before is not None else None
        goes_on = last is not None and _may_be_continued(last, config)
        if before is not None and last is not None and goes_on and (teller is None or self._is_source(teller, last)):
            index.grow(before, mark, joined=False)
            return
        if is_sentence and (carried := self._carried_on(mark, paragraph, teller)) is not None:
            index.add(carried)
            return
        announcing = self._announcing_cue(mark)
        if announcing is not None:
            index.add(_by_verb(mark, announcing, "a quote after a verb of speaking and a colon", config))
        else:
            index.add(self._without_name(mark, paragraph, words))

    def _is_sentence(self, mark: QuotedSpan) -> bool:
        """Whether what is quoted is a sentence, and not a word or a name: a capital, and a mark that ends it."""
        inside = self._text[mark.start + 1 : mark.end - 1].strip("“”‘’\"' ")
        return inside[:1].isupper() and inside[-1:] in ".!?" and len(inside.split()) > 1

    def _subject_of_sentence_before(self, mark: QuotedSpan, paragraph: Span) -> Token | None:
        """Whom the sentence right before a quote tells of, in its paragraph: "Dacre shrugged. “They never were.”"."""
        at = bisect.bisect_right(self._sentences, mark.start, key=lambda s: s[0]) - 1
        if at < 1 or self._sentences[at][0] < paragraph[0]:
            return None
        begun = bool(self._text[self._sentences[at][0] : mark.start].strip())
        sentence = self._sentences[at if begun else at - 1]
        near = (q for q in self._mark_spans.near(sentence) if q != mark)
        if sentence[0] < paragraph[0] or any(q.start < sentence[1] and sentence[0] < q.end for q in near):
            return None
        tokens = self._doc.char_span(sentence[0], min(sentence[1], mark.start), alignment_mode="expand")
        if tokens is None:
            return None
        subject = next((t for t in tokens.root.children if t.dep_ == "nsubj"), None)
        if subject is None:
            return None
        is_person = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she") or subject.pos_ == "PROPN"
        return subject if is_person else None

    def _is_source(self, subject: Token, attribution: Attribution) -> bool:
        """Whether a sentence tells of the one who spoke before: by the same name, or by a pronoun."""
        if subject.pos_ == "PRON" or attribution.source is None:
            return True
        return subject.text in self._text[slice(*attribution.source)]

    def _carried_on(self, mark: QuotedSpan, paragraph: Span, teller: Token | None) -> Attribution | None:
        """A quoted sentence as the words of whom the sentence before it tells of, or of who is told to have spoken."""
        source, lemma, rule = None, "", "a quote right after a sentence about somebody"
        told = [a for a in self._index.between(paragraph[0], mark.start) if not a.quoted]
        if told and (teller is None or self._is_source(teller, told[-1])):
            source, lemma, rule = told[-1].source, told[-1].lemma, "a quote that goes on from what is told before it"
        elif teller is not None:
            phrase = self._doc[teller.left_edge.i : teller.i + 1]
            source = (phrase.start_char, phrase.end_char)
        if source is None:
            return None
        content = [(mark.start, mark.end)]
        confidence = self._config.continued_confidence
        return Attribution(
            content, source=source, lemma=lemma, rule=rule, confidence=confidence, quoted=[mark], signed=True
        )

    def _start_with_subject(self, mark: QuotedSpan, cue: AttributionCandidate, words: int) -> int:
        """Where a partial quote begins with whom it is of: "calls | the law ‘crazy’"."""
        between = self._text[cue.cue[1] : mark.start]
        if cue.lemma.partition(" ")[0] not in cues().naming or words > self._config.max_naming_words:
            return mark.start
        if not between.strip() or any(c in between for c in ',:;—–("“‘\n'):
            return mark.start
        if len(between.split()) > self._config.max_naming_words:
            return mark.start
        return cue.cue[1] + len(between) - len(between.lstrip())

    def _paragraph_of(self, mark: QuotedSpan) -> Span:
        at = bisect.bisect_right(self._paragraphs, mark.start, key=lambda p: p[0]) - 1
        within = at >= 0 and mark.start < self._paragraphs[at][1]
        return self._paragraphs[at] if within else (0, len(self._text))

    def _signature(self, mark: QuotedSpan, paragraph: Span, words: int) -> Attribution | None:
        """The quote as the words of the name before a colon, or after a dash."""
        source, rule = None, "a quote after a name and a colon"
        if words > self._config.max_scare_words:
            source = speaker_named_before(self._doc, self._text, mark, paragraph, self._starts, self._config)
        if source is None:
            rule = "a quote before a dash and a name"
            source = speaker_named_after(self._doc, self._text, mark, paragraph, self._config)
        if source is None and words > self._config.max_scare_words:
            rule = "a quote after words that hand over to a name"
            source = self._name_handed_over_to(mark, paragraph)
        if source is None and words > self._config.max_scare_words:
            rule = "a quote below a line that hands over to a name"
            source = self._name_in_line_before(mark, paragraph)
        if source is None:
            return None
        content = [(mark.start, mark.end)]
        confidence = self._config.signed_confidence
        return Attribution(content, source=source, rule=rule, confidence=confidence, quoted=[mark], signed=True)

    def _name_handed_over_to(self, mark: QuotedSpan, paragraph: Span) -> Span | None:
        """Whom the words right before a quote hand over to: "And from Tom Dacre: “It is a waste.”"."""
        at = bisect.bisect_right(self._sentences, mark.start - 1, key=lambda s: s[0]) - 1
        start = max(paragraph[0], self._sentences[max(0, at)][0])
        match = _HANDING_OVER.match(self._text, start, mark.start)
        if match is None:
            return None
        name = self._doc.char_span(*match.span(1), alignment_mode="expand")
        return match.span(1) if name is not None and _is_name(name) else None

    def _name_in_line_before(self, mark: QuotedSpan, paragraph: Span) -> Span | None:
        """Whom the paragraph before hands over to, where the quote begins its own."""
        at = bisect.bisect_left(self._paragraphs, paragraph)
        if at == 0 or self._text[paragraph[0] : mark.start].strip():
            return None
        start, end = self._paragraphs[at - 1]
        match = _HANDING_OVER.match(self._text, start, end) or _NAMED_LINE.match(self._text, start, end)
        if match is None:
            return None
        name = self._doc.char_span(*match.span(1), alignment_mode="expand")
        return match.span(1) if name is not None and _is_name(name) else None

    def _cue_in_sentence(self, mark: QuotedSpan, paragraph: Span) -> AttributionCandidate | None:
        """The speech verb nearest to the quote, in the sentences that it touches and in its paragraph."""
        first = bisect.bisect_right(self._sentences, mark.start, key=lambda s: s[0]) - 1
        last = bisect.bisect_right(self._sentences, max(mark.start, mark.end - 1), key=lambda s: s[0]) - 1
        start = max(self._sentences[max(0, first)][0], paragraph[0])
        end = self._sentences[max(0, last)][1]
        if self._text[mark.end - 2] in "?!" and last + 1 < len(self._sentences):
            # A parser ends the sentence after “Who will pay?”, before "she said".
            following = self._sentences[last + 1]
            if following[0] <= mark.end + 2 and following[0] < paragraph[1]:
                end = following[1]
        reach = self._config.max_cue_distance
        near = self._speaking_spans.near((mark.start - reach, mark.end + reach))
        low, high = bisect.bisect_left(self._speaking_starts, start), bisect.bisect_right(self._speaking_starts, end)
        nearest, distance = None, reach
        for candidate in (self._speaking[n] for n in near if low <= n < high):
            bare = candidate.source is None and candidate.frame == "none"
            if bare and not stands_beside(mark, candidate, self._text, self._config):
                continue
            before_mark = candidate.cue[1] <= mark.start
            gap = mark.start - candidate.cue[1] if before_mark else candidate.cue[0] - mark.end
            if 0 <= gap < distance:
                nearest, distance = candidate, gap
        return nearest

    def _announcing_cue(self, mark: QuotedSpan) -> AttributionCandidate | None:
        """The speech verb of the text before the quote, where that ends with a colon or comma."""
        end = mark.start
        while end > 0 and self._text[end - 1].isspace():
            end -= 1
        if self._text[end - 1 : end] not in (":", ","):
            return None
        at = bisect.bisect_right(self._speaking_starts, end) - 1
        if at < 0 or end - self._speaking[at].cue[1] > self._config.max_announcing_distance:
            return None
        return self._speaking[at]

    def _without_name(self, mark: QuotedSpan, paragraph: Span, words: int) -> Attribution:
        """A quote without a cue: speech carried on from the paragraph before, distance, or nobody's words."""
        config, content = self._config, [(mark.start, mark.end)]
        fills = mark.end - mark.start > config.min_paragraph_share * (paragraph[1] - paragraph[0])
        if words <= config.max_scare_words and not (fills and self._is_sentence(mark)):
            rule = "quoted words of nobody's: distance"
            return Attribution(content, rule=rule, confidence=config.scare_confidence, quoted=[mark], scare=True)
        if fills and not self._text[paragraph[0] : mark.start].strip():
            at = bisect.bisect_left(self._paragraphs, paragraph)
            earlier = self._index.between(self._paragraphs[max(0, at - 1)][0], mark.start)
            if earlier:
                last = max(earlier, key=lambda a: a.content[-1][1])
                return Attribution(
                    content,
                    source=last.source,
                    lemma=last.lemma,
                    rule="a quote that goes on from the speaker before",
                    confidence=config.continued_confidence,
                    quoted=[mark],
                )
        rule = "a quote with no one named"
        return Attribution(content, rule=rule, confidence=config.unattributed_confidence, quoted=[mark])


def speaker_named_before(
    doc: Doc,
    text: str,
    mark: QuotedSpan,
    paragraph: Span,
    starts: Collection[int],
    config: QuotesConfig = DEFAULT_CONFIG,
) -> Span | None:
    """The name that, with a colon, is all of a sentence before a quote; it is somebody's: no "Question:".

    text: the Doc's, which spaCy puts together anew at every call; starts: where sentences and paragraphs begin.
    """
    begin = max(paragraph[0], mark.start - config.max_name_characters)
    match = _NAME_AND_COLON.search(text[begin : mark.start])
    if match is None:
        return None
    start, end = begin + match.start(1), begin + match.end(1)
    name = doc.char_span(start, end, alignment_mode="expand")
    if name is None or start not in starts:
        return None
    if name.text.isupper() and len(name.text) > config.max_acronym_letters:
        return None
    return (start, end) if _is_name(name) else None


def speaker_named_after(
    doc: Doc, text: str, mark: QuotedSpan, paragraph: Span, config: QuotesConfig = DEFAULT_CONFIG
) -> Span | None:
    """The name that, after a dash, signs a quote which is all that stands before it in its paragraph.

    text: the Doc's, which spaCy puts together anew at every call.
    """
    if text[paragraph[0] : mark.start].strip():
        return None
    match = _DASH_AND_NAME.match(text, mark.end, min(paragraph[1], mark.end + 2 * config.max_name_characters))
    if match is None and not text[mark.end : paragraph[1]].strip(" .,"):
        # The name on a line of its own, under the quote.
        below = re.compile(r"\s*").match(text, paragraph[1])
        end = text.find("\n", below.end()) if below else -1
        at, end = below.end() if below else 0, end if end >= 0 else len(text)
        if at < end <= at + 2 * config.max_name_characters:
            match = _DASH_AND_NAME.match(text, at, end)
    if match is None:
        return None
    name = doc.char_span(*match.span(1), alignment_mode="expand")
    return match.span(1) if name is not None and _is_name(name) else None


def _is_name(tokens: Tokens) -> bool:
    return any(t.ent_type_ in {"PERSON", "ORG"} or t.pos_ == "PROPN" for t in tokens)


def _by_verb(mark: QuotedSpan, candidate: AttributionCandidate, rule: str, config: QuotesConfig) -> Attribution:
    with_source, without = config.beside_verb_confidence, config.beside_verb_without_source_confidence
    return Attribution(
        content=[(mark.start, mark.end)],
        cue=candidate.cue,
        source=candidate.source,
        lemma=candidate.lemma,
        stance=cues().any_stance(candidate.lemma.partition(" ")[0]),
        rule=rule,
        confidence=with_source if candidate.source else without,
        quoted=[mark],
        passive=candidate.passive,
        frame=candidate.frame,
    )


def _may_be_continued(attribution: Attribution, config: QuotesConfig) -> bool:
    """Whether the quote before in the same paragraph is one that the next goes on: its speaker speaks on."""
    start, end = attribution.content[-1]
    return not attribution.scare and end - start >= config.min_continued_characters
