"""Actors: mention detection, entity typing, coreference, salience, relations."""
