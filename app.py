"""The door: ``streamlit run app.py`` serves components/ui/main.py with Dateline's headers and worker."""

import streamlit as st

from components.ui.script_errors import tell_error
from components.ui.server_headers_and_lifespan import MAIN, MIDDLEWARE, ROUTES, lifespan

# Streamlit finds the app by reading this file, so it is made here, by this very call.
app = st.App(MAIN, lifespan=lifespan, middleware=MIDDLEWARE, routes=ROUTES, on_script_error=tell_error)
