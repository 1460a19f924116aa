"""Mutation testing: small faults put into components/, one at a time, and whether the tests notice (`make mutants`)."""
