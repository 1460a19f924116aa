"""Invented news texts that PDFs are made from: DEV to work with, HELD_OUT to be looked at only at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Story:
    """A story and what a layout may add to it; a note hangs on the paragraph whose number it has."""

    title: str
    byline: str
    paragraphs: tuple[str, ...]
    box: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]
    rows: tuple[tuple[str, ...], ...]
    items: tuple[str, ...]


def _story(title: str, byline: str, text: str, box: str, notes: dict[int, str], rows: str, items: str) -> Story:
    return Story(
        title,
        byline,
        tuple(" ".join(p.split()) for p in text.strip().split("\n\n")),
        tuple(" ".join(p.split()) for p in box.strip().split("\n\n")),
        tuple(notes.items()),
        tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows.strip().split("\n")),
        tuple(items.strip().split("\n")),
    )


FERRY = _story(
    "Inquiry hears that Kelmouth ferry sailed with its bow door ajar",
    "By Ruth Vale and Avery O’Toole",
    """
The county’s chief engineer told the inquiry on Tuesday that the ferry Tern had left Kelmouth with her bow door
ajar on at least five of the forty-one days before she sank. “Five that we know of,” said Dr Zoë Fairweather-Lund,
who has worked for the harbour board since 1998. “The true figure may well be higher — the log was kept in pencil.”

Two of the crew, Vince Talbot and Aoife Ní Bhriain, had written to the operator, Firth & Wyatt Ltd, in February.
Their letter, a four-page document that the company’s lawyers at first called “a mix-up”, was read out in full. It
asked for a warning light on the bridge, a part that costs £340, and for a second look-out in fog.

“Nobody answered,” Mr Talbot said. “We weren’t asking for the moon. We asked for a light.” He took off his glasses,
waited for a moment and added: “My mother-in-law’s car has one.”

The company does not dispute that it had the letter. Its managing director, François Lefèvre, told the inquiry that
a well-known firm of consultants had been asked to review all twelve vessels, and that its first-floor office in
Tavistock Street had been flooded in the very week in which the report arrived. “It’s a difficult thing to prove,”
he conceded, “but I’m not in the business of hiding things.”

Under questioning by Yolanda Adeyemi KC, for the families, he accepted that the final report was e-mailed to him
on 3 March, at 11.42 a.m., from reviews@tallow-finch.example; that it ran to 186 pages; and that its third sentence
said the door indicators were “not fit for purpose”. Ms Adeyemi asked whether he had read as far as the third
sentence. “I skimmed it,” he said.

Families of the nine who died sat through the evidence in the front row. Tuuli Väisänen, whose brother Otto was the
ship’s cook, left the room twice. Outside, in the rain, she said that she’d come to hear one word from the company
and hadn’t heard it. “They talk about workflow and offshore staffing and cost-efficient affiliates,” she said.
“He was twenty-six.”

The chairman, Sir Alasdair Wray, said that he wouldn’t anticipate his findings, but that he had “rarely seen a paper
trail so thorough lead to so little”. He has asked the coastguard for the radar track of the last half-hour, which
officials say was overwritten after ninety days; a back-up copy may survive at the office in Ffestin Bay.

The inquiry, which has cost £2.7 million so far, continues on Thursday, when the vessel’s first officer, AJ Waverly,
is to give evidence by video link from Tórshavn. A final report isn’t expected until the autumn of 2027.
""",
    """
How a bow door works

The visor lifts on two hydraulic arms and is held by three locks. A sensor on each lock should light a green lamp.

On the Tern two of the three lamps had been taken out in 2019 and were never replaced, the engineer’s file shows.
""",
    {
        1: "Firth & Wyatt Ltd was taken over by the Solent Group in June and trades under its own name.",
        4: "The time is that of the server’s log; the message was opened at 4.15 p.m. on the same day.",
    },
    """
Vessel | Built | Last survey | Faults found
Tern | 1987 | 12 May 2024 | 14
Fulmar | 1992 | 3 June 2024 | 5
Shearwater | 2003 | 19 August 2024 | none
Great Skua | 2011 | not surveyed | not known
""",
    """
