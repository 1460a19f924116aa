"""The line of place, date and agency before a wire story: "DOVER, England, March 3 (AP) —"."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]{2,}(?: [A-Z.’'-]{2,}){0,3}(?:, [A-Z][\w.’' -]{1,30})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([A-Z][\w /]{1,20}\))? ?(?:—|–|--|-|_) ?(?=[A-Z“\"`])"
)
