"""The door: ``streamlit run app.py`` serves components/ui/main.py with Dateline's headers and worker."""

import gc

# Hardly anything that is imported is garbage, and looking for some takes a fifth of the time: page_imports.py has it
# looked for again once all is there.
gc.disable()

import streamlit as st  # noqa: E402

from components.ui.script_errors import tell_error  # noqa: E402
from components.ui.server_headers_and_lifespan import MAIN, MIDDLEWARE, ROUTES, lifespan  # noqa: E402

# Streamlit finds the app by reading this file, so it is made here, by this very call.
app = st.App(MAIN, lifespan=lifespan, middleware=MIDDLEWARE, routes=ROUTES, on_script_error=tell_error)
