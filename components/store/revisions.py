"""The versions of the tables that this Dateline knows, and bringing older ones to the newest (alembic's migrations).

alembic is imported only where there is something to bring: mostly there isn't, and it takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"
SELECT_VERSION = "SELECT version_num FROM alembic_version"


@cache
def known_revisions() -> tuple[str, ...]:
    """Every version of the tables that this Dateline can bring to its own, oldest first: by the names of its files."""
    return tuple(sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def newest_revision() -> str:
    """The version of the tables that this Dateline has."""
    return known_revisions()[-1]


def one_revision(rows: Iterable[Sequence[object]]) -> str | None:
    """The version that the rows of ``SELECT_VERSION`` name, None of none; of several, which nothing knows, all."""
    return ", ".join(str(version) for (version,) in rows) or None


def current_revision(connection: Connection) -> str | None:
    """The version that a database is at, None of a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return one_revision(connection.execute(text(SELECT_VERSION)))


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or bring older ones to the newest version, in the caller's transaction."""
    import alembic.command
    import alembic.config

    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    alembic.command.upgrade(config, "head")
