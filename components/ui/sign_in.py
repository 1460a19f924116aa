"""Whether a request comes from somebody whom the newsroom's own sign-in (OIDC) knows, before any session is made."""

from __future__ import annotations

import json

from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks


def is_signed_in(scope: Scope) -> bool:
    """Whether the request carries Streamlit's signed cookie of somebody who is signed in.

    The pages decide for themselves (``st.user``); this says only whose use of the server is counted.
    """
    try:
        cookie = _get_signed_cookie_with_chunks(dict(HTTPConnection(scope).cookies), USER_COOKIE_NAME)
        return cookie is not None and bool(json.loads(cookie).get("is_logged_in"))
    except (ValueError, AttributeError, UnicodeError):
        return False