Fit a warning light on the bridge of every vessel by the end of the month.
Keep the door log in ink, and send a copy ashore before each sailing.
Carry a second look-out whenever visibility is less than half a nautical mile.
""",
)

WATER = _story(
    "Officials quietly raised the safe limit, then raised it again",
    "By Wyn Ap Iorwerth, Environment Editor",
    """
WATFORD GREEN – For six years the people of Watford Green drank water that, by the standard in force when their
treatment works opened, was not fit to drink. It was perfectly legal: the standard had been changed. Twice.

Documents released on Friday after a freedom-of-information request by this newspaper show how the figure for
fluorinated chemicals went from 10 to 25 and then to 100 nanograms a litre, each time in the fortnight after tests
had found more than the old limit allowed. “It’s the kind of coincidence you don’t often find in chemistry,” said
Prof. Åsa Öberg of the University of Avon, who was shown the files. “The difference is affected by nothing but the
calendar.”

A spokesman for the Water Office, Jeffrey Fyfe, said that every change had followed “the best available
international advice”. Asked which advice, he referred to a guideline of 2009. That guideline is withdrawn; a note
on its first page, in a 24-point typeface, says so.

The office’s own toxicologist at the time, Dr V. Tyāgarājan, objected in writing. In an e-mail of 14 November 2017
that she sent from a private address, v.tyagarajan@post.example, she warned the board that “we are about to fix
the ruler instead of the wall”. She resigned nine days later; she declined to comment this week, save to say that
she’d “kept copies”.

Not everyone thinks that the water did harm. Terrence Yeo, a GP whose practice has some 4,300 patients in the
town, says that he’s seen no cluster of illness. “I’d be the first to shout,” he said. “But I’d want proof, and a
survey of eighty-two households with a self-selected sample isn’t that.” The survey, run by a parents’ group, found
raised levels in 61 per cent of the blood samples — roughly what studies elsewhere would lead one to expect, Prof.
Öberg said, “and roughly four times what anyone should be happy with”.

The chief executive of Fenwater plc, Toby Avery-Kay, said that the company had met “each and every limit that
applied on the day”. It would now install activated-carbon filters at Watford Green, Tewin and Ayot, at a cost of
£11.6m, and customers’ bills wouldn’t rise before April. He called the affair “a failure of communication”.

For Val Tanner, 71, who has lived in the first house below the works since it was built, it’s simpler than that.
“They told us it was safe,” she said, filling a kettle from a bottle. “Then they changed what safe means. In my day
we’d a three-letter word for it.”
""",
    """
What are PFAS?

A family of more than 4,700 man-made substances, used since the 1950s in firefighting foam, waxed paper and
waterproof jackets. They don’t break down.

Most people’s blood holds some. Effects are disputed at low levels; at high ones they aren’t.
""",
    {
        1: "Request FOI/2025/0417, answered in part on the last working day that the law allows.",
        5: "Fenwater’s annual report gives £9.8m for the same works; the firm says that figure left out VAT.",
    },
    """
Year | Limit (ng/l) | Measured | Change made
2009 | 10 | 4 | none
2014 | 25 | 17 | 9 days later
2017 | 100 | 68 | 14 days later
2025 | 100 | 91 | under review
""",
    """
Ask the supplier for the figures of your own zone, which it must send within ten working days.
Carbon filters in jugs take out some of these substances, though not the shortest-chain ones.
Boiling doesn’t help; it makes the water more concentrated.
""",
)

VOTE = _story(
    "Mayor survives confidence vote by two after all-night sitting",
    "Fiona Wójcik",
    """
The mayor of Arden, Tatyana Voss, kept her office by two votes early on Wednesday, after a sitting of eleven hours
in which a deputy fainted, a fire alarm went off and three of her own party’s councillors walked out.

The motion of no confidence was tabled by Yusuf Ó Faoláin, the leader of the opposition, over the sale of the old
tram depot to a half-brother of the deputy mayor. It needed thirty-one votes and got twenty-nine. “We fell two
short, and two were asleep,” he told reporters at 4.20 a.m. “I mean it. Literally asleep.”

