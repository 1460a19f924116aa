"""Corrections alone, as a file: taken away, and brought in where each could have been made by hand."""

from __future__ import annotations

import secrets

import msgspec

from components.domain.correction_checks import AHEAD, check_edit, known_time
from components.domain.correction_replay import apply_edits
from components.domain.correction_values import FILE_BYTES, FILE_EDITS, LONGEST_BY
from components.domain.errors import Refused
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction, Record
from components.services.clock import utc_now
from components.services.correction_storage import keep_edits
from components.store.correction_queries import StoredEdit, edits_in_effect, list_edits
from components.store.database import Store

SCHEMA = "dateline.corrections/1"
FROM_A_FILE = " (from a file)"


class CorrectionFile(msgspec.Struct, frozen=True):
    """Corrections alone, as a file."""

    schema: str
    article: str
    title: str
    corrections: tuple[Correction, ...]


class _Sealed(msgspec.Struct, frozen=True):
    """A file of corrections of which only the number of edits is known yet."""

    schema: str
    article: str
    title: str
    corrections: tuple[msgspec.Raw, ...]


def correction_file(store: Store, article_id: str, title: str) -> bytes:
    """The edits in effect, as a file that another library can take in; what can't be read is left out."""
    with store.reading() as connection:
        effective = edits_in_effect(list_edits(connection, article_id))
    edits = []
    present = utc_now()
    for edit in effective:
        at = known_time(edit.at)
        if at is not None and at > present + AHEAD:
            # Made while this computer's clock was fast: no library would take it in with that time.
            edit = msgspec.structs.replace(edit, at=present.isoformat())
        try:
            edits.append(check_edit(edit, present))
        except NoLongerFits:
            continue
    return msgspec.json.format(msgspec.json.encode(CorrectionFile(SCHEMA, article_id, title, tuple(edits))), indent=1)


def import_corrections(store: Store, article_id: str, data: bytes) -> tuple[int, int]:
    """Take in another library's edits: (how many were new, how many of all no longer fit).

    All of them or none: raises Refused where the file is none, is too much, or holds what nobody could have made by
    hand. Raises NotFound.
    """
    edits = _opened(data)
    stale = 0

    def make(record: Record, stored: list[StoredEdit]) -> list[Correction]:
        nonlocal stale
        present = {_same(k.edit) for k in stored}
        new = []
        for edit in edits:
            if (same := _same(edit)) not in present:
                present.add(same)
                new.append(msgspec.structs.replace(edit, id=secrets.token_hex(6)))
        after = apply_edits(record, [*edits_in_effect(stored), *new])
        stale = sum(not c.fits for c in after.corrections)
        return new

    return len(keep_edits(store, article_id, make)), stale


def _opened(data: bytes) -> list[Correction]:
    """The edits of a file, each as if it had been made by hand; raises Refused."""
    if len(data) > FILE_BYTES:
        raise Refused(
            f"This file has {len(data) / 2**20:.1f} MB; a file of corrections has at most {FILE_BYTES // 2**20} MB. "
            "Nothing was changed."
        )
    try:
        file = msgspec.json.decode(data, type=_Sealed)
        if file.schema != SCHEMA:
            raise Refused(
                f"This is no file of corrections: it says that it is “{file.schema[:40]}”. Nothing was changed."
            )
        if len(file.corrections) > FILE_EDITS:
            raise Refused(
                f"This file has {len(file.corrections):,} corrections; at most {FILE_EDITS:,} can be brought in at "
                "once. Nothing was changed."
            )
        edits = [msgspec.json.decode(raw, type=Correction) for raw in file.corrections]
    except (ValueError, RecursionError) as error:  # msgspec's own errors are ValueErrors
        raise Refused(f"This is no file of corrections ({error}). Nothing was changed.") from error
    try:
        # What an article says of itself is another library's own.
        return [_named(check_edit(edit, utc_now())) for edit in edits if not edit.what.startswith("article/")]
    except NoLongerFits as error:
        raise Refused(f"This file holds something that is no correction: {error}. Nothing was changed.") from error


def _named(edit: Correction) -> Correction:
    """The edit with where it came from after whose it is."""
    name = edit.by.removesuffix(FROM_A_FILE)[: LONGEST_BY - len(FROM_A_FILE)]
    return msgspec.structs.replace(edit, by=f"{name}{FROM_A_FILE}")


def _same(edit: Correction) -> tuple[str, str, bytes]:
    """What two copies of an edit have in common, also where one was kept before its value was put in order."""
    try:
        edit = check_edit(edit, utc_now())
    except NoLongerFits:
        pass
    return edit.what, edit.at, bytes(edit.after)
