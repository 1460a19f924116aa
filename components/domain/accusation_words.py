"""Words that make of a claim an accusation: what is told is held against whoever does it, or whoever tells it accuses.

Compiled by hand from charges, complaints and reproaches as news reports them. A claim without one stays a claim; whom
it is of is then not asked for.
"""

from __future__ import annotations

import re

_STEMS = """
abduct abus aggress assassin assault attack betray blackmail brib breach bully bulli cheat coerc collud collus
conceal conspir corrupt crash crim damag deceiv deceit decept defam defraud destr discriminat dodg embezzl endanger
espion evad evas exploit extort fabricat fail fals fraud harass illegal infring injur intimidat invad invasi kidnap
kill launder manipul massacr mislead misled mismanag molest murder neglect neglig overcharg persecut plagiar plunder
poison pollut provok racis rapist reckless retaliat sabotag sexis smuggl stalk steal stole stolen tamper terror
threat tortur traffick undermin unfair unlawful unsafe untrue vandal violat weaponi withheld withhold wrong
""".split()
_WORDS = """
bombed bombing banned beat beaten beating broke broken breaking dumped dumping fake faked faking forced forcing
forged forging forgery groped groping hacked hacking harm harmed harming harms hid hide hides hiding hidden hush
ignored ignores ignoring incited inciting jailed leak leaked leaking liar lie lied lies lying looted looting misused
misusing rape raped raping rigged rigging rob robbed robbery robbing scam scheme schemed scheming shelled shelling
shot shooting shred shredded shredding silenced silencing slander spied spy spying stabbed stabbing theft thief
""".split()
deed = re.compile(
    rf"\b(?:(?:{'|'.join(_STEMS)})\w*|{'|'.join(_WORDS)}|cover(?:ed|ing|s)?(?:\s+\w+)?\s+up|cover-up)\b", re.IGNORECASE
)
accuser = re.compile(
    r"\b(?:prosecut|police|plaintiff|indictment|complaint|lawsuit|investigator|detective|accuser|whistle|watchdog)",
    re.I,
)
accusing = re.compile(
    r"\b(?:accus|alleg|blam|charg|claim|condemn|denounc|fault|su(?:e[sd]?|ing)\b|suspect|indict|implicat)",
    re.IGNORECASE,
)
