"""``share``, ``revoke``, ``links``: what the dialog and the page “Links” do, on a terminal; ``owner``: the way in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from components.cli.output import Failures
from components.domain.errors import DatelineError, InputRefused
from components.services import owner_key, share_links
from components.services.server_address import last_address
from components.store import article_queries
from components.store.database import Store


@contextmanager
def opened_store() -> Iterator[Store]:
    """The library, closed at the end."""
    store = Store()
    try:
        yield store
    finally:
        store.close()


def _print(line: str) -> None:
    print(line)  # noqa: T201 - this is the command's own voice


def share(options: argparse.Namespace) -> Failures:
    """Make a link to articles and print it."""
    where = last_address()
    with opened_store() as store:
        try:
            _, token = share_links.make_link(
                store, options.articles, correct=options.correct, days=options.days or None
            )
        except ValueError as error:
            raise InputRefused(str(error)) from error
    _print(f"{where.url}/s/{token}")
    if not where.open_to_others:
        tqdm.write(
            "Only this computer can open it now. For the network: streamlit run app.py --server.address 0.0.0.0",
            file=sys.stderr,
        )
    return Failures()


def revoke(options: argparse.Namespace) -> Failures:
    """Take links back."""
    failures = Failures()
    with opened_store() as store:
        if options.all:
            _print(f"{share_links.revoke_all(store)} taken back")
        for one in options.links:
            try:
                share_links.revoke_one(store, one)
            except DatelineError as error:
                failures.tell(one[:12] + "…", error)
    return failures


def links(options: argparse.Namespace) -> Failures:
    """Print every link: id, whether it works, for what, until when, how often opened, the article's title."""
    with opened_store() as store:
        listed = share_links.list_links(store)
        working = {s.id for s in share_links.still_open(listed)}
        with store.reading() as connection:
            titles = {a.id: a.title for a in article_queries.list_articles(connection)}
    for one in listed:
        state = "open" if one.id in working else "closed"
        what = "correct" if one.correct else "read"
        until = one.revoked_at or one.expires_at or "until revoked"
        named = ", ".join(titles.get(a, a) for a in one.articles)
        _print(f"{one.id}\t{state}\t{what}\t{until}\topened {one.opened}\t/{one.view}\t{named}")
    return Failures()


def owner_address(_: argparse.Namespace) -> Failures:
    """Print the address at which the owner opens the server, with the key where one is needed."""
    where = last_address()
    _print(owner_key.owner_address(where) if owner_key.needs_key(where) else where.near)
    return Failures()