Ms Voss said that she had been “tested and, frankly, tired out”. She promised an independent inquiry, a register of
councillors’ interests, and a vote on the register before the summer recess. The sale, worth €4.1 million, is
suspended.

Whether that’s sufficient isn’t clear. The Liberal-Green group, which kept her in office, set three conditions in a
two-page letter that it published overnight. Its leader, Wanda Taft-Yates, said that the group’s support would
“expire like milk” if they weren’t met by 1 June. The first is that the deputy mayor, Kåre Tveit, go on leave; he
said on the radio at breakfast time that he’d do nothing of the sort.

Outside the town hall some two hundred people, many of them tram drivers in uniform, had waited through the night.
They offered coffee to both sides. “AVAILABLE TO ANYONE WITH A VOTE,” said the sign on the urn.

The next regular meeting is on 14 May. By then the auditor, whose officers took away twenty-five boxes of files last
week, should have given a first view; the county prosecutor has said only that she is “reading with interest”.
""",
    """
The numbers

Sixty councillors sit in Arden. Thirty-one votes remove a mayor.

Voss’s own party has twenty-two seats, the Liberal-Green group nine, others twenty-nine.
""",
    {
        1: "Mr Ó Faoláin sat for the mayor’s party until 2021.",
        3: "The letter is dated 29 April, a day before the vote was called.",
    },
    """
Group | Seats | For | Against
Civic List | 22 | 0 | 19
Liberal-Green | 9 | 0 | 9
Opposition | 26 | 26 | 0
Independents | 3 | 3 | 0
""",
    """
An independent inquiry, led by a judge from another county.
A public register of interests, kept up to date each quarter.
No sale of town property over €500,000 without a two-thirds vote.
""",
)

QUARRY = _story(
    "Village wins nineteen-year fight over the quarry that ate its road",
    "From Ottilie Vaughan-Fry in Tyfford",
    """
A judge has ordered the owners of Craffthole quarry to rebuild a mile of public road that fell into it in 2006, and
to pay £6.4 million to the village that has driven the long way round ever since.

In a judgment of ninety-four pages, handed down in Exeter on Monday, Mrs Justice Wyvern-Tate found that the firm,
Avaton Aggregates, had known “for at least fifteen months, and in my view for far longer” that the face under
Yeoland Lane was moving. Its surveyors had put in glass tell-tales, as they are called, to measure the cracks. When
the glass broke, the judge wrote, “they put in more glass”.

There was silence in court, then a cheer. “I’ve had two husbands and one lawsuit, and it’s the lawsuit that lasted,”
said Vera Twiffin, 83, the first of the eleven claimants by alphabet if not by temper. Four of the eleven haven’t
lived to see it; their children came with photographs.

The company said it was “disappointed, and considering an appeal”. In an open letter sent to staff from
office@avaton.example at half-past two, its chair, Günther Løvås-Pfeiffer, called the sum “baffling” and the road “a
track that served five farms and a post-box”. The county’s traffic count of 2004, which the judge quotes in full,
found 412 vehicles a day, and one elephant — a circus was in town.

What happens next depends on the geology. Dr Tamsin Œuvray, who gave evidence for the village, thinks that no road
can be built on the old line before the spoil has settled, which might take till 2031; an embankment to the west
would be quicker but needs land that belongs to the Duchy. A spokeswoman for the Duchy said that it’d “look at any
proposal in a neighbourly spirit”.

For now, the school bus will go on taking thirty-five minutes for a journey that took six. Its driver, Ty Aveyard,
who was a passenger on it when the road went, says he’ll believe in the new one when he’s on it. “They told us
‘two years, tops’,” he said. “I was ten. I’ve a mortgage now, and a daughter who gets car-sick at Offwell Cross.”

The parish council meets on Friday. Item four on the agenda, unchanged since September 2006, reads: “Road (any news).”
""",
    """
A road’s long story

