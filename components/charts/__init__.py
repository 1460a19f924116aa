"""Record -> plotly Figure: pure functions, one file a view; no selection, no Streamlit."""
