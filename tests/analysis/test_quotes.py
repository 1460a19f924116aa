"""Quotes: kinds, cues, sources, speakers, marks of every sort, by short texts with records written by hand."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from components.analysis.findings import Findings, findings
from components.analysis.quotes import quotes_without_cue
from components.analysis.quotes.all_attributions import find_attributions
from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.content_span_borders import complete_content
from components.analysis.quotes.quotation_marks import find_quoted_spans
from components.analysis.quotes.quoted_purpose_clauses import attribute_quoted_purposes
from components.domain.article import make_article
from components.domain.record import Actor, Mention, Quote, QuoteKind, Record, UnsureQuote, unsure_of
from components.domain.text_outline import paragraph_spans
from tests.pace import paces

Read = Callable[..., Record]


def told(record: Record, quote: Quote) -> tuple[str, tuple[str, ...], str | None, str | None, str | None]:
    """Kind, content, cue, source and speaker of a quote, in words."""
    text = record.text
    names = {a.id: a.name for a in record.actors}
    return (
        quote.kind,
        tuple(text[s:e] for s, e in quote.content),
        text[slice(*quote.cue)] if quote.cue else None,
        text[slice(*quote.source)] if quote.source else None,
        names.get(quote.speaker or ""),
    )


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Anna Smith met the mayor. “We will win this fight,” Smith said on Monday.",
            [("direct", ("“We will win this fight,”",), "said", "Smith", "Anna Smith")],
        ),
        (
            'Anna Smith met the mayor. Smith said: "We will win this fight."',
            [("direct", ('"We will win this fight."',), "said", "Smith", "Anna Smith")],
        ),
        (
            "“We are tired,” said Anna Smith, “and we will go home now.”",
            [("direct", ("“We are tired,”", "“and we will go home now.”"), "said", "Anna Smith", "Anna Smith")],
        ),
        (
            "Anna Smith said on Monday that the bridge would close.",
            [("indirect", ("that the bridge would close",), "said", "Anna Smith", "Anna Smith")],
        ),
        (
            "Anna Smith said the bridge would close.",
            [("indirect", ("the bridge would close",), "said", "Anna Smith", "Anna Smith")],
        ),
        (
            "The bridge will close, according to Anna Smith.",
            [("indirect", ("The bridge will close",), "according to", "Anna Smith", "Anna Smith")],
        ),
        (
            "Anna Smith said the plan was “a gift to the rich”.",
            [("mixed", ("the plan was “a gift to the rich”",), "said", "Anna Smith", "Anna Smith")],
        ),
        (
            "Anna Smith urged the council to close the bridge.",
            [("indirect", ("the council to close the bridge",), "urged", "Anna Smith", "Anna Smith")],
        ),
    ],
)
def test_constructions(read: Read, text: str, quotes: list[tuple[object, ...]]) -> None:
    record = read(text)
    assert [told(record, q) for q in record.quotes] == quotes


def test_straight_and_curly_are_read_alike(read: Read) -> None:
    curly = read("“We will win this fight,” Anna Smith said.")
    straight = read('"We will win this fight," Anna Smith said.')
    assert [(q.kind, q.content, q.cue, q.source) for q in curly.quotes] == [
        (q.kind, q.content, q.cue, q.source) for q in straight.quotes
    ]


def test_the_speaker_is_carried_over_a_run(read: Read) -> None:
    record = read("“We will win this fight,” Anna Smith said. “It has cost us years. We won’t stop.”")
    (quote,) = record.quotes
    assert [record.text[s:e] for s, e in quote.content] == [
        "“We will win this fight,”",
        "“It has cost us years. We won’t stop.”",
    ]


def test_a_name_and_a_colon_name_the_speaker(read: Read) -> None:
    record = read(
        "“It is a fair price,” Laura Kessel said.\n\nDaniel Osei will join the board. "
        "Osei: “I have spent 22 years building this company. It is in good hands.”"
    )
    (quote,) = [q for q in record.quotes if "22 years" in record.text[slice(*q.content[0])]]
    assert told(record, quote)[3:] == ("Osei", "Daniel Osei") and quote.rule == "a quote after a name and a colon"


def test_i_is_whoever_is_quoted_and_nobody_is_she_to_herself(read: Read) -> None:
    record = read(
        "Prime Minister Levon Petrosyan met reporters. “I saw it with my own eyes,” said Anna Smith, 61. "
        "“She has waited almost two years to tell her side,” Smith said."
    )
    mine = next(a for a in record.actors if a.name == "Anna Smith")
    words = [record.text[m.start : m.end] for m in mine.mentions if m.form == "pronoun"]
    assert words == ["I", "my"]


def test_a_pronoun_beside_quoted_words_is_still_its_speakers(read: Read) -> None:
    record = read("Donald Trump said he would “never” leave the party.")
    assert [m.form for m in record.actors[0].mentions] == ["name", "pronoun"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "While Carl Dunne had artists, that concerns Mark Hale.\n\n"
            "“No one sings for the mayor. Dunne had a band,” he said.\n\n“The vote is against us,” he added.",
            None,
        ),
        ("Mark Hale saw Carl Dunne shoot.\n\n“Dunne fired the gun,” he said on Monday.", None),
        ("Carl Dunne spoke in Leeds.\n\n“I fired the gun,” he said on Monday.", "Carl Dunne"),
        (
            "The singer Carl Dunne spoke in Leeds.\n\n“It goes into the fund (Dunne's charity) today,” he said.",
            "Carl Dunne",
        ),
        ("“Dunne never gives in,” Carl Dunne said on Monday.", "Carl Dunne"),
        ("Carl Dunne met Mark Hale in Leeds.\n\n“I, Carl Dunne, will run for mayor,” he said.", "Carl Dunne"),
        ("The singer Carl Dunne spoke in Leeds.\n\n“Nobody knows more than Dunne,” he said on Monday.", "Carl Dunne"),
    ],
)
def test_who_is_named_in_a_quote_is_not_the_he_that_says_it(read: Read, text: str, speaker: str | None) -> None:
    record = read(text)
    spoken = [told(record, q) for q in record.quotes if q.kind == "direct"]
    assert spoken and {one[4] for one in spoken} == {speaker}, spoken


def test_whom_a_letter_is_addressed_to_is_no_name_before_a_quote(read: Read) -> None:
    record = read("From the letter to Dr. Jones: “We regret to inform you of our decision today.”")
    (quote,) = record.quotes
    assert quote.rule != "a quote after a name and a colon"


def test_who_acts_is_told_by_who_says_i(read: Read) -> None:
    record = read("Prime Minister Levon Petrosyan met reporters. “I love Armenia,” said Anna Smith, 61.")
    assert [(r.agent, r.verb) for r in record.relations if r.verb == "love"] == [("anna-smith", "love")]


def test_ten_thousand_initials_before_a_quote_take_under_five_seconds() -> None:
    begun = time.perf_counter()
    text = "A." * 20_000 + " “We will win this fight in the end.”"
    nlp = spacy.blank("en")
    nlp.max_length = 2_000_000
    doc = nlp.make_doc(text)
    doc[0].is_sent_start = True
    mark = find_quoted_spans(text, [(0, len(text))])[0]
    assert quotes_without_cue.speaker_named_before(doc, text, mark, (0, len(text)), {0}) is None
    assert time.perf_counter() - begun < 5


def test_who_declines_to_comment_says_nothing(read: Read) -> None:
    assert read("The agency declined to comment. A spokesman refused to be named.").quotes == ()


def test_stance_of_the_cue(read: Read) -> None:
    cues = {
        "claimed that": "doubting",
        "said that": "neutral",
        "denied that": "denying",
        "warned that": "warning",
        "promised that": "promising",
        "acknowledged that": "endorsing",
        "feared that": "feeling",
    }
    for cue, stance in cues.items():
        record = read(f"Anna Smith {cue} the bridge would close.")
        assert [q.stance for q in record.quotes] == [stance], cue


def test_nobody_is_named_rather_than_guessed(read: Read) -> None:
    record = read("The bridge is seen as a symbol of the city.")
    assert record.quotes == ()  # nobody's view is too little to be told
    (quote,) = unsure_of(record, UnsureQuote)
    assert (quote.source, quote.speaker, quote.source_type) == (None, None, "unattributed")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Smith said the bridge would close.", "named"),
        ("A spokesman said the bridge would close.", "role"),
        ("Several analysts said the bridge would close.", "collective"),
        ("Two sources familiar with the plan said the bridge would close.", "anonymous"),
        ("The report said the bridge would close.", "document"),
        ("The New York Times reported that the bridge would close.", "media"),
    ],
)
def test_kinds_of_source(read: Read, text: str, kind: str) -> None:
    assert [q.source_type for q in read(text).quotes] == [kind]


def test_quoted_words_of_nobodys_are_distance(read: Read) -> None:
    record = read("The so-called “reform” went through in the night.")
    assert [(q.kind, q.speaker) for q in record.quotes] == [("scare", None)]


def test_what_is_no_quote(read: Read) -> None:
    assert read("Anna Smith opened the bridge. It carries four thousand cars a day.").quotes == ()


def test_nothing_is_quoted_twice_from_two_headlines(read: Read) -> None:
    text = (
        "Smith Says Old Bridge Will Close in June After Repairs\nSmith Says Bridge Will Close in June\n\n"
        "The bridge carries four thousand cars a day, and it has been closed twice since it was built in 1970."
    )
    assert len(read(text).quotes) <= 1


def test_every_quote_says_by_what_it_was_found(read: Read) -> None:
    record = read("“We will win,” Anna Smith said. She claimed that it was over. It is seen as a “win”.")
    assert len(record.quotes) >= 3
    assert all(q.rule and 0 < q.confidence <= 1 for q in record.quotes)
    assert len({q.id for q in record.quotes}) == len(record.quotes)


def marked(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quoted_spans(text, paragraph_spans(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “yes” and «no» and „maybe“ and ``so''.", ["“yes”", "«no»", "„maybe“", "``so''"]),
        ('The 27" screen and the 6\' 2" man.', []),
        ("The drivers’ union and the ’90s.", []),
        ("She called it ‘a mess’ and left.", ["‘a mess’"]),
        ("“He said ‘never’ to me,” she said.", ["“He said ‘never’ to me,”"]),
        ("A stray “ mark here.\n\n“A whole quote,” he said.", ["“A whole quote,”"]),
        ("“It goes on.\n\n“And on,” he said.", ["“It goes on.", "“And on,”"]),
        ("''It's mine,'' he said. ''All of it.''", ["''It's mine,''", "''All of it.''"]),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    assert marked(text) == found


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="ab .,\n'\"“”‘’`«»„0", max_size=120))
def test_any_placement_of_marks_stays_within_the_text(text: str) -> None:
    spans = find_quoted_spans(text, paragraph_spans(text))
    assert all(0 <= q.start < q.end <= len(text) for q in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_ten_thousand_marks_take_under_a_second() -> None:
    text = 'He said “so” and "that" and ‘this’. ' * 1700
    assert len(marked(text)) > 4000
    assert paces(lambda: marked(text), times=2) < 60


def test_the_seed_as_a_careful_reader_has_it(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    found = {(q.kind, record.text[slice(*q.content[0])], told(record, q)[4]) for q in record.quotes}
    assert found == {
        ("indirect", "Canada to Break from U.S. Influence", "China"),
        ("indirect", "Canada to pursue a more independent foreign policy", "Chinese officials"),
        ("indirect", "Ottawa to distance itself from the influence of the United States", "Chinese officials"),
        ("indirect", "optimism about the mission's potential", "Scott Moe"),
        (
            "mixed",
            'what they describe as "a history of economic coercion" by Beijing',
            "International security experts",
        ),
        (
            "indirect",
            "that Canada must navigate these talks with a clear-eyed view of its own national security and economic "
            "interests",
            "International security experts",
        ),
        (
            "indirect",
            "Beijing is seeking to exploit any fractures or independent tendencies within traditional Western "
            "alliances",
            "Analysts",
        ),
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "“The plan is dead,” said an official, who spoke on condition of anonymity because the talks are private.",
            "because the talks are private",
        ),
        (
            "“The plan is dead,” said an official who asked for anonymity to discuss private talks.",
            "to discuss private talks",
        ),
        ("“The plan is dead,” said an official who spoke on condition of anonymity.", None),
    ],
)
def test_the_reason_for_not_naming_a_source(read: Read, text: str, why: str | None) -> None:
    (quote,) = read(text).quotes
    assert quote.source_type == "anonymous"
    assert (text[slice(*quote.anonymity)] if quote.anonymity else None) == why


@pytest.mark.parametrize(
    ("text", "found", "cue", "whole"),
    [
        (
            "She attacked her opponent as a fraud and a scam artist.",
            "her opponent as a fraud and a",
            "",
            "a scam artist",
        ),
        ("He said the house burned to the ground in May.", "the house burned to", "said", "to the ground"),
        ("Merrill says she will go on and said it twice.", "she will go on and", "says", "she will go on"),
        ("He bemoaned the unrest in Charlotte, she said.", "the unrest in", "bemoaned", "the unrest in Charlotte"),
        (
            "They will invest in Johnson & Johnson, he said.",
            "They will invest in Johnson &",
            "said",
            "Johnson & Johnson",
        ),
        ("She praised the president's plan.", "the president's", "praised", "the president's plan"),
        ("She said the bridge would close.", "the bridge would close", "said", "the bridge would close"),
        ("They said they planned to tune in.", "they planned to tune in", "said", "they planned to tune in"),
        ("He spoke of a “plan and” nothing more.", "a “plan and”", "", "a “plan and”"),
        # Neither into quotation marks nor into the words that attribute it:
        ("He spoke of the need to work with “the other side”.", "the need to work with", "", "the need to work with"),
        ("He called her rival as a “liar” in May.", "her rival as a", "called", "her rival as a"),
        ("It was written by the spokesman.", "It was written by", "spokesman", "It was written by"),
    ],
)
def test_what_is_said_ends_with_a_phrase(nlp: Language, text: str, found: str, cue: str, whole: str) -> None:
    start = text.index(found)
    said = (text.index(cue), text.index(cue) + len(cue)) if cue else None
    one = Attribution([(start, start + len(found))], cue=said, quoted=list(find_quoted_spans(text, [(0, len(text))])))
    complete_content(nlp(text), one)
    assert text[slice(*one.content[-1])].endswith(whole)
    assert one.content[-1][0] == start


@pytest.mark.parametrize(
    ("signed", "source", "speaker"),
    [("— Mayor Petra Lindqvist (@petral), January 14, 2025", "Mayor Petra Lindqvist", "Petra Lindqvist"),
     ("– Omar Haddad", "Omar Haddad", "Omar Haddad"), ("-- Omar Haddad, a fisherman", "Omar Haddad", "Omar Haddad"),
     ("— and the crowd went home.", None, None), ("— Omar Haddad was not there.", None, None)],
)  # fmt: skip
def test_a_dash_and_a_name_sign_a_quote(read: Read, signed: str, source: str | None, speaker: str | None) -> None:
    text = (
        "The pier of Kelmouth burned down on Tuesday night.\n\n"
        f"“The pier is gone and nobody in the town can believe it.” {signed}\n\nAn inquiry will begin in March."
    )
    record = read(text)
    quote = next(q for q in record.quotes if text[q.content[0][0]] == "“")
    assert quote.kind == "direct" and (text[slice(*quote.source)] if quote.source else None) == source
    names = {a.id: a.name for a in record.actors}
    assert names.get(quote.speaker or "") == speaker


def kinds(doc: Doc) -> list[str]:
    return [quote.kind for quote in findings(doc).quotes]


def test_how_many_quoted_words_are_distance(nlp: Language) -> None:
    doc = nlp("The so-called “plan of the century” is old.")
    assert kinds(doc) == ["scare"]
    doc = nlp.create_pipe("dateline_quotes", config={"max_scare_words": 3})(doc)
    assert [(q.quote_kind, q.source_type) for q in findings(doc).unsure_quotes] == [("mixed", "unattributed")]


def test_a_quote_is_no_surer_than_its_speaker(nlp: Language) -> None:
    doc = nlp("“The pier is gone and will not return,” Petra Lindqvist said.")
    (quote,) = findings(doc).quotes
    assert 0.9 < quote.confidence <= 0.96
    findings(doc).quotes = []
    doc = nlp.create_pipe("dateline_quotes", config={"named_speaker_confidence": 0.7})(doc)
    (unsurer,) = findings(doc).quotes
    assert unsurer.confidence == pytest.approx(quote.confidence * 0.7 / 0.96, abs=0.02)


BLANK = spacy.blank("en")
REPORT = "Ada Marsh said it rained. Tom Ruiz said it snowed."
MARSH = Actor(id="marsh", name="Ada Marsh", kind="person", mentions=(Mention(start=0, end=9, form="name"),))
RUIZ = Actor(id="ruiz", name="Tom Ruiz", kind="person", mentions=(Mention(start=26, end=34, form="name"),))
SOMEBODY = Actor(id="x", name="Marsh", kind="person", mentions=(Mention(start=0, end=9, form="name"),))


def annotated(actors: list[Actor], *quotes: tuple[str, QuoteKind, str | None]) -> Doc:
    """The report with quotes by content, kind and speaker."""
    doc = BLANK.make_doc(REPORT)
    made = [
        Quote(
            id=words,
            kind=kind,
            content=((REPORT.index(words), REPORT.index(words) + len(words)),),
            cue=None,
            source=None,
            speaker=speaker,
            source_type="unattributed",
            rule="by hand",
            confidence=1.0,
        )
        for words, kind, speaker in quotes
    ]
    doc._.dateline = Findings(article=make_article(REPORT), actors=actors, quotes=made)
    return doc


def test_quotes_are_scored_by_their_contents() -> None:
    examples = [
        Example(
            annotated([SOMEBODY, RUIZ], ("it rained", "indirect", "x"), ("it snowed", "direct", None)),
            annotated([MARSH, RUIZ], ("it rained", "indirect", "marsh"), ("it snowed", "indirect", "ruiz")),
        ),
        Example(
            annotated([], ("rained", "indirect", None), ("it snowed", "indirect", None)),
            annotated([], ("it rained", "indirect", None), ("it snowed", "indirect", None)),
        ),
    ]
    scores = BLANK.create_pipe("dateline_quotes").score(examples)
    assert (scores["quotes_p"], scores["quotes_r"], scores["quotes_f"]) == (0.75, 0.75, 0.75), "“rained” lacks a word"
    assert scores["quotes_speaker_acc"] == pytest.approx(2 / 3), "Ruiz's has none; Marsh goes by another name"
    assert scores["quotes_kind_acc"] == pytest.approx(2 / 3)


def test_a_quote_that_nobody_shares_has_no_accuracy() -> None:
    scores = BLANK.create_pipe("dateline_quotes").score([Example(annotated([]), annotated([]))])
    assert (scores["quotes_f"], scores["quotes_speaker_acc"], scores["quotes_kind_acc"]) == (0.0, 0.0, 0.0)


def attributed(nlp: Language, text: str) -> list[tuple[list[str], str | None, str, float]]:
    """What parse and quotation marks alone attribute: contents, source, rule and confidence."""
    doc = nlp(text)
    attributions = find_attributions(doc, findings(doc).paragraphs, [], QuotesConfig())
    attribute_quoted_purposes(doc, attributions, QuotesConfig())
    return [
        ([text[s:e] for s, e in a.content], text[slice(*a.source)] if a.source else None, a.rule, a.confidence)
        for a in attributions
    ]


@pytest.mark.parametrize(
    ("text", "content", "source", "rule", "confidence"),
    [
        ("Anna Smith said the bridge would close.", ["the bridge would close"], "Anna Smith",
         "a reporting verb and the clause it reports", 0.8),
        ("Anna Smith urged the mayor to close the bridge.", ["the mayor to close the bridge"], "Anna Smith",
         "a reporting verb and what is to be done", 0.65),
        ("Anna Smith praised the plan.", ["the plan"], "Anna Smith", "a reporting verb and its object", 0.65),
        ("Anna Smith warned of delays.", ["delays"], "Anna Smith",
         "a verb of speaking or seeing and what follows “of”", 0.65),
        ("The bridge, Anna Smith said, would close.", ["The bridge", "would close"], "Anna Smith",
         "a reporting verb set between commas", 0.8),
        ("The bridge will close, according to Anna Smith.", ["The bridge will close"], "Anna Smith",
         "“according to”", 0.8),
        ("The claim by Anna Smith that the bridge would close was false.", ["that the bridge would close"],
         "Anna Smith", "a noun of saying or thinking and the clause it announces", 0.65),
        ("It was seen as a fraud.", ["a fraud"], None, "a verb of speaking or seeing and what follows “as”", 0.65),
        ("“We will win this fight,” it was said.", ["“We will win this fight,”"], None,
         "a reporting verb and the clause it reports", 0.65),
        ("Osei: “The plan is in good hands now, and it works.”", ["“The plan is in good hands now, and it works.”"],
         "Osei", "a quote after a name and a colon", 0.9),
        ("“We will win this fight and go on,” Smith said. “We always do.”",
         ["“We will win this fight and go on,”", "“We always do.”"], "Smith",
         "a reporting verb and the clause it reports", 0.8),
        ("“We will win this fight and go on as before.” Then it rained.",
         ["“We will win this fight and go on as before.”"], None, "a quote with no one named", 0.4),
        ("The so-called “plan of the century” is old.", ["“plan of the century”"], None,
         "quoted words of nobody's: distance", 0.5),
        ("Smith opted out to “avoid confusion”.", ["“avoid confusion”"], "Smith",
         "a quoted purpose of what somebody does, with no verb of speaking", 0.35),
        ("Smith declined to close the bridge.", ["to close the bridge"], "Smith",
         "a reporting verb and what is to be done", 0.65),
    ],
)  # fmt: skip
def test_how_sure_a_construction_is(
    nlp: Language, text: str, content: list[str], source: str | None, rule: str, confidence: float
) -> None:
    assert attributed(nlp, text) == [(content, source, rule, confidence)]


def test_a_quote_that_fills_its_paragraph_goes_on_from_the_one_before(nlp: Language) -> None:
    text = "“We will win this fight and go on,” Smith said.\n\n“We always do, and we always did so before.”"
    assert attributed(nlp, text)[1:] == [
        (
            ["“We always do, and we always did so before.”"],
            "Smith",
            "a quote that goes on from the speaker before",
            0.55,
        )
    ]
