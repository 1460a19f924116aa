"""What the step ``dateline_timex`` can be told: distances in the text, spans of time and confidences.

A confidence is 0..1 and shown to readers beside a time expression; characters and words are those of the text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TimexConfig:
    """The settings of ``dateline_timex``; each is also a key of the factory's config."""

    # The article date
    max_stated_date_characters: int = 1_200  # characters from the beginning in which a date may be the article's own
    lead_share: float = 0.5  # share of the text, from its beginning, in which an inferred date must stand
    max_place_line_characters: int = 90  # characters before the date in a line of place and date
    max_label_characters: int = 60  # characters before a date in which "Published" may stand
    max_days_to_other_date: int = 120  # days to the whole date that gives a stated day its year

    # Live blogs
    min_posts_on_own_lines: int = 3  # times on lines of their own that make a text a live blog
    min_posts_in_paragraphs: int = 4  # paragraphs that begin with a time, where it stands on the same line
    max_post_line_characters: int = 80  # characters of a line that is a post's time
    max_minutes_on_one_day: int = 360  # minutes by which times may run against the posts' order within one day

    # Tense
    max_ahead_characters: int = 12  # characters before a date in which "until" or "due" puts it ahead
    max_was_until_characters: int = 90  # and in which "was ... until" puts it in the past
    max_price_characters: int = 24  # and in which "closing price on" does
    max_sibling_characters: int = 5  # characters between "April 24" and its "25"
    max_yearly_characters: int = 40  # and in which "born" or "every year" makes a day one of any year
    max_missed_characters: int = 160  # characters after a plan's date in which "has not opened" says that it was missed
    max_heads_to_verb: int = 30  # steps up the parse to the verb that a phrase hangs on
    max_verb_chain: int = 8  # verbs that a tense is handed down through

    # Dates that the text named before
    max_named_date_characters: int = 100_000  # characters back in which a named date is looked for at all
    max_year_beside_characters: int = 60  # characters back in which a year told of holds for a month without one
    max_month_beside_characters: int = 12  # the same, from month to month ("from May to July")
    max_day_characters: int = 600  # characters back in which a named day is that of a time of day
    max_quarter_characters: int = 700  # characters back in which a named quarter is what "a year ago" counts from

    # Which year a month or day without one is of
    max_years_around_day: int = 8  # years on either side that are looked at: February 29 comes every eighth at least
    max_years_around_period: int = 2  # and for holidays, quarters and seasons
    max_days_just_past: int = 30  # days back that a future tense doesn't jump a year from ...
    min_days_to_next_year: int = 270  # ... where the next such day is as many days ahead
    max_days_just_ahead: int = 40  # days ahead that a past tense doesn't jump a year from ...
    min_days_to_last_year: int = 300  # ... where the last such day is as many days back

    # Confidence of days, months and named days
    whole_confidence: float = 0.95  # a value that needs no other date
    no_article_date_confidence: float = 0.5  # what stays open as the article date isn't known
    no_such_day_confidence: float = 0.3  # February 30
    no_such_date_confidence: float = 0.2  # what lies outside the calendar
    this_year_confidence: float = 0.9  # "this April", "this spring"
    shifted_year_confidence: float = 0.85  # "last April", "next Christmas"
    year_beside_confidence: float = 0.75  # the year told of just before
    tense_year_confidence: float = 0.9  # the year that the tense points to
    planned_confidence: float = 0.7  # "was due to open in September": as it was planned once
    nearest_year_confidence: float = 0.8  # the nearest, without a tense
    against_tense_confidence: float = 0.6  # what the tense speaks against
    same_month_confidence: float = 0.9  # the 25 of "April 24 and 25"
    last_weekday_confidence: float = 0.9  # "last Friday"
    next_weekday_confidence: float = 0.85  # "next Friday"
    future_weekday_confidence: float = 0.85  # "will vote on Friday"
    past_weekday_confidence: float = 0.95  # "voted on Friday"
    weekday_confidence: float = 0.75  # a weekday without a tense
    article_order_confidence: float = 0.8  # a numeric date, read as the article's others
    guessed_order_confidence: float = 0.4  # one that may be read either way
    named_day_time_confidence: float = 0.7  # a time of the day named before
    article_day_time_confidence: float = 0.6  # a time of the article date

    # Confidence of units and distances
    deictic_confidence: float = 0.95  # "yesterday", "last week"
    deictic_of_text_confidence: float = 0.8  # "the following day"
    open_unit_confidence: float = 0.4  # a unit that nothing is known to count from
    vague_distance_confidence: float = 0.7  # "a few days ago"
    distance_confidence: float = 0.9  # "two days ago"
    distance_of_text_confidence: float = 0.75  # "two days earlier"
    unnamed_year_distance_confidence: float = 0.5  # "a year earlier", where no date was named
    ahead_confidence: float = 0.8  # "will vote in two weeks"

    # Confidence of quarters, seasons and the unit that a text is in
    year_end_confidence: float = 0.6  # "by year's end"
    nearest_quarter_confidence: float = 0.85  # "the third quarter"
    future_season_confidence: float = 0.85  # "will open in spring"
    latest_season_confidence: float = 0.8  # "opened in spring"
    unit_of_named_date_confidence: float = 0.85  # "that week"
    article_unit_confidence: float = 0.7  # "the week", "the weekend"
    named_quarter_confidence: float = 0.8  # "the quarter", named before
    last_quarter_confidence: float = 0.7  # "the quarter", not named before

    # Confidence in a live blog
    post_time_confidence: float = 0.95  # a post's own time
    before_post_confidence: float = 0.9  # "an hour ago"
    shortly_before_post_confidence: float = 0.8  # "moments ago"


DEFAULT_CONFIG = TimexConfig()
