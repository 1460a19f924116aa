"""The events of short texts: what, when, how sure, in whose voice, and which tellings are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from components.analysis.findings import Findings, findings
from components.domain.article import make_article
from components.domain.record import Event, Record, Status, UnsureEvent, unsure_of

Read = Callable[..., Record]
DAY = "2026-01-13"
DAY_OF = {"Friday": "2026-01-09", "Monday": "2026-01-12"}  # the last ones before it


def told(record: Record, word: str) -> Event:
    """The event with a telling by that word."""
    found = [e for e in record.events if any(record.text[s:t] == word for s, t in e.mentions)]
    assert found, [record.text[e.trigger[0] : e.trigger[1]] for e in record.events]
    return found[0]


def words(record: Record, event: Event) -> list[str]:
    return [record.text[s:e] for s, e in event.mentions]


@pytest.mark.parametrize(
    ("text", "word", "earliest", "latest", "precision", "basis"),
    [
        ("The minister resigned on Friday.", "resigned", "2026-01-09", "2026-01-09", "day", "relative"),
        ("The minister resigned on May 5, 2020.", "resigned", "2020-05-05", "2020-05-05", "day", "stated"),
        ("The bridge collapsed last year.", "collapsed", "2025-01-01", "2025-12-31", "year", "relative"),
        ("Rebels attacked the town in March 2019.", "attacked", "2019-03-01", "2019-03-31", "month", "stated"),
        ("The summit on Monday was short.", "summit", "2026-01-12", "2026-01-12", "day", "relative"),
        ("The minister resigned.", "resigned", None, None, None, "none"),
        (
            "In contrast to Thursday, when police arrested two men, marchers were calm on Friday.",
            "arrested",
            "2026-01-08",
            "2026-01-08",
            "day",
            "relative",
        ),
        ("The slide in prices last June hurt the fund.", "slide", "2025-06-01", "2025-06-30", "month", "relative"),
        ("The army fought there since 2019.", "fought", "2019-01-01", None, "range", "stated"),
        ("Troops fought there until March 2020.", "fought", None, "2020-03-31", "range", "stated"),
        ("The council will vote in two weeks.", "vote", "2026-01-26", "2026-02-01", "range", "relative"),
        ("Crews will finish the work within a month.", "finish", "2026-01-13", "2026-02-13", "range", "relative"),
        ("Crews built the school in two weeks.", "built", None, None, None, "none"),
        ("A final vote is expected by the end of April.", "vote", None, "2026-04-30", "range", "relative"),
        ("A hearing is scheduled for Friday.", "hearing", "2026-01-16", "2026-01-16", "day", "relative"),
    ],
)
def test_dates(
    read: Read,
    text: str,
    word: str,
    earliest: str | None,
    latest: str | None,
    precision: str | None,
    basis: str,
) -> None:
    event = told(read(text, date=DAY), word)
    assert (event.earliest, event.latest, event.precision, event.basis) == (earliest, latest, precision, basis)


def test_each_date_goes_to_its_own_verb(read: Read) -> None:
    record = read("He was arrested on Friday and was released on Monday.", date=DAY)
    assert told(record, "arrested").earliest == "2026-01-09"
    assert told(record, "released").earliest == "2026-01-12"


def test_the_date_of_saying_is_not_that_of_what_is_said(read: Read) -> None:
    record = read("Police said on Monday that two men had robbed a bank.", date=DAY)
    assert told(record, "said").earliest == "2026-01-12"
    assert told(record, "said").kind == "reporting"
    assert told(record, "condemned" if "condemned" in record.text else "robbed").status == "claimed"


def test_what_is_condemned_on_a_day_did_not_happen_on_it(read: Read) -> None:
    record = read("The council condemned the bombing on Thursday.", date=DAY)
    bombing = [e for e in record.events if "bombing" in words(record, e)]
    assert all(e.rule.startswith("the date stands with") or e.earliest is None for e in bombing)


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The army attacked the town.", "attacked", "happened"),
        ("The army has attacked the town.", "attacked", "happened"),
        ("The army is attacking the town.", "attacking", "ongoing"),
        ("The army will attack the town.", "attack", "planned"),
        ("The army may attack the town.", "attack", "possible"),
        ("The army could attack the town.", "attack", "possible"),
        ("The army did not attack the town on Friday.", "attack", "denied"),
        ("Villagers say the army attacked the town.", "attacked", "claimed"),
        ("The alleged attack happened on Monday.", "attack", "claimed"),
    ],
)
def test_status(read: Read, text: str, word: str, status: str) -> None:
    assert told(read(text, date=DAY), word).status == status


@pytest.mark.parametrize(("text", "word"), [
    ("Quist charged Lund with taking bribes in May 2023.", "taking"),
    ("Police suspect the clerk of shredding the files on Monday.", "shredding"),
    ("The union accused the firm of closing the bridge on Monday.", "closing"),
])  # fmt: skip
def test_what_somebody_is_accused_of_is_claimed(read: Read, text: str, word: str) -> None:
    assert told(read(text), word).status == "claimed"


def test_what_somebody_was_convicted_of_happened(read: Read) -> None:
    assert told(read("Lund was convicted of taking bribes in May 2023."), "taking").status == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "Canada should balance its interests.",
        "The plan requires money.",
        "She is tall and old.",
        "The report contains many pages.",
    ],
)
def test_obligations_and_states_are_no_events(read: Read, text: str) -> None:
    assert read(text, date=DAY).events == ()


def test_a_claim_carries_its_voice(read: Read) -> None:
    record = read("Maria Lopez resigned. Prosecutors say Maria Lopez took bribes from builders.", date=DAY)
    taken = told(record, "took")
    assert taken.status == "claimed"
    assert told(record, "resigned").status == "happened"
    assert told(record, "resigned").voice == "writer"


def test_tellings_of_one_event_are_one(read: Read) -> None:
    record = read(
        "Rebels attacked the camp on Friday. The attack lasted for hours. Aid workers fear another attack.", date=DAY
    )
    event = told(record, "attacked")
    assert words(record, event)[:2] == ["attacked", "attack"]
    assert "“attack” tells the same" in event.rule
    assert event.earliest == "2026-01-09"


def test_two_dates_are_two_events(read: Read) -> None:
    record = read("Rebels attacked the camp on Friday. Rebels attacked the camp on Monday.", date=DAY)
    attacks = [e for e in record.events if "attacked" in words(record, e)]
    assert [e.earliest for e in attacks] == ["2026-01-09", "2026-01-12"]


def test_the_alternative_headline_tells_nothing_new(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    assert record.alternative
    start, end = record.alternative
    assert not [e for e in record.events if start <= e.trigger[0] < end]


def test_the_seed(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    (message,) = [e for e in record.events if e.kind != "reporting" and (e.earliest or e.latest)]
    assert message.summary == "Chinese officials have urged Canada to pursue a more independent foreign policy"
    assert (message.earliest, message.latest, message.status) == ("2026-01-13", "2026-01-13", "happened")
    assert {"urged", "asking", "call", "message", "appeal", "request"} <= set(words(record, message))
    assert told(record, "mission").status == "ongoing"
    assert told(record, "talks").summary == "Prime Minister Carney engaged in high-level talks"
    assert (told(record, "opted").status, told(record, "opted").earliest) == ("happened", None)
    assert not {"navigate", "balance", "requires"} & {w for e in record.events for w in words(record, e)}


def test_every_event_explains_itself(read: Read, seed_text: str) -> None:
    record = read(seed_text + "\nRebels attacked the camp on Friday, police said.", date=DAY)
    assert len({e.id for e in record.events}) == len(record.events)
    for event in record.events:
        assert event.rule
        assert "dateline" not in event.rule
        assert 0 < len(event.summary.split()) <= 12
        assert event.trigger in event.mentions
        assert event.start <= event.trigger[0] < event.trigger[1] <= event.end
        assert 0 < event.confidence <= 1


def test_ids_survive_another_article_date(read: Read) -> None:
    text = "Rebels attacked the camp on Friday. The camp burned."
    assert [e.id for e in read(text, date=DAY).events] == [e.id for e in read(text, date="2020-01-01").events]


@pytest.mark.parametrize("text", ["", "(" * 300, "😀 said 😀 on Friday", "said on Friday " * 50, "Attack! War! Riot?"])
def test_any_text_is_survived(read: Read, text: str) -> None:
    assert read(text, date=DAY).text == text


def test_a_span_has_both_its_ends(read: Read) -> None:
    built = told(read("From March to May 2020, workers built a hospital.", date=DAY), "built")
    assert (built.earliest, built.latest, built.precision) == ("2020-03-01", "2020-05-31", "range")
    held = told(read("Rebels occupied the town between 2019 and 2021.", date=DAY), "occupied")
    assert (held.earliest, held.latest) == ("2019-01-01", "2021-12-31")


def test_a_date_about_somebody_dates_nothing_else(read: Read) -> None:
    record = read("Maria Lopez, who was born in 1950, resigned.", date=DAY)
    assert told(record, "resigned").earliest is None


def test_what_is_said_on_a_day_is_not_dated_by_it(read: Read) -> None:
    record = read("Two men robbed a bank, police said Monday.", date=DAY)
    assert told(record, "said").earliest == "2026-01-12"
    assert told(record, "robbed").earliest is None


def test_a_noun_and_its_happening_are_one(read: Read) -> None:
    record = read("The explosion occurred on Monday.", date=DAY)
    assert [words(record, e) for e in record.events] == [["explosion", "occurred"]]


def test_a_condition_is_only_possible(read: Read) -> None:
    event = told(read("If the rebels attack on Friday, the army will strike.", date=DAY), "attack")
    assert (event.status, event.earliest) == ("possible", "2026-01-16")


def test_later_sayings_are_of_the_day_of_the_story_and_unsure(read: Read) -> None:
    record = read("The minister resigned on Monday. Critics said they were glad.", date=DAY)
    said = told(record, "said")
    assert said.earliest == "2026-01-12"
    assert said.confidence < 0.7


def test_a_date_that_is_only_compared_with_dates_nothing(read: Read) -> None:
    record = read("The rate fell to 3.8 percent last month from 4.1 percent in December.", date="2026-02-20")
    assert told(record, "fell").earliest == "2026-01-01"


def test_a_saying_in_the_present_is_of_a_known_article_date(read: Read) -> None:
    known = told(read("The minister insists the plan is sound.", date=DAY), "insists")
    assert (known.earliest, known.basis, known.kind) == (DAY, "tense", "reporting")
    open_ = told(read("The minister insists the plan is sound."), "insists")
    assert (open_.earliest, open_.basis) == (None, "none")


def test_a_year_that_is_compared_with_does_not_date_the_fall(read: Read) -> None:
    record = read("Revenue declined 8% to $85.7 million, from $93.3 million a year earlier.", date="2025-11-02")
    assert told(record, "declined").earliest is None


def test_a_quarter_of_figures_dates_what_they_do(read: Read) -> None:
    jumped = told(read("Third-quarter net income jumped 97% to $2.8 million.", date="2025-10-26"), "jumped")
    assert (jumped.earliest, jumped.latest) == ("2025-07-01", "2025-09-30")


def test_the_end_of_what_was_promised_is_not_the_promises(read: Read) -> None:
    record = read("The minister promised a law by June.", date="2024-03-14", date_basis="user")
    assert [(t.value, t.latest) for t in record.timexes] == [("2024-06", "2024-06-30")]
    assert [(e.earliest, e.latest) for e in record.events if "promised" in e.summary] == [(None, None)]
    done = read("The bridge was finished by June.", date="2024-03-14", date_basis="user")
    assert done.timexes[0].value == "2023-06"


def test_what_is_awaited_is_one_planned_event(read: Read) -> None:
    record = read("A final vote is expected by the end of April.", date=DAY)
    assert [(words(record, e), e.status) for e in record.events] == [(["vote", "expected"], "planned")]


def test_what_is_alleged_is_claimed_and_keeps_its_hedge(read: Read) -> None:
    event = told(read("The money allegedly ended up in an account.", date=DAY), "ended")
    assert event.status == "claimed" and "allegedly" in event.summary


def test_what_there_was_none_of_did_not_happen(read: Read) -> None:
    record = read("The ministry said no such attack took place.", date=DAY)
    assert told(record, "took").status == "denied"


def test_what_two_dates_could_be_of_is_on_neither_for_sure(read: Read) -> None:
    event = told(read("The company will report third-quarter results on Oct. 29.", date=DAY), "report")
    assert (event.earliest, event.kind) in [(None, "action"), ("2026-10-29", "action")]


def test_what_is_done_by_words_is_an_action(read: Read) -> None:
    assert told(read("The mayor announced a plan on Monday.", date=DAY), "announced").kind == "action"
    assert told(read("The mayor announced on Monday that she would resign.", date=DAY), "announced").kind == "reporting"
    assert told(read("Karen Dolan wrote 147 checks in March 2019.", date=DAY), "wrote").kind == "action"


def test_who_is_somebody_not_the_firm_beside(read: Read) -> None:
    record = read("Mark Feld, an analyst at Harlow Securities, who cut his rating, smiled.", date=DAY)
    assert "Harlow" not in told(record, "cut").summary


def test_the_closing_of_a_deal_is_not_when_it_was_agreed(read: Read) -> None:
    record = read(
        "The firm said on Monday it had agreed to buy its rival. "
        "The companies expect to close the deal in the second quarter of 2027.",
        date=DAY,
    )
    assert told(record, "agreed").earliest is None
    assert (told(record, "close").earliest, told(record, "close").status) == ("2027-04-01", "planned")


def test_what_is_to_come_is_not_on_a_day_that_is_gone(read: Read) -> None:
    record = read("The firm will pay $47 a share, 31% over the closing price on Friday.", date=DAY)
    assert [t.value for t in record.timexes] == ["2026-01-09"] and told(record, "pay").earliest is None


def test_what_was_planned_once_is_no_plan_now(read: Read) -> None:
    assert told(read("The attacks were planned in Hamburg in 1999.", date=DAY), "planned").status == "happened"


def test_what_the_press_reports_is_a_report(read: Read) -> None:
    assert told(read("Reuters reported the arrest on Friday.", date=DAY), "reported").kind == "reporting"


@pytest.mark.parametrize(
    ("text", "denial", "denied"),
    [
        (
            "Armenia said three drones struck a depot on Monday.\n\nAzerbaijan's foreign ministry said no such attack "
            "took place.",
            "attack",
            "struck",
        ),
        ("Smith met the banker in May, prosecutors said. Smith said he never met the banker.", "met", "met"),
        (
            "The union said police arrested ten marchers. Police said they had made no arrests.",
            "arrests",
            "arrested",
        ),
        ("Russia said Ukraine attacked the plant on Monday. Ukraine denied the attack.", "attack", "attacked"),
        ("Russia said Ukraine attacked the plant. Ukraine denied any attack.", "attack", "attacked"),
        ("Russia said Ukraine attacked the plant. Ukraine denied attacking the plant.", "attacking", "attacked"),
        ("Police said Smith attacked a guard. Smith said no guard was attacked by Smith.", "attacked", "attacked"),
    ],
)
def test_a_denial_stands_beside_what_it_denies(read: Read, text: str, denial: str, denied: str) -> None:
    record = read(text, date=DAY)
    told_so = next(e for e in record.events if e.denies)
    claim = next(e for e in record.events if e.id == told_so.denies)
    assert (told_so.status, claim.status) == ("denied", "claimed")
    assert denial in words(record, told_so) and denied in words(record, claim)
    assert told_so.perhaps_same is None


@pytest.mark.parametrize(
    "text",
    [
        "The council did not vote in May. It voted in June.",  # one teller, two votes
        "Armenia attacked a village, Baku said. Georgia did not attack a village, Tbilisi said.",  # another doer
        "Smith met the banker in May, prosecutors said. Smith said he did not meet the banker in July.",  # another day
        "Prosecutors said Smith met the mayor. Smith said he did not meet the banker.",  # another whom
        "Hamas attacked a base on Monday, Israel said. Iran said it carried out no attacks on Iraq.",
        "The company cut its dividend in May. Unions said the minister had promised no cuts in pensions.",
        "Police said Smith attacked a guard. Smith's lawyer said Smith was not attacked.",  # who to whom
        "It rained and they attacked the town, witnesses said. Elsewhere, officials said they did not attack the port.",
        "“We did not attack the village,” the army said on Monday.\n\n“We attacked the depot,” the army said.",
    ],
)
def test_what_is_not_the_same_doing_is_not_denied(read: Read, text: str) -> None:
    assert not any(e.denies for e in read(text, date=DAY).events)


def test_an_event_that_took_place_is_one_event(read: Read) -> None:
    record = read("The attack took place on Monday.", date=DAY)
    assert [words(record, e) for e in record.events] == [["attack", "took"]]


@pytest.mark.parametrize(
    ("text", "word", "earliest", "latest", "rule"),
    [
        ("He walked through the window Friday.", "walked", DAY_OF["Friday"], DAY_OF["Friday"], "stands with"),
        ("Workers began building the bridge in 2019.", "began", "2019-01-01", "2019-12-31", "below"),
        ("By year's end the bridge will open.", "open", None, "2026-12-31", "only its end is told"),
        ("The strike will end in two weeks.", "end", "2026-01-26", "2026-02-01", "stands with"),
        ("The station was closed from Jan. 5 to Jan. 12, 2016.", "closed", "2016-01-05", "2016-01-12",
         "from one date to another"),
        ("The station was closed from Dec. 28 to Jan. 4, 2016.", "closed", "2015-12-28", "2016-01-04",
         "from one date to another"),
        ("Revenue rose to 90 from 80 a year earlier.", "rose", None, None, "told as done"),
        ("The minister insists the plan is sound.", "insists", DAY, DAY, "its tense puts it on the article date"),
    ],
)  # fmt: skip
def test_why_a_date_is_an_events(
    read: Read, text: str, word: str, earliest: str | None, latest: str | None, rule: str
) -> None:
    event = told(read(text, date=DAY), word)
    assert (event.earliest, event.latest) == (earliest, latest)
    assert rule in event.rule and 0 < event.confidence < 1


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Leaders held talks on Monday.", [["held", "talks"]]),
        ("The message, delivered on Friday, was clear.", [["message", "delivered"]]),
        ("A vote is scheduled for Friday.", [["vote", "scheduled"]]),
        ("The alleged attack happened on Monday.", [["attack", "happened"]]),
        ("If it rains, they will leave.", [["leave"]]),
    ],
)
def test_a_verb_that_only_carries_a_noun_is_no_event(read: Read, text: str, events: list[list[str]]) -> None:
    record = read(text, date=DAY)
    assert [words(record, e) for e in record.events if "clear" not in words(record, e)] == events


def test_a_noun_has_the_date_of_the_verb_that_carries_it(read: Read) -> None:
    message = told(read("The message, delivered on Friday, was clear.", date=DAY), "message")
    assert message.earliest == DAY_OF["Friday"]


@pytest.mark.parametrize(
    ("text", "word", "status", "rule"),
    [
        (
            "Residents stayed indoors during the attack, and two schools were closed by the mayor.",
            "attack",
            "ongoing",
            "told as going on meanwhile",
        ),
        ("They reportedly attacked the camp.", "attacked", "claimed", "told with “reportedly”"),
        ("A planned attack on the town was called off.", "attack", "planned", "called “planned”"),
        ("No soldier was killed.", "killed", "denied", "told of none"),
        ("They may have attacked the town.", "attacked", "possible", "told as what may have been"),
        ("Police denied that they attacked the crowd.", "attacked", "denied", "under “denied”"),
        ("The firm opens a plant this spring.", "opens", "planned", "its date lies after the article date"),
    ],
)
def test_why_a_status_is_what_it_is(read: Read, text: str, word: str, status: str, rule: str) -> None:
    event = told(read(text, date=DAY), word)
    assert event.status == status and rule in event.rule


def summaries(doc: Doc) -> list[str]:
    return [event.summary for event in findings(doc).events]


def test_a_label_has_at_most_so_many_words(nlp: Language) -> None:
    doc = nlp("Rebels from the northern hills attacked the camp of the border guards near the old town on the river.")
    assert summaries(doc) == ["Rebels from the northern hills attacked the camp of the border guards"]
    doc = nlp.create_pipe("dateline_events", config={"max_label_words": 7})(doc)
    assert summaries(doc) == ["Rebels from the northern hills attacked the camp"[: len(summaries(doc)[0])]]
    assert len(summaries(doc)[0].split()) <= 8


def test_two_attacks_on_two_places_stay_two(nlp: Language) -> None:
    doc = nlp("Rebels attacked the camp. Rebels bombed a school.")
    assert [len(event.mentions) for event in findings(doc).events] == [1, 1]


BLANK = spacy.blank("en")
REPORT = "Rebels attacked the camp. The mayor fled."


def annotated(*events: tuple[str, str | None, Status]) -> Doc:
    """The report with events by trigger, day and status."""
    doc = BLANK.make_doc(REPORT)
    spans = [(REPORT.index(word), REPORT.index(word) + len(word)) for word, _, _ in events]
    made = [
        Event(id=word, start=s, end=e, trigger=(s, e), kind="action", summary=word, status=status, mentions=((s, e),),
              earliest=day, latest=day)
        for (word, day, status), (s, e) in zip(events, spans, strict=True)
    ]  # fmt: skip
    doc._.dateline = Findings(article=make_article(REPORT), events=made)
    return doc


def test_events_are_scored_by_their_triggers() -> None:
    examples = [
        Example(
            annotated(("attacked", "2026-01-12", "happened"), ("camp", None, "happened"), ("fled", None, "claimed")),
            annotated(("attacked", "2026-01-11", "happened"), ("fled", None, "happened")),
        ),
        Example(annotated(), annotated(("attacked", None, "happened"), ("fled", None, "happened"))),
    ]
    scores = BLANK.create_pipe("dateline_events").score(examples)
    assert scores["events_p"] == pytest.approx(2 / 3), "the camp is no event"
    assert scores["events_r"] == 0.5, "the second text's two were not found"
    assert scores["events_date_acc"] == 0.5, "the attack is on another day; the flight has none in both"
    assert scores["events_status_acc"] == 0.5, "the flight happened"


def test_no_event_in_common_has_no_accuracy() -> None:
    scores = BLANK.create_pipe("dateline_events").score([Example(annotated(), annotated())])
    assert (scores["events_f"], scores["events_date_acc"], scores["events_status_acc"]) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The minister resigned on Monday. Critics said they were glad.", DAY_OF["Monday"]),
        ("The minister will resign on Monday. Critics said they were glad.", None),
        ("Since Monday troops fought there. Critics said they were glad.", None),
        ("Troops came in March. Critics said they were glad.", None),
    ],
)
def test_the_day_of_the_story_is_one_past_day_on_which_something_was_done(
    read: Read, text: str, earliest: str | None
) -> None:
    assert told(read(text, date=DAY), "said").earliest == earliest


@pytest.mark.parametrize(
    ("text", "word", "status", "earliest"),
    [
        ("Rebels attacked the town on Monday, killing ten people.", "killing", "happened", DAY_OF["Monday"]),
        ("Rebels attacked the town and are killing people.", "killing", "ongoing", None),
    ],
)
def test_a_participle_is_as_real_as_the_verb_it_goes_with(
    read: Read, text: str, word: str, status: str, earliest: str | None
) -> None:
    event = told(read(text, date=DAY), word)
    assert (event.status, event.earliest) == (status, earliest)


SAID = "Prosecutors said Norvic had hidden test results. A spokeswoman, Clara Vandam, said the company hid nothing."


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Prosecutors said Norvic had hidden the test results from doctors.", "hidden", "claimed"),
        (SAID, "hid", "denied"),
        ("Karl Reyle denied receiving a warning from the bank.", "warning", "denied"),
        ("Had the army intervened, the rebels would have fled, the general said on Monday.", "intervened", "possible"),
        ("Had the army intervened, the rebels would have fled, the general said on Monday.", "fled", "possible"),
        ("The handover of the bridge will take place in September, the council said.", "handover", "planned"),
    ],
)
def test_what_is_alleged_denied_or_to_come_is_no_fact(read: Read, text: str, word: str, status: str) -> None:
    assert told(read(text, date=DAY), word).status == status


@pytest.mark.parametrize(
    ("text", "word", "earliest"),
    [
        ("The minister conceded defeat on Monday after Anna Hovic won the vote in the north.", "won", None),
        ("Karl Moe said on Sunday that his firm had sold the mill.", "sold", None),
        ("The singer, who once lived in Harlow, died on Monday after a long illness.", "died", DAY_OF["Monday"]),
        ("The index had its worst fall since 1987 and closed at 9,000 points.", "closed", None),
        ("Police arrested Karl Reyle on suspicion of murder on Monday.", "arrested", DAY_OF["Monday"]),
    ],
)
def test_a_date_stays_with_its_verb(read: Read, text: str, word: str, earliest: str | None) -> None:
    assert told(read(text, date=DAY), word).earliest == earliest


def test_what_somebody_is_arrested_for_is_never_told_as_done(read: Read) -> None:
    record = read("Police arrested Karl Reyle on suspicion of murder on Monday.", date=DAY)
    murders = [e for e in record.events if record.text[slice(*e.trigger)] == "murder"]
    assert not [e for e in murders if e.status != "claimed" or e.earliest]


def test_another_attack_is_another_event(read: Read) -> None:
    record = read(
        "Rebels attacked the market in Harlow on Friday. Another attack on the depot in Quarl killed two on Sunday.",
        date=DAY,
    )
    assert told(record, "attacked") is not told(record, "attack")
    assert told(record, "attacked").earliest == DAY_OF["Friday"]


def test_what_is_perhaps_told_again_is_not_told_twice_but_unsure(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    unsure = unsure_of(record, UnsureEvent)
    told_ids = {e.id for e in record.events}
    assert unsure and all(u.why for u in unsure)
    assert not told_ids & {u.id for u in unsure}
    assert {u.date_of for u in unsure if u.date_of is not None} <= told_ids
    triggers = {m for e in record.events for m in e.mentions}
    assert not [u for u in unsure if u.date_of is None and u.trigger in triggers]
