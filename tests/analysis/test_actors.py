"""Actors: found, merged, told apart, referred back to, by short texts with clusters written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Actor, Record
from components.name_lists.country_names import countries

Read = Callable[..., Record]


def clusters(record: Record, *forms: str) -> dict[str, list[str]]:
    """Mentions' words by actor's name, of the forms asked for."""
    return {
        a.name: [record.text[m.start : m.end] for m in a.mentions if not forms or m.form in forms]
        for a in record.actors
    }


def one(record: Record, name: str) -> Actor:
    return next(a for a in record.actors if a.name == name)


def test_surname_and_title_lead_to_the_full_name(read: Read) -> None:
    record = read("Anna Smith opened the bridge. Smith smiled. Later, Ms. Smith left the town.")
    assert clusters(record, "name")["Anna Smith"] == ["Anna Smith", "Smith", "Ms. Smith"]
    rules = [m.rule for m in one(record, "Anna Smith").mentions]
    assert rules[0] == "the full name" and "surname of Anna Smith" in rules


def test_two_of_one_surname_stay_apart(read: Read) -> None:
    record = read("Hillary Clinton spoke first. Bill Clinton listened to her. Then Hillary Clinton left the hall.")
    found = clusters(record, "name")
    assert found["Hillary Clinton"] == ["Hillary Clinton", "Hillary Clinton"]
    assert found["Bill Clinton"] == ["Bill Clinton"]


def test_the_united_states_are_one(read: Read) -> None:
    record = read(
        "The United States replied on Monday. The U.S. would not wait, officials said. "
        "Washington rejected the offer from Canada."
    )
    assert clusters(record, "name")["United States"] == ["United States", "U.S.", "Washington"]
    assert one(record, "United States").kind == "place"


def test_a_capital_acts_or_is_a_city(read: Read) -> None:
    record = read("Beijing urged Canada to wait. The minister flew to Beijing on Monday. China was patient.")
    found = clusters(record, "name")
    assert found["China"] == ["Beijing", "China"]
    assert found["Beijing"] == ["Beijing"]
    assert "standing for its government" in one(record, "China").mentions[0].rule


def test_washington_the_person_and_the_government(read: Read) -> None:
    record = read(
        "Actor Denzel Washington opened the festival. Washington rejected a plan from France, Washington said."
    )
    assert "Denzel Washington" in clusters(record, "name")


def test_demonyms_are_adjectives_of_the_country_and_groups_belong_to_it(read: Read) -> None:
    record = read("China was silent. Chinese officials urged Canada to wait.")
    assert clusters(record, "adjective")["China"] == ["Chinese"]
    group = one(record, "Chinese officials")
    assert (group.kind, group.of) == ("group", one(record, "China").id)


def test_an_acronym_and_its_expansion_are_one(read: Read) -> None:
    record = read("The World Health Organization met in Geneva. The WHO said that it would wait.")
    assert clusters(record, "name")["World Health Organization"] == ["World Health Organization", "WHO"]


def test_roles(read: Read) -> None:
    record = read("Saskatchewan Premier Scott Moe arrived. Mark Carney, the prime minister, was late.")
    assert one(record, "Scott Moe").role == "Saskatchewan Premier"
    assert one(record, "Mark Carney").role == "prime minister"


def test_pronouns_agree_with_whom_they_mean(read: Read) -> None:
    record = read("Anna Smith opened the bridge. She smiled. The company was pleased with its profit.")
    assert "She" in clusters(record, "pronoun")["Anna Smith"]
    assert all("its" not in words for name, words in clusters(record, "pronoun").items() if name == "Anna Smith")


def test_it_that_means_nobody_stays_open(read: Read) -> None:
    record = read("Canada waited for an answer. It is clear that nobody will move. It seems likely to rain.")
    assert clusters(record, "pronoun")["Canada"] == []


def test_a_description_by_its_role(read: Read) -> None:
    record = read("Prime Minister Mark Carney landed on Monday. The Prime Minister is tired.")
    assert clusters(record, "nominal")["Mark Carney"] == ["The Prime Minister"]


def test_relations_active_passive_and_negated(read: Read) -> None:
    record = read("Anna Smith praised Tom Ruiz. Ida Berg was attacked by Tom Ruiz. Ida Berg did not blame Anna Smith.")
    ids = {a.id: a.name for a in record.actors}
    assert [(ids[r.agent], r.verb, ids[r.patient], r.negated) for r in record.relations] == [
        ("Anna Smith", "praise", "Tom Ruiz", False),
        ("Tom Ruiz", "attack", "Ida Berg", False),
        ("Ida Berg", "blame", "Anna Smith", True),
    ]


def test_what_is_no_actor(read: Read) -> None:
    record = read("On Monday, January 13, the price of apples rose by 5 percent to $20.")
    assert [a for a in record.actors if a.kind != "group" and any(m.form == "name" for m in a.mentions)] == []


def test_the_second_headline_counts_for_nothing(read: Read) -> None:
    body = "The council voted on Monday to close the old bridge until June, and the drivers were not amused by it."
    twice = read(f"France Mourns as Bridge in Arden Closes\nBridge in Arden Closes\n\n{body}")
    assert one(twice, "France").prominence < 1.0


def test_mentions_stand_where_they_say(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    spans = [(m.start, m.end) for a in record.actors for m in a.mentions]
    assert len(spans) == len(set(spans))
    assert all(record.text[s:e].strip() == record.text[s:e] != "" for s, e in spans)


def test_the_seed_as_a_careful_reader_has_it(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    names = [a.name for a in record.actors]
    assert set(names[:2]) == {"Canada", "China"} and set(names[2:4]) == {"United States", "Carney"}
    assert {"Scott Moe", "Taiwan", "Chinese officials", "International security experts"} <= set(names)
    assert {"Liberal MPs", "Analysts"} <= set(names)
    china, canada = one(record, "China"), one(record, "Canada")
    assert "Beijing" in china.aliases and "Ottawa" in canada.aliases
    city = [record.text[m.start - 12 : m.end + 6] for m in one(record, "Beijing").mentions]
    assert any("mission to Beijing" in c for c in city) and any("Beijing Visit" in c for c in city)
    assert {"PM Carney", "Prime Minister Carney"} <= set(one(record, "Carney").aliases)
    assert one(record, "Scott Moe").role == "Saskatchewan Premier"
    assert clusters(record, "pronoun")["International security experts"] == ["They", "they"]


@pytest.mark.parametrize(
    ("words", "country"),
    [("the United States", "United States"), ("U.S.", "United States"), ("Britain", "United Kingdom"), ("Oz", None)],
)
def test_names_of_countries(words: str, country: str | None) -> None:
    assert countries().country(words) == country


def test_capitals_and_demonyms_come_from_the_packages() -> None:
    known = countries()
    assert (known.capital_of("Ottawa"), known.of_demonym("Canadian")) == ("Canada", "Canada")
    assert (known.capital_of("Nairobi"), known.of_demonym("Kenyans")) == ("Kenya", "Kenya")


def test_a_description_beside_a_name_is_that_persons(read: Read) -> None:
    record = read("Harbour Terminals Inc. replied. Its chief executive, David Clarke, was calm. Clarke smiled.")
    assert clusters(record)["David Clarke"] == ["Its chief executive", "David Clarke", "Clarke"]
    assert one(record, "David Clarke").role == "chief executive"


def test_a_titles_own_word_is_no_organisation(read: Read) -> None:
    record = read("Labour Minister Steven Okafor praised both sides. Okafor left for Ottawa on Friday.")
    assert "Labour" not in clusters(record) and "Labour Minister" not in clusters(record)
    assert one(record, "Steven Okafor").role == "Labour Minister"


def test_the_agency_in_the_line_of_place_and_date_is_no_actor(read: Read) -> None:
    record = read("HALIFAX, March 4, 2026 (Reuters) - Dockworkers walked off the job, the union said on Wednesday.")
    assert "Reuters" not in clusters(record)


def test_a_holiday_is_no_actor(read: Read) -> None:
    assert "Easter" not in clusters(read("If this goes on until Easter, shelves will be empty, Anna Smith said."))


def test_a_company_with_and_without_its_suffix_is_one(read: Read) -> None:
    record = read("Harbour Terminals Inc. made an offer. Harbour Terminals denied it. The union was angry.")
    assert clusters(record, "name")["Harbour Terminals Inc."] == ["Harbour Terminals Inc.", "Harbour Terminals"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Michael Jordan opened a school in Chicago. Jordan smiled. The king of Jordan sent a letter to the school.",
            {"Michael Jordan": ["Michael Jordan", "Jordan"], "Jordan": ["Jordan"]},
        ),
        (
            "Paris Hilton landed in Paris on Monday. Hilton said she was tired.",
            {"Paris Hilton": ["Paris Hilton", "Hilton"], "Paris": ["Paris"]},
        ),
        (
            "Apple sued Samsung on Monday. The farmers sold ripe apples to Apple last week.",
            {"Apple": ["Apple", "Apple"]},
        ),
    ],
)
def test_names_that_are_also_something_else(read: Read, text: str, found: dict[str, list[str]]) -> None:
    named = clusters(read(text), "name")
    assert {name: named.get(name) for name in found} == found


def test_what_belongs_to_a_persons_name_belongs_to_the_mention(read: Read) -> None:
    record = read("The tweet thanked Texas student Ahmed Mohamed. Mohamed was surprised.")
    mohamed = one(record, "Ahmed Mohamed")
    assert record.text[mohamed.mentions[0].start : mohamed.mentions[0].end] == "Texas student Ahmed Mohamed"
    assert mohamed.role == "Texas student"


def test_a_pronoun_that_may_be_anybodys_stays_open_and_is_told(read: Read) -> None:
    record = read("Anna Smith opened the bridge. She smiled.")
    joined = {record.text[m.start : m.end] for a in record.actors for m in a.mentions if m.form == "pronoun"}
    opened = {record.text[s:e] for s, e in record.left_open}
    assert joined == {"She"} and not opened


def test_a_coin_toss_stays_open(read: Read, seed_text: str) -> None:
    """In “Ottawa's ability to engage with China on its own terms” the sentence does not say whose."""
    record = read(seed_text)
    assert [record.text[s : e + 10] for s, e in record.left_open] == ["its own terms"]


