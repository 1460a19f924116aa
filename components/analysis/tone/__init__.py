"""Tone towards a target: the learned reading, the words that carried it, negation and hedging."""
