"""Tone towards an actor: target-dependent sentiment, its evidence, negation and hedging."""
