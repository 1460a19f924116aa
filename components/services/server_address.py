"""Where the server is reached: by this computer alone, or by others on the network, and under which address."""

from __future__ import annotations

import ipaddress
import os
import socket
import tomllib
from pathlib import Path

import msgspec

from components.store.data_folder import ROOT, data_folder
from components.store.private_files import private_folder, write_private

_FILE = "server.json"
_ANY = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


def public_url() -> str | None:
    """``DATELINE_PUBLIC_URL``: the address under which a newsroom's server is reached."""
    return os.environ.get("DATELINE_PUBLIC_URL", "").strip().rstrip("/") or None


class ServerAddress(msgspec.Struct, frozen=True):
    """The address and port that the server listens on."""

    address: str
    port: int
    scheme: str = "http"

    @property
    def open_to_others(self) -> bool:
        """Whether anybody but this computer can reach it."""
        return public_url() is not None or not _is_loopback(self.address)

    @property
    def near(self) -> str:
        """The address at which this computer itself reaches the server, without a slash at its end."""
        host = "127.0.0.1" if self.address in {*_ANY, "localhost"} else self.address
        return f"{self.scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def url(self) -> str:
        """The address that a colleague can reach, without a slash at its end; this computer's where none can."""
        if (configured := public_url()) is not None:
            return configured
        if _is_loopback(self.address):
            return self.near
        host = network_address() if self.address in _ANY else self.address
        return f"{self.scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"


def _is_loopback(address: str) -> bool:
    if address in {"localhost"}:
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def network_address() -> str:
    """This computer's address on its network; its name where it has none that could be told."""
    for family, far in ((socket.AF_INET, "10.255.255.255"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far, 9))  # chooses the way there; nothing is sent
            except OSError:
                continue
            address = str(probe.getsockname()[0])
        if not _is_loopback(address):
            return address
    # Looking its name up would ask the network.
    return socket.gethostname()


def remember_address(where: ServerAddress) -> None:
    """Leave a note for the commands on where the server listens."""
    try:
        folder = data_folder()
        private_folder(folder)
        write_private(folder / _FILE, msgspec.json.encode(where))
    except OSError:  # a data folder that can't be written is told of elsewhere
        pass


def last_address() -> ServerAddress:
    """Where the server listened last; before its first start what its configuration says."""
    try:
        return msgspec.json.decode((data_folder() / _FILE).read_bytes(), type=ServerAddress)
    except (OSError, msgspec.DecodeError):
        return _configured(ROOT / ".streamlit" / "config.toml")


def _configured(path: Path) -> ServerAddress:
    try:
        server = tomllib.loads(path.read_text("utf-8")).get("server", {})
    except (OSError, tomllib.TOMLDecodeError):
        server = {}
    return ServerAddress(str(server.get("address", "127.0.0.1")), int(server.get("port", 8501)))
