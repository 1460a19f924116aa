"""Attitudes: acts of judgement, evaluating words, directed sentiment; loaded words."""
