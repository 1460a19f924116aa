"""Words for what is done: those that mean one thing, and those that are done every day by anybody."""

from __future__ import annotations

from components.collection.content_words import content_words

_OF_ONE_MEANING = (
    "hit strike struck rock shake shook shaken",
    "earthquake quake tremor",
    "die died dead death kill killed fatal fatally",
    "shoot shot gun gunned shooting",
    "arrest detain detained capture captured apprehend apprehended nab",
    "rescue rescued pull pulled save saved free freed extract extracted",
    "foil foiled thwart thwarted repel repelled",
    "overturn revoke revoked rescind rescinded reverse reversed repeal",
    "resign resigned quit",
    "dismiss sack sacked oust ousted",
    "buy bought acquire acquired purchase purchased",
    "win won defeat defeated beat beaten",
    "destroy demolish demolished raze razed gut gutted burn burned burnt",
    "marry married wed wedding",
    "convict convicted",
    "charge charged indict indicted",
    "hire hired appoint appointed",
    "suspend suspended halt halted cancel cancelled canceled",
    "approve approved pass passed adopt adopted",
    "declare declared proclaim proclaimed",
)
_MEANING = {word: words[0] for line in _OF_ONE_MEANING for words in [content_words(line)] for word in words}
LIGHT = frozenset(
    content_words(
        """
        say tell told announce announced report reported confirm confirmed add added warn warned show showed
        rise rose risen fall fell fallen drop dropped increase increased decline declined take took taken make
        made give gave given put go went gone come came become became begin began begun start started continue
        continued hold held find found leave left get got run ran see saw seen lead led bring brought keep kept
        set move moved call called ask asked meet met speak spoke talk talked write wrote release released issue
        issued expect expected remain remained stay turn happen happened occur occurred follow followed end
        ended open opened close closed plan planned incident
        """
    )
)

# What may be done to many on one day: only who it is tells which.
TO_MANY = frozenset(
    _MEANING.get(word, word)
    for word in content_words("die arrest charge convict rescue injure injured hurt test win vote sentence")
)


def meaning(doing: str) -> str:
    """The stem that stands for all that mean the same."""
    return _MEANING.get(doing, doing)