def test_prominence_is_the_sum_of_its_parts(read: Read, seed_text: str) -> None:
    record = read(seed_text)
    first, second = (sum(a.parts.values()) for a in record.actors[:2])
    assert record.actors[0].prominence == 1.0
    assert record.actors[1].prominence == pytest.approx(second / first, abs=0.01)


def test_whoever_spoke_last_speaks_on(read: Read) -> None:
    record = read(
        "Mayor Dana Whitfield announced a plan on Monday. “We have run out of time,” she said. She praised her staff, "
        "and she thanked them.\n\nThe council will vote in May.\n\n“It is a start,” said Maria Lopez, who runs the "
        "tenants union. “But it is not enough,” she added."
    )
    assert clusters(record, "pronoun")["Maria Lopez"] == ["she"]


def test_a_given_name_tells_whom_a_pronoun_cannot_mean(read: Read) -> None:
    record = read(
        "Council member Luis Ortega criticised the plan. Police chief Amy Tran said crime had fallen. “I am proud,” "
        "Tran said. He praised the mayor."
    )
    assert clusters(record, "pronoun")["Luis Ortega"] == ["He"]
    record = read("Hillary Clinton and Bill Clinton came. Mr. Clinton spoke, and Mrs. Clinton left.")
    found = clusters(record, "name")
    assert (found["Bill Clinton"][1:], found["Hillary Clinton"][1:]) == (["Mr. Clinton"], ["Mrs. Clinton"])


