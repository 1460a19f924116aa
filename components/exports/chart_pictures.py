"""A chart as a picture, drawn by the computer's own Chrome or Chromium, which can't call anybody.

By itself kaleido has Chrome load MathJax from the web for each picture, and Chrome asks its makers for updates and
more: here it looks up no name, whatever it wants to reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import kaleido
import plotly
import plotly.graph_objects as go
from choreographer.browsers.chromium import Chromium

HEIGHT = 500  # pixels of a chart that names no height
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
ALONE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no address leads anywhere
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-features=MediaRouter,AutofillServerCommunication,OptimizationHints",
    "--dns-prefetch-disable",
    "--no-pings",
    "--no-first-run",
)


class OfflineChrome(Chromium):
    """Chrome or Chromium with no way to the network."""

    def get_cli(self) -> Sequence[str]:
        """The command that starts it."""
        return [*super().get_cli(), *ALONE]


def picture(figure: go.Figure, form: str, width: int, scale: int) -> bytes:
    """The chart as "png" or "svg", ``width`` pixels wide, a PNG ``scale`` times as fine.

    Raises RuntimeError, ValueError or OSError where there is no Chrome or it fails.
    """
    image: bytes = kaleido.calc_fig_sync(
        figure.to_dict(),
        opts={"format": form, "width": width, "height": figure.layout.height or HEIGHT, "scale": scale},
        # Both are named, as what isn't would be loaded from the web.
        kopts={"mathjax": False, "plotlyjs": PLOTLY, "browser_cls": OfflineChrome},
    )
    return image
