"""One module a kind of time expression: the patterns that find it and the symbolic value that each builds."""