def test_a_place_in_capitals_is_named_as_one_writes_it(read: Read) -> None:
    record = read("Mayor Dana Whitfield announced a plan for housing on Monday. The plan is for OAKVILLE, she said.")
    assert clusters(record, "name")["Oakville"] == ["OAKVILLE"]


def test_where_an_article_was_written_is_not_in_it(read: Read) -> None:
    record = read("OAKVILLE, March 3, 2025 - Mayor Dana Whitfield announced a plan for housing on Monday.")
    assert "Oakville" not in clusters(record, "name")


def test_a_description_beside_a_countrys_name_is_the_country(read: Read) -> None:
    record = read(
        "Canada stands between its largest partner, China, and its closest ally and neighbor, the United States."
    )
    assert clusters(record, "nominal")["China"] == ["its largest partner"]
    assert clusters(record, "nominal")["United States"] == ["its closest ally", "neighbor"]
    assert not [a.name for a in record.actors if "ally" in a.name or "partner" in a.name]


def test_a_capital_decides_or_is_where_something_is_made(read: Read) -> None:
    record = read("The policy is defined in Ottawa. The car was made in Ottawa.")
    found = clusters(record, "name")
    assert (found["Canada"], found["Ottawa"]) == (["Ottawa"], ["Ottawa"])


def test_a_clause_about_a_group_tells_nothing_of_whose_it_is(read: Read) -> None:
    record = read("Scott Moe arrived on Monday. The ministry met a trade delegation that includes Scott Moe.")
    assert [(a.kind, a.of) for a in record.actors if "delegation" in a.name] == [("organisation", None)]


