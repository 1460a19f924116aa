"""Record -> plotly Figure: pure functions, one file a chart or view; no selection, no Streamlit."""
