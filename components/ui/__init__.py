"""What the pages share: the main script, navigation as data, address state, evidence, safe text."""