def test_initials_like_a_ships_are_somebodys(read: Read) -> None:
    assert any("Dhoni" in name for name in clusters(read("MS Dhoni smiled. Dhoni left the ground on Monday."), "name"))


def test_nobody_and_a_ship_are_no_actors(read: Read) -> None:
    record = read("He praised no one else on the ship MV Aurora, which left the port on Friday.")
    assert not [a.name for a in record.actors if "else" in a.name or "Aurora" in a.name]


def test_the_bare_surname_is_the_main_ones(read: Read) -> None:
    record = read(
        "Karen Dolan stole the money. Karen Dolan has pleaded not guilty. Her husband, Peter Dolan, has not been "
        "charged. Dolan's lawyer spoke to the jury."
    )
    found = clusters(record, "name")
    assert (len(found["Karen Dolan"]), found["Peter Dolan"]) == (3, ["Peter Dolan"])


def test_a_surname_taken_for_a_people_is_its_bearers(read: Read) -> None:
    record = read(
        "Armenian Defence Minister Aram Petrosyan said three drones struck a depot. “This was a message,” Petrosyan "
        "told reporters."
    )
    assert clusters(record, "name")["Aram Petrosyan"][-1] == "Petrosyan"
    assert not any("Petrosyan" in a.name for a in record.actors if a.kind == "group")


def test_a_firm_is_called_by_its_first_word(read: Read) -> None:
    record = read(
        "Brightwater agrees to buy rival Norvane for $8.4 billion\n\nNEW YORK, Sept. 8, 2026 (Wire) - Brightwater "
        "Foods said on Tuesday it had agreed to buy smaller rival Norvane Group for $8.4 billion in cash and stock, a "
        "deal that would create the country's second-largest maker of frozen meals.\n\nBrightwater will pay $47 a "
        "share, a premium of 31% over Norvane's closing price on Friday. Shares in Norvane jumped 27% in early "
        "trading, while Brightwater fell 4%."
    )
    found = clusters(record, "name")
    assert found["Brightwater Foods"] == ["Brightwater", "Brightwater Foods", "Brightwater", "Brightwater"]
    assert "Brightwater" not in found and one(record, "Brightwater Foods").kind == "organisation"


def test_the_jury_is_the_one_told_of_before(read: Read) -> None:
    record = read(
        "SPRINGFIELD, Ill., Oct. 14, 2026 — A former school district treasurer siphoned $2.3 million from a fund meant "
        "for disabled children and spent it on a lake house, prosecutors told a federal jury on Wednesday as her fraud "
        "trial opened.\n\nThe trial is expected to last three weeks. If the jury convicts her, Okafor would sentence "
        "Dolan in February."
    )
    assert [a.name for a in record.actors if "jury" in a.name] == ["federal jury"]


def test_a_number_and_one_of_many_are_no_actors(read: Read) -> None:
    record = read("Two people came; one of them said nothing. About 2,000 left.")
    assert not [a.name for a in record.actors if a.name in ("one", "one of them", "2,000", "About 2,000")]