1931: Yeoland Lane is tarred, after a petition with ninety-one names.

2006: some 1,300 yards of it slide into the pit overnight. Nobody is hurt; a fingerpost is never found.
""",
    {
        1: "Avaton bought the site from a family firm, Yelland & Tuff, in 1999 with its liabilities.",
        4: "The Duchy’s holding was registered in 1988 and runs to some 220 acres of rough pasture.",
    },
    """
Item | Claimed | Awarded | Share
Rebuilding | £4,900,000 | £4,100,000 | 84%
Lost trade | £1,750,000 | £1,300,000 | 74%
Fuel and time | £1,200,000 | £1,000,000 | 83%
Interest | left open | to be settled | n/a
""",
    """
A survey of the western line, to be finished by Whitsun.
A fund for the five farms, run by the village and not by the firm.
A fingerpost, hand-painted, where the old one stood.
""",
)

TEXTS = _story(
    "“Left in a skip”: lost letters of a war poet turn up at a tip in Fyvie",
    "By Torquil Ahmadzai, Arts Correspondent",
    """
Forty-three letters by Evelyn Tay, the nurse whose twelve known poems are in every school anthology, have been found
in a biscuit tin at a recycling centre, and a librarian who has read them says that “half of what we teach is wrong”.

The tin came in with a house clearance in early January. Wojtek Avramov, who sorts metal at the centre, noticed a
ribbon. “You don’t tie a ribbon round rubbish,” he said. He took it to the town library in his lunch-hour, and
then, because nobody there would take it, to the university, by bus.

Dr Siobhán Tyndale-Yew opened it on 9 January. The letters, to a cousin in Valparaíso, run from 1915 to 1922 — and
Tay is supposed to have died in 1917. “I read the date, and I checked it against the postmark, and I went for a
walk,” she said. “It’s authentic. We’ve had the ink looked at and the paper, which has a watermark that wasn’t made
before 1919. She’s writing about jazz, about influenza, and about a flat in Trieste with a view of the fish market.”

Not all are convinced. Prof. Tavish Wolfe-Affleck, who wrote the standard life, called for “a cool head and a second
laboratory”. Forgeries of Tay have come up before: in 1974 a dealer in Ayr sold nine, and served six months. But in
an e-mail to this newspaper (t.wolfe@letters.example) he conceded that the hand is “uncomfortably good”.

Who owns them is unclear. The house belonged to a retired piano-tuner, Fergus Vaid, who left everything to a donkey
sanctuary near Yarrow. Its treasurer, Tilly Foy, said the trustees hadn’t decided what to do. “We’d no idea. I’m told
they might fetch £350,000. That’s eleven years of hay,” she said. “Then again, I did her at school. You want it done
right.”

Until a court decides, they’ll stay in a fireproof safe on the fifth floor of the library, next to the Fyfe psalter.
Mr Avramov has been to see them twice. He was offered a reward, and asked for the tin.
""",
    """
From the letters

“I am officially dead, it saves on correspondence.” (Trieste, 4 May 1920)

“Tell Aunt Effie that the poems were never about the war, they were about Tuesday afternoons.” (Undated)
""",
    {
        2: "A watermark of the Fabriano mill, first used in the spring of that year.",
        3: "“Evelyn Tay: A Short Life”, third edition, 2008, with a new afterword.",
    },
    """
Year | Letters | Sent from | Condition
1915 | 6 | Étaples | fair
1917 | 2 | not stated | torn
1920 | 21 | Trieste | very good
1922 | 14 | Fiume, Vis | good
""",
    """
Transcripts of all forty-three will be put on the web by the end of June.
Scholars may see the originals on Wednesdays, two at a time, by appointment.
Pens, drinks and wet umbrellas are to be left with the porter.
""",
)

DEV = {"ferry": FERRY, "water": WATER, "vote": VOTE}
HELD_OUT = {"quarry": QUARRY, "letters": TEXTS}

# What the tests read: short, so that the files beside them are small.
SMALL = replace(VOTE, paragraphs=VOTE.paragraphs[:4])
