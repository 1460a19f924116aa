"""``make audit``: are vulnerabilities known of the packages that a lock names? Asks with pip-audit, over the network.

Ends with 1 where one is known, with 0 where none is. Where the advisories can't be reached, or are silent about every
package (as a mirror that has none is), it says so in one line and ends with 0: no network is no finding. A lock that
pip-audit can't read ends with 2.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

OVERALL = 180  # seconds for all packages together
ONE_ANSWER = 10  # seconds for one package's advisories
UNREACHABLE = "Not checked: the advisories could not be reached ({}). Run make audit again with a network.\n"
# How pip-audit's messages and the tracebacks that it ends with tell a failed connection from a bad lock.
NETWORK_SIGNS = ("requests.exceptions.", "urllib3.exceptions.", "ServiceError", "Could not connect", "not redirecting")

Answer = tuple[int, str, str]
"""pip-audit's exit status, what it wrote to its output and what to its messages."""


def ask(lock: str) -> Answer:
    """Ask pip-audit of every package in a lock, without resolving or installing anything."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", str(ONE_ANSWER)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=OVERALL, check=False)
    return done.returncode, done.stdout, done.stderr


def verdict(lock: str, asking: Callable[[str], Answer] = ask) -> tuple[int, str]:
    """The exit status, and the lines that say what is known of a lock's packages."""
    try:
        status, output, messages = asking(lock)
    except subprocess.TimeoutExpired:
        return 0, UNREACHABLE.format(f"no answer in {OVERALL} seconds")
    try:
        packages: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError):
        if any(sign in messages for sign in NETWORK_SIGNS):
            return 0, UNREACHABLE.format("no connection")
        return 2, messages or f"pip-audit ended with {status} and said nothing.\n"
    asked = [package for package in packages if "skip_reason" not in package]
    silent = [package["name"] for package in packages if "skip_reason" in package]
    if packages and not asked:
        return 0, UNREACHABLE.format("the package index has none")
    found = [(package, known) for package in asked for known in package["vulns"]]
    lines = [
        f"{package['name']} {package['version']}: {known['id']}"
        f" (mended in {', '.join(known['fix_versions']) or 'no release yet'}): {known['description']}"
        for package, known in found
    ]
    if silent:
        lines.append(f"Not checked, as the advisories don't know them: {', '.join(silent)}.")
    lines.append(f"{len(found)} known vulnerabilities in {len(asked)} packages of {lock}.")
    return (1 if found else 0), "\n".join(lines) + "\n"


def main(locks: list[str]) -> int:
    """Audit each lock; the worst exit status of them."""
    worst = 0
    for lock in locks:
        status, text = verdict(lock)
        sys.stdout.write(text)
        worst = max(worst, status)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
