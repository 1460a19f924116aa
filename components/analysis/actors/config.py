"""What the step ``dateline_actors`` can be told: thresholds, limits and confidences, with their units.

A probability or a share is 0..1; a confidence is one that readers see beside a mention.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActorsConfig:
    """The settings of ``dateline_actors``; each is also a key of the factory's config."""

    # Finding names
    max_mention_tokens: int = 40  # tokens; of a longer mention only the head word is kept
    max_byline_paragraph: int = 6  # paragraphs, from the first, that may name who wrote the article
    max_byline_characters: int = 120  # characters of a line that names who wrote the article
    max_name_characters: int = 90  # characters of a name
    titled_name_votes: float = 2.0  # votes that a title before a name adds to the name's label
    guessed_name_votes: float = 0.4  # votes of a name that only its capitals speak for; one that a model saw has 1
    min_headline_words: int = 3  # long words, from which a heading's capitals are judged at all
    max_headline_words: int = 24  # and up to which
    min_title_case_share: float = 0.75  # share of a heading's long words with a capital, from which it is in title case
    max_short_word_letters: int = 3  # letters up to which a word in small letters is no proof against a name

    # Acronyms
    max_tokens_to_event: int = 5  # tokens after an acronym within which the event that its body holds is named
    max_spelt_out_tokens: int = 12  # tokens of what an acronym stands for
    max_tokens_before_brackets: int = 4  # tokens between an acronym and the brackets that spell it out

    # Names as the learned detection judges them
    min_name_probability: float = 0.05  # of being anybody's name, under which a name is ruled out
    min_added_name_probability: float = 0.5  # of being a name, from which one that nothing else found is added
    min_person_probability: float = 0.6  # from which the name of a "people" is somebody's or a place's
    min_head_probability: float = 0.3  # of a name's head word being a name's, under which its likeliest word is asked
    min_kind_share: float = 0.5  # share of the kinds' probability that the likeliest must have ...
    min_kind_lead: float = 0.1  # ... and the probability that it must have on top of that share
    min_clear_kind_probability: float = 0.15  # or: the probability that the likeliest kind must have ...
    min_clear_kind_share: float = 0.8  # ... and its share of the kinds' probability
    max_tokens_before_name: int = 9  # tokens before a name that may belong to its phrase

    # Kinds: what each sign adds to the votes for a kind
    initial_kind_votes: float = 1.0  # for the kind that the name was taken for
    head_word_votes: float = 2.5  # what the name's own head word says ("Hope Street Hospital")
    speaking_site_votes: float = 3.0  # a hospital that says something
    company_context_votes: float = 1.5  # "shares in Norvane"
    organisation_shape_votes: float = 1.5  # an acronym, "the Guardian"
    place_context_votes: float = 1.5  # "Irving, Texas"; "in Herat"
    min_sign_share: float = 0.5  # share of a name's mentions that a sign must hold for, more than which it counts
    min_team_share: float = 0.2  # share of a place's mentions that play, from which a text on sport means its team
    min_speaking_share: float = 0.3  # share of a site's mentions that speak, from which it is an organisation
    min_sport_words: int = 5  # different words of sport, from which a text may be one on sport
    min_sport_words_per_thousand: float = 10.0  # of its words, from which it is one
    min_organisation_ratio: float = 0.25  # probability of an organisation over that of a person: "the Guardian"

    # Joining names: the confidence of each rule
    country_name_confidence: float = 0.97
    demonym_confidence: float = 0.9
    capital_confidence: float = 0.85
    full_name_confidence: float = 0.97
    surname_confidence: float = 0.93
    surname_of_most_named_confidence: float = 0.6
    surname_of_first_confidence: float = 0.5
    surname_of_last_confidence: float = 0.85  # before a colon, of the one introduced last so
    function_of_speaker_confidence: float = 0.9  # "THE CORONER:"
    first_name_confidence: float = 0.8
    new_name_confidence: float = 0.9
    same_name_confidence: float = 0.95
    acronym_confidence: float = 0.92
    partial_acronym_confidence: float = 0.8  # "PUC" of the California Public Utilities Commission
    short_form_confidence: float = 0.75
    max_acronym_letters: int = 6  # letters of an acronym that stands for a longer name

    # Roles and descriptions
    max_role_words: int = 6  # words of a role; a longer description is a sentence of its own
    max_role_characters: int = 80  # characters of a role that are kept
    max_role_distance: int = 5400  # characters back in which the bearer of a role is looked for
    apposition_confidence: float = 0.9  # "its chief executive, David Clarke"
    only_bearer_confidence: float = 0.8  # "the Prime Minister", where one actor has the role
    latest_bearer_confidence: float = 0.5  # and where several have
    owned_body_confidence: float = 0.6  # "Azerbaijan's foreign ministry" as a body that acts

    # Pronouns and descriptions
    min_mention_probability: float = 0.4  # of a detected mention, under which it is not taken
    min_pronoun_probability: float = 0.6  # of an antecedent, under which a pronoun is left open: the ranker is too sure
    sure_pronoun_confidence: float = 0.87  # of a pronoun whose antecedent has all of the score: what proved right
    min_description_probability: float = 0.5  # under which a description begins an actor of its own
    min_antecedent_probability: float = 0.0001  # under which an antecedent is passed over
    min_rival_share: float = 0.1  # of the best one's score, from which another actor is a rival ...
    min_share_before_rival: float = 0.8  # ... before whom the best one must have this share
    disagreement_factor: float = 0.001  # by which a score is multiplied where gender or number disagree
    repeated_description_confidence: float = 0.6  # "the jury", the only one described before
    last_speaker_score: float = 2.0  # added to whoever spoke last where a pronoun speaks: "..., she added"
    max_last_speaker_sentences: int = 2  # sentences back in which that one spoke
    last_body_score: float = 0.8  # added for "they" and "it", which take up a subject of another kind more often
    earlier_speaker_score: float = 1.0  # added where that one spoke further back ...
    max_sentences_of_speech: int = 8  # ... but not further than this: long quotes lie between
    surname_as_before_confidence: float = 0.8  # of a surname that several have, of the one called so before

    # What is shown
    max_acronym_name_letters: int = 4  # letters up to which a name in capitals may be an acronym and keeps them

    # Prominence: fitted (logistic regression) to which actors the annotators of 84 texts of other kinds named in their
    # summaries, with the headline's weight raised, as few of those texts have one. Points of:
    headline_points: float = 1.5  # standing in the headline
    lead_points: float = 0.75  # standing in the first paragraph
    early_points: float = 0.5  # standing in the text's beginning
    names_points: float = 1.7  # log(1 + number of names)
    mentions_points: float = 0.6  # log(1 + number of mentions, weighted by form)
    subjects_points: float = 0.4  # log(1 + number of mentions that are subjects)
    spread_points: float = 0.2  # share of the text's tenths with a mention
    named_points: float = 1.5  # being named at all
    beginning_share: float = 0.1  # share of the text that is its beginning
    name_weight: float = 1.0  # of a mention of each form among the mentions
    description_weight: float = 0.7
    pronoun_weight: float = 0.5
    adjective_weight: float = 0.4
    first_actors: int = 8  # who is first shown: chosen by who belongs there, then in the order of these points
    points_share: float = 0.3  # what a point adds to an actor's belonging there (log odds)
