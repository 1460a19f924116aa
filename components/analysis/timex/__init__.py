"""Time expressions as TIMEX3: found once in the text, resolved against any article date."""