def test_a_state_after_its_city_is_no_actor(read: Read) -> None:
    record = read("SPRINGFIELD, Ill., Oct. 14, 2026 - The mayor of Chicago, U.S. officials said, resigned on Monday.")
    names = [a.name for a in record.actors]
    assert "Ill." not in names and "United States" in names


def test_what_only_looks_like_a_byline_or_a_state_is_read(read: Read) -> None:
    assert "Ida Berg" in clusters(read("By Friday, Ida Berg had resigned.\n\nShe was tired."), "name")
    found = clusters(read("On Monday, U.N. officials condemned the attack."), "name")
    assert any("U.N." in words for words in found.values())


def test_the_man_is_not_the_policewoman(read: Read) -> None:
    record = read("The policewoman and her dog were honoured. A neighbour called for help and the man ran away.")
    assert not any("the man" in words for name, words in clusters(record).items() if "policewoman" in name)


def test_who_wrote_it_is_not_in_it(read: Read) -> None:
    record = read("New bridge in Arden\n\nBy Ellen Marsh\n\nMayor Ida Berg opened the bridge on Monday.")
    assert [a.name for a in record.actors if a.kind == "person"] == ["Ida Berg"]


def test_two_names_with_an_article_between_are_two(read: Read) -> None:
    record = read("He was helped by Rathbun the Scientology officials said.")
    assert {"Rathbun", "Scientology"} <= set(clusters(record, "name"))


def test_a_city_with_and_without_its_district_is_one(read: Read) -> None:
    record = read("The team flew to Washington, D.C. on Monday. They stayed in Washington for a week.")
    (name, found), *_ = [(n, m) for n, m in clusters(record, "name").items() if "Washington" in n]
    assert len(found) == 2, name


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        (
            "Mayor Opens Bridge in Arden\n\nMayor Ida Berg opened the new bridge on Monday. She praised the workers.",
            "Opens",
        ),
        (
            "President Signs Climate Bill After Long Fight\n\nPresident Joe Biden signed the bill on Monday after a "
            "fight in Congress.",
            "Signs",
        ),
        (
            "Brown Wins Ohio Race, Vance Concedes\n\nSherrod Brown won the Senate race in Ohio on Tuesday. His rival, "
            "Mike Vance, conceded.",
            "Wins",
        ),
    ],
)
def test_a_capital_in_a_headline_makes_no_name(read: Read, text: str, absent: str) -> None:
    assert not [a.name for a in read(text).actors if absent in a.name]


def test_a_name_is_found_in_a_headline_by_the_text_below(read: Read) -> None:
    record = read(
        "Brown Wins Ohio Race, Vance Concedes\n\nSherrod Brown won the Senate race in Ohio on Tuesday. His rival, Mike "
        "Vance, conceded."
    )
    assert record.headline is not None
    inside = {
        a.name: record.text[m.start : m.end]
        for a in record.actors
        for m in a.mentions
        if m.end <= record.headline[1] and m.form == "name"
    }
    assert inside == {"Sherrod Brown": "Brown", "Ohio": "Ohio", "Mike Vance": "Vance"}


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (
            "Armenia said three drones struck the town on Monday. Azerbaijan's foreign ministry denied the attack. "
            "“No such attack took place,” the ministry said.",
            "Azerbaijan's foreign ministry",
            ["Azerbaijan's foreign ministry", "the ministry"],
        ),
        (
            "Azerbaijan's defence ministry rejected the claim on Friday.",
            "Azerbaijan's defence ministry",
            ["Azerbaijan's defence ministry"],
        ),
    ],
)
def test_a_body_is_told_by_whose_it_is(read: Read, text: str, name: str, said: list[str]) -> None:
    record = read(text)
    body = one(record, name)
    assert clusters(record)[name] == said
    assert body.kind == "organisation"
    owner = next(a for a in record.actors if a.id == body.of)
    assert name.startswith(owner.name) and owner.name != name


@pytest.mark.parametrize(
    "text", ["Azerbaijan's bridge collapsed on Monday.", "Azerbaijan's towns were struck on Monday."]
)
def test_what_a_country_has_is_not_all_a_body(read: Read, text: str) -> None:
    assert not [a.name for a in read(text).actors if "'s" in a.name]
