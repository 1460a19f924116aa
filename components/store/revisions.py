"""The versions of the tables that this Dateline knows, and bringing older ones to the newest (alembic's migrations).

alembic is imported only where there is something to bring: mostly there isn't, and it takes a tenth of a second.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"
_TABLE = "alembic_version"  # that alembic notes the version in


@cache
def known_revisions() -> tuple[str, ...]:
    """Every version of the tables that this Dateline can bring to its own, oldest first: by the names of its files."""
    return tuple(sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def newest_revision() -> str:
    """The version of the tables that this Dateline has."""
    return known_revisions()[-1]


def current_revision(connection: Connection) -> str | None:
    """The version that a database is at, None of a new one."""
    if not inspect(connection).has_table(_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608 - a name of ours
    return None if found is None else str(found)


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or bring older ones to the newest version, in the caller's transaction."""
    import alembic.command
    import alembic.config

    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    alembic.command.upgrade(config, "head")
