"""What many records say together: one cast, one chronicle, comparisons, trends. Pure functions over records."""
