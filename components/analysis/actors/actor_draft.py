"""An actor in the making, which the steps of ``dateline_actors`` hand on, and its mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from components.domain.record import ActorKind, Form
from components.name_lists.given_name_gender import Gender


@dataclass
class ActorMention:
    """A mention: tokens ``start``..``end`` (exclusive), its form, why it was joined to the actor, how sure that is."""

    start: int
    end: int
    form: Form
    rule: str
    confidence: float = 0.95  # 0..1
    text: str = ""
    name_start: int | None = None  # the token at which the name begins, where words before it belong to the mention

    @property
    def first_name_token(self) -> int:
        """The token at which the name itself begins."""
        return self.start if self.name_start is None else self.name_start


@dataclass(eq=False)  # two drafts are one only if they are the same object, so a draft can be the key of a dict
class ActorDraft:
    """An actor in the making."""

    name: str
    kind: ActorKind
    mentions: list[ActorMention] = field(default_factory=list)
    key: str = ""
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    of: ActorDraft | None = None  # whom it belongs to
    country: str | None = None  # its CLDR name, for a draft of a country
    labelled: bool = False  # whether its name stands before a colon, as whose words follow
    described: bool = False  # never named, only described
    noun: str | None = None  # the lemma of the noun by which such a one was first described

    def add(self, mention: ActorMention) -> None:
        """Take a mention."""
        self.mentions.append(mention)
