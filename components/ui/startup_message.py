"""What the server says on the terminal when it starts, and the browser that it opens."""

from __future__ import annotations

import streamlit as st
from streamlit.cli_util import open_browser

from components.services import owner_key
from components.services.server_address import ServerAddress


def announcement(where: ServerAddress) -> str:
    """Where the dashboard is open, and for whom."""
    if not owner_key.needs_key(where):
        return f"  Dateline is open at {where.near} for this computer alone."
    lines = [f"  Open Dateline as its owner: {owner_key.owner_address(where)}"]
    if where.open_to_others and where.url != where.near:
        lines.append(f"  From elsewhere:             {where.url}/?{owner_key.QUERY}={owner_key.owner_key()}")
        lines.append(f"  Colleagues come to {where.url} by the links that you give them; without one they see nothing.")
    lines.append("  Whoever has the key is the owner: keep it to yourself.")
    return "\n".join(lines)


def announce(where: ServerAddress) -> None:
    """Say it, and open the dashboard where there is a screen."""
    print(f"\n{announcement(where)}\n", flush=True)  # noqa: T201 - the server's own voice on its terminal
    if not st.get_option("server.headless"):
        open_browser(owner_key.owner_address(where) if owner_key.needs_key(where) else where.near)
