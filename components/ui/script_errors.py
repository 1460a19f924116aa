"""What a reader sees of an error that no page caught: also of one in a fragment, a dialog or a callback."""

from __future__ import annotations

import logging

from components.domain.errors import DatelineError, StoreFailed
from components.ui.text_nodes import draw_text

log = logging.getLogger(__name__)


def tell_error(error: Exception) -> bool:
    """Draw the sentence of an error of ours; whether it was one. Streamlit shows any other by its kind alone."""
    if not isinstance(error, DatelineError):
        return False
    if isinstance(error, StoreFailed):  # whoever looks after the server has to know, and it names no article
        log.warning("%s", error)
    draw_text(str(error), "alert")
    return True
