"""The brief: each kind of sentence on records by hand, narrowed to one actor, and where there is little to say."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.record import Record, Sentence, Timex
from components.exports.brief import Brief, brief, checks_line, lead
from tests.court_story import actor, at, court_story, day, event, quote, record_of
from tests.specimen import specimen

STORY = court_story()
TEXT = (
    "Ferry Runs Aground\n\n"
    "The ferry Alma ran aground near Brask on 4 May 2026. Captain Eva Rosen, who was suspended on 6 May 2026, denied "
    "speeding.\n\n"
    "“We saw the lights far too late to turn,” said Eva Rosen. “It was dark,” she said.\n\n"
    "Inspector Karl Dahl claimed that the captain had ignored two warnings. Rosen’s deputy, Nils Falk, said he would "
    "resign. He allegedly slept on watch.\n\n"
    "The Harbour Board will publish its report on 20 May 2026. The court may hear Rosen on 2 June 2026."
)


def dated(words: str, iso: str) -> Timex:
    start, end = at(words, 1, TEXT)
    return Timex(start=start, end=end, type="DATE", value=iso, earliest=iso, latest=iso, rule="by hand")


def ferry(**more: Any) -> Record:
    actors = (
        actor("rosen", "Eva Rosen", ("Eva Rosen",), ("she", 1, "pronoun"), ("Rosen", 3), ("Eva Rosen", 2),
              role="Captain", aliases=("Rosen",), text=TEXT),
        actor("dahl", "Karl Dahl", ("Inspector Karl Dahl",), role="Inspector", text=TEXT),
        actor("falk", "Nils Falk", ("Nils Falk",), role="deputy", text=TEXT),
        actor("board", "Harbour Board", ("The Harbour Board",), ("its", 1, "pronoun"), kind="organisation", text=TEXT),
    )  # fmt: skip
    quotes = (
        quote("q-speeding", "speeding", "rosen", "denied", at("Captain Eva Rosen", 1, TEXT), stance="denying",
              text=TEXT),
        quote("q-lights", "“We saw the lights far too late to turn,”", "rosen", at("said", 1, TEXT),
              at("Eva Rosen", 2, TEXT), kind="direct", text=TEXT),
        quote("q-dark", "“It was dark,”", "rosen", at("said", 2, TEXT), at("she", 1, TEXT), kind="direct", text=TEXT),
        quote("q-ignored", "that the captain had ignored two warnings", "dahl", "claimed",
              at("Inspector Karl Dahl", 1, TEXT), text=TEXT),
        quote("q-resign", "he would resign", "falk", at("said", 3, TEXT), at("Rosen’s deputy, Nils Falk,", 1, TEXT),
              text=TEXT),
    )  # fmt: skip
    events = (
        event("e-aground", "The ferry Alma ran aground near Brask on 4 May 2026", "ran", timex=0, text=TEXT,
              **day("2026-05-04")),
        event("e-suspended", "who was suspended on 6 May 2026", "suspended", timex=1, actors=("rosen",), text=TEXT,
              **(day("2026-05-06") | {"summary": "Eva Rosen was suspended"})),
        event("e-ignored", "the captain had ignored two warnings", "ignored", status="claimed", voice="dahl",
              quote="q-ignored", actors=("rosen",), text=TEXT),
        event("e-report", "The Harbour Board will publish its report on 20 May 2026", "publish", timex=2,
              status="planned", actors=("board",), text=TEXT, **day("2026-05-20")),
        event("e-hear", "The court may hear Rosen on 2 June 2026", "hear", timex=3, status="possible",
              actors=("rosen",), text=TEXT, **day("2026-06-02")),
    )  # fmt: skip
    known = {
        "title": "Ferry Runs Aground", "date": "2026-05-08", "date_basis": "stated",
        "timexes": (dated("4 May 2026", "2026-05-04"), dated("6 May 2026", "2026-05-06"),
                    dated("20 May 2026", "2026-05-20"), dated("2 June 2026", "2026-06-02")),
    } | more  # fmt: skip
    return record_of(
        TEXT, known.pop("events", events), known.pop("quotes", quotes), known.pop("actors", actors), **known
    )


def said(one: Brief) -> list[str]:
    """Every sentence of a brief but its lead."""
    rows = [*(w.sentence for w in one.when), *(v.sentence for v in one.voices)]
    return [*rows, *(f"{c.words} {c.answer}".strip() for c in one.claims), *filter(None, (one.mentioned, one.checks))]


def test_the_lead_says_what_the_article_is() -> None:
    record = msgspec.structs.replace(specimen(), outlet="Arden Post", genre_rule="set by a reader")
    found = lead(record)
    assert found.headline == "Mayor Opens Bridge in Arden"
    assert found.line == "Arden Post · 3 March 2026 (set by hand) · news report · 45 words"


def test_no_outlet_no_date_and_a_kind_that_is_only_assumed() -> None:
    record = msgspec.structs.replace(
        specimen(), date=None, date_basis=None, genre_rule="nothing in it says otherwise"
    )  # fmt: skip
    assert lead(record).line == "no date yet · taken for a news report · 45 words"
    assert lead(msgspec.structs.replace(record, genre="other")).line == "no date yet · 45 words"


def test_who_it_is_about_with_roles_and_first_mentions() -> None:
    rows = [(w.name, w.role, w.mark) for w in brief(STORY).who]
    start = STORY.text.index("Peter Lund")
    assert rows[0] == ("Peter Lund", "", f"m-{start}-{start + len('Peter Lund')}")
    assert [r[:2] for r in rows[1:]] == [
        ("Mara Quist", "Prosecutor"), ("Norvik Marine", ""), ("Jonas Berg", "Lawyer"), ("Ida Holt", "Deputy mayor"),
        ("port authority", ""),
    ][:4]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "shown"), [
    ("Eva Rosen, the deputy mayor, spoke.", "deputy mayor", "Deputy mayor"),
    ("Eva Rosen spoke. President Rosen was there.", "President", ""),  # of another Rosen, it may be
    ("Eva Rosen, wife of the mayor, spoke.", "wife", ""),  # whose?
    ("Dr Eva Rosen spoke.", "Dr", ""),
    ("Rep. Eva Rosen spoke.", "Rep.", "Representative"),
    ("Iowa Gov. Eva Rosen spoke.", "Iowa Gov.", "Iowa governor"),
    ("The hospital’s former head, Eva Rosen, spoke.", "hospital’s former head", "The hospital’s former head"),
    ("He spoke of Eva Rosen being a founder of the gang.", "founder of the gang", ""),  # somebody says so
    ("On Saturday Foreign Minister Eva Rosen spoke.", "Saturday Foreign Minister", "Foreign Minister"),
])  # fmt: skip
def test_a_role_is_told_only_where_it_surely_is_the_actors(text: str, role: str, shown: str) -> None:
    one = actor("rosen", "Eva Rosen", ("Eva Rosen",), ("spoke",), role=role, text=text)
    record = record_of(text, (), (), (one,))
    if role.endswith("."):  # no sentence ends there
        record = msgspec.structs.replace(record, sentences=(Sentence(start=0, end=len(text), paragraph=0),))
    assert [w.role for w in brief(record).who] == [shown]


def test_a_role_within_a_quote_is_the_speakers() -> None:
    text = "“Eva Rosen is the head of a gang,” said Karl Dahl. Eva Rosen left."
    people = (actor("rosen", "Eva Rosen", ("Eva Rosen",), ("Eva Rosen", 2), role="head of a gang", text=text),)
    words = quote("q", "“Eva Rosen is the head of a gang,”", None, "said", kind="direct", text=text)
    assert [w.role for w in brief(record_of(text, (), (words,), people)).who] == [""]


def test_nobody_without_a_name_and_nobody_twice() -> None:
    text = "Michael Jackson sang. Michael danced, Michael said. The company paid, the company said."
    people = (
        actor("mj", "Michael Jackson", ("Michael Jackson",), ("sang",), text=text),
        actor("m", "Michael", ("Michael", 2), ("Michael", 3), text=text),
        actor("c", "company", ("The company", 1, "nominal"), ("the company", 1, "nominal"), kind="organisation",
              text=text),
    )  # fmt: skip
    assert [w.name for w in brief(record_of(text, (), (), people)).who] == ["Michael Jackson"]


def test_what_happened_last_and_what_comes_next() -> None:
    rows = brief(ferry()).when
    assert [r.sentence for r in rows] == [
        "Last, 6 May 2026: Eva Rosen was suspended.",
        "Next, 20 May 2026 (planned): The Harbour Board will publish its report.",
    ]
    assert [r.mark for r in rows] == ["e-suspended", "e-report"]


def test_what_cannot_be_told_is_not_called_the_last() -> None:
    vague = msgspec.structs.replace(ferry().events[1], confidence=0.5)
    record = ferry(events=(ferry().events[0], vague))
    assert [r.sentence for r in brief(record).when] == ["Earlier, 4 May 2026: The ferry Alma ran aground near Brask."]


def test_what_is_possible_or_claimed_is_never_told_as_a_fact() -> None:
    record = ferry()
    assert [r.sentence for r in brief(ferry(events=record.events[4:])).when] == [
        "Later, 2 June 2026 (possible): The court may hear Rosen."  # the report of 20 May stands before it
    ]
    claimed = msgspec.structs.replace(record.events[2], **day("2026-05-04"))
    assert brief(ferry(events=(claimed,))).when == ()  # no date of its own stands in its sentence
    denied = msgspec.structs.replace(record.events[0], status="denied")
    assert brief(ferry(events=(denied,))).when == ()


@pytest.mark.parametrize(("sentence", "trigger", "told"), [
    ("On 4 May 2026 the old bridge collapsed.", "collapsed", "The old bridge collapsed."),
    ("The old bridge collapsed 4 May 2026.", "collapsed", "The old bridge collapsed."),
    ("The court ruled in a paper released 4 May 2026.", "ruled", "The court ruled in a paper released 4 May 2026."),
    ("We closed the bridge on 4 May 2026.", "closed", ""),
    ("They closed the bridge on 4 May 2026.", "closed", ""),
    ("The board rejected that argument on 4 May 2026.", "rejected", ""),
    ("The poll was taken 4 May 2026-6.", "taken", ""),
    ("The board studied the figures of 4 May 2026.", "studied", ""),
    ("The bridge was closed, and the mayor spoke on 4 May 2026.", "closed", ""),
    ("The bridge, which was closed on 4 May 2026 by it.", "closed", ""),
])  # fmt: skip
def test_an_event_is_told_in_the_articles_words_or_not_at_all(sentence: str, trigger: str, told: str) -> None:
    start = sentence.index("4 May 2026")
    timex = Timex(start=start, end=start + 10, type="DATE", value="2026-05-04", earliest="2026-05-04",
                  latest="2026-05-04", rule="by hand")  # fmt: skip
    clause = sentence.rstrip(".")
    one = event("e", clause, trigger, timex=0, text=sentence, **day("2026-05-04"))
    record = record_of(sentence, (one,), (), (), date="2026-05-08", timexes=(timex,))
    assert [r.words for r in brief(record).when] == ([told] if told else [])


@pytest.mark.parametrize(("sentence", "trigger", "date", "told"), [
    ("A hearing in Brask is planned for 20 May 2026.", "planned", "20 May 2026", "A hearing in Brask is planned."),
    ("The hearing is set for 20 May 2026.", "hearing", "20 May 2026", "The hearing is set."),
    ("The new ferry will sail on 20 May 2026.", "ferry", "20 May 2026", "The new ferry will sail."),
    ("Rosen plans to stand down on 20 May 2026 after a long illness.", "stand", "20 May 2026",
     "Rosen plans to stand down on 20 May 2026 after a long illness."),
    ("Parliament reconvenes 20 May 2026.", "reconvenes", "20 May 2026", "Parliament reconvenes."),
    ("He plans to stand down on 20 May 2026.", "stand", "20 May 2026", ""),
    ("The board said the hearing will be on 20 May 2026.", "hearing", "20 May 2026", ""),
    ("The hearing of 20 May 2026 was wanted.", "hearing", "20 May 2026", ""),
    ("It will be a long hearing: we meet on 20 May 2026.", "meet", "20 May 2026", ""),
])  # fmt: skip
def test_a_planned_event_is_told_in_its_whole_sentence(sentence: str, trigger: str, date: str, told: str) -> None:
    start = sentence.index(date)
    timex = Timex(start=start, end=start + len(date), type="DATE", value="2026-05-20", earliest="2026-05-20",
                  latest="2026-05-20", rule="by hand")  # fmt: skip
    one = event("e", trigger, trigger, timex=0, status="planned", confidence=0.66, text=sentence, **day("2026-05-20"))
    record = record_of(sentence, (one,), (), (), date="2026-05-08", timexes=(timex,))
    assert [(r.label, r.words) for r in brief(record).when] == ([("Next", told)] if told else [])


def test_an_event_that_a_noun_names_is_not_told() -> None:
    noun = msgspec.structs.replace(ferry().events[0], rule="named as something that is")
    assert brief(ferry(events=(noun,))).when == ()


def test_without_an_article_date_what_has_happened_is_told() -> None:
    rows = [r.sentence for r in brief(ferry(date=None, date_basis=None)).when]
    assert rows[0] == "Last, 6 May 2026: Eva Rosen was suspended."


def test_who_says_what_full_quotes_first() -> None:
    rows = brief(ferry()).voices
    assert [(r.sentence, r.kind, r.quote) for r in rows] == [
        ("Eva Rosen (Captain): “We saw the lights far too late to turn”", "full quote", "q-lights"),
        ("Karl Dahl claimed that the captain had ignored two warnings.", "paraphrase", "q-ignored"),
    ]


def test_a_quote_is_cut_only_between_its_sentences() -> None:
    first = "“The tide was on our side and the wind was not."
    text = f"{first} {' '.join(['We waited'] * 20)}.” said Eva Rosen. Eva Rosen left."
    people = (actor("rosen", "Eva Rosen", ("Eva Rosen",), ("Eva Rosen", 2), text=text),)
    start, end = 0, text.index("”") + 1
    words = quote("q", text[start:end], "rosen", "said", at("Eva Rosen", 1, text), kind="direct", text=text)
    shown = brief(record_of(text, (), (words,), people)).voices
    assert [v.words for v in shown] == ["“The tide was on our side and the wind was not. …”"]


@pytest.mark.parametrize(("cue", "words", "told"), [
    ("said", "that the ferry was late again", "Eva Rosen said that the ferry was late again."),
    ("told", "The ferry was late again", "Eva Rosen said that the ferry was late again."),
    ("hoped", "that the ferry was late again", ""),
    ("said", "to close the ferry at once", ""),
    ("said", "that it was late once again", ""),  # it is none of a person's own
    ("said", "that we were late once again", ""),
    ("said", "However, the ferry was late", ""),
])  # fmt: skip
def test_a_paraphrase_is_told_only_as_a_whole_clause(cue: str, words: str, told: str) -> None:
    text = f"Eva Rosen {cue} {words}."
    people = (actor("rosen", "Eva Rosen", ("Eva Rosen",), text=text),)
    one = quote("q", words, "rosen", cue, at("Eva Rosen", 1, text), text=text)
    assert [v.words for v in brief(record_of(text, (), (one,), people)).voices] == ([told] if told else [])


def test_a_quote_whose_speaker_is_a_pronoun_alone_is_told_only_after_a_named_one() -> None:
    text = "“We saw it come from the north,” she said."
    people = (actor("rosen", "Eva Rosen", ("she", 1, "pronoun"), ("We",), text=text),)
    one = quote("q", "“We saw it come from the north,”", "rosen", "said", at("she", 1, text), kind="direct", text=text)
    assert brief(record_of(text, (), (one,), people)).voices == ()


def test_claims_with_who_denies_or_is_not_heard() -> None:
    lines = [(c.words, c.answer, c.mark, c.answer_mark) for c in brief(STORY).claims]
    assert lines == [
        ("Mara Quist alleged that Norvik Marine sent false invoices to the port authority.",
         "No answer from Norvik Marine in the text.", "q-invoices", ""),
        ("Mara Quist said that Lund took 40,000 crowns from the dredging firm Norvik Marine in May 2023.",
         "Peter Lund denied taking any money.", "q-took", "q-denied"),
        ("Mara Quist accused the deputy mayor, Ida Holt, of warning Lund about the case.",
         "Ida Holt declined to comment.", "e-accused", "e-declined"),
    ]  # fmt: skip
    assert brief(STORY).more_claims == 4


def test_an_accusation_without_a_quote_of_its_own_is_told_of_whom_it_accuses() -> None:
    quotes = [q for q in STORY.quotes if q.id != "q-warned"]
    record = record_of(STORY.text, STORY.events, quotes, STORY.actors)
    lines = [(c.words, c.answer, c.mark) for c in brief(record, "holt").claims]
    assert lines == [
        ("Mara Quist accused the deputy mayor, Ida Holt, of warning Lund about the case.",
         "Ida Holt declined to comment.", "e-accused")
    ]  # fmt: skip


def accused(*whom: str, after: str = "") -> Record:
    """Quist accuses each of these of theft, in a sentence each."""
    names = {"acme": "Acme", "lund": "Lund", "holt": "Holt", "reed": "Reed", "bolt": "Bolt"}
    text = " ".join(f"Quist accused {names[w]} of stealing the {w} files." for w in whom) + after
    actors = [actor("quist", "Quist", *[("Quist", n + 1) for n in range(len(whom))], text=text)]
    for one in whom:
        spans = [(names[one], n + 1) for n in range(text.count(names[one]))]
        actors.append(actor(one, names[one], *spans, kind="organisation" if one == "acme" else "person", text=text))
    events = [
        event(f"e-{w}", f"Quist accused {names[w]} of stealing the {w} files", "accused", kind="reporting",
              actors=("quist", w), text=text) for w in whom
    ]  # fmt: skip
    return record_of(text, events, (), actors)


def test_what_nobody_answers_comes_first_and_people_before_bodies() -> None:
    record = accused("acme", "holt", "lund", after=" Holt declined to comment.")
    assert [c.words.removeprefix("Quist accused ")[:4] for c in brief(record).claims] == ["Lund", "Acme", "Holt"]
    assert (brief(record).more_claims, brief(record, "acme").more_claims) == (0, 0)


def test_at_most_three_claims_and_how_many_more_there_are() -> None:
    found = brief(accused("acme", "holt", "lund", "reed", "bolt"))
    assert (len(found.claims), found.more_claims) == (3, 2)


def test_who_is_heard_before_but_not_on_this_has_no_answer_to_this() -> None:
    before = "“I was at sea that night,” Lund said. "
    record = accused("lund")
    text = before + record.text
    people = (actor("quist", "Quist", ("Quist",), text=text), actor("lund", "Lund", ("Lund",), ("Lund", 2), text=text))
    said = quote("q", "“I was at sea that night,”", "lund", "said", kind="direct", text=text)
    act = event("e", "Quist accused Lund of stealing the lund files", "accused", kind="reporting", text=text)
    (line,) = brief(record_of(text, [act], [said], people)).claims
    assert line.answer == "No answer to this from Lund in the text."


def test_denied_it_is_the_answer() -> None:
    found = brief(accused("lund", after=" Lund denied it."))
    assert [f"{c.words} {c.answer}" for c in found.claims] == [
        "Quist accused Lund of stealing the lund files. Lund denied it."
    ]


def test_whoever_is_heard_somewhere_is_not_called_silent() -> None:
    answer = quote("q-n", "“My client never touched the contract,”", "norvik", at("said", 3), kind="direct")
    record = msgspec.structs.replace(STORY, quotes=(*STORY.quotes, answer))
    assert "No answer from Norvik Marine in the text." not in [c.answer for c in brief(record).claims]


def test_a_denial_stands_by_itself_where_no_claim_can_be_told() -> None:
    claims = [c.words for c in brief(ferry(quotes=ferry().quotes[:1], events=())).claims]
    assert claims == []  # "denied speeding" is too short to stand on its own
    text = "Eva Rosen denied taking the money."
    people = (actor("rosen", "Eva Rosen", ("Eva Rosen",), text=text),)
    one = quote("q", "taking the money", "rosen", "denied", at("Eva Rosen", 1, text), stance="denying", text=text)
    assert [c.words for c in brief(record_of(text, (), (one,), people)).claims] == [
        "Eva Rosen denied taking the money."
    ]


def test_an_accusation_is_told_with_whom_it_is_of() -> None:
    text = "Eva Rosen accused Karl Dahl of stealing the logbook."
    people = tuple(actor(i, n, (n,), text=text) for i, n in (("rosen", "Eva Rosen"), ("dahl", "Karl Dahl")))
    one = quote("q", "Karl Dahl of stealing the logbook", "rosen", "accused", at("Eva Rosen", 1, text), text=text)
    told = event("e", "stealing the logbook", "stealing", status="claimed", voice="rosen", quote="q", actors=("dahl",),
                 text=text)  # fmt: skip
    lines = brief(record_of(text, (told,), (one,), people)).claims
    assert [f"{c.words} {c.answer}" for c in lines] == [
        "Eva Rosen accused Karl Dahl of stealing the logbook. No answer from Karl Dahl in the text."
    ]


def test_of_one_actor_only_what_concerns_it() -> None:
    found = brief(STORY, "lund")
    assert (found.about, [w.name for w in found.who]) == ("Peter Lund", ["Peter Lund"])
    assert found.mentioned == "Peter Lund is mentioned five times, three of them by name."
    assert [v.sentence for v in found.voices] == [
        "Mara Quist said that Lund took 40,000 crowns from the dredging firm Norvik Marine in May 2023."
    ]
    assert [c.answer for c in found.claims] == [
        "Peter Lund denied taking any money.", "Ida Holt declined to comment."  # of warning Lund
    ]  # fmt: skip
    board = brief(ferry(), "board")
    assert [w.sentence for w in board.when] == [
        "Next, 20 May 2026 (planned): The Harbour Board will publish its report."
    ]
    assert board.voices == () and board.claims == ()
    assert board.mentioned == "The Harbour Board is mentioned twice, once by name."


def test_an_actor_that_is_gone_narrows_nothing() -> None:
    assert brief(STORY, "gone") == brief(STORY)


@pytest.mark.parametrize(("n", "words"), [
    (None, ""), (0, "Nothing here asks to be checked."), (1, "One item to check before you rely on this."),
    (12, "12 items to check before you rely on this."),
])  # fmt: skip
def test_what_to_check(n: int | None, words: str) -> None:
    assert checks_line(n) == words
    assert brief(STORY, checks=n).checks == words


def test_where_there_is_nothing_to_say_nothing_is_said() -> None:
    record = msgspec.structs.replace(STORY, events=(), quotes=(), actors=(), claims=())
    found = brief(record)
    assert (found.who, found.when, found.voices, found.claims, said(found)) == ((), (), (), (), [])
    assert said(brief(record_of("", (), (), (), title=""))) == []


def test_every_sentence_begins_with_a_capital_and_ends() -> None:
    for record in (STORY, ferry(), specimen()):
        for one in (None, *(a.id for a in record.actors)):
            for sentence in said(brief(record, one)):
                assert sentence[:1].isupper() and sentence[-1] in ".”", sentence
                assert "None" not in sentence and "  " not in sentence
