"""Words: what must be a word of the vocabulary; found while reading, explained here."""

from chronology.rules.rule import form


@form
def unknown_kind() -> None:
    """A kind is a word of the vocabulary.

    Bad:  kind: bombing
    Good: kind: attack
    """


@form
def unknown_role() -> None:
    """A role is a word of the vocabulary.

    Bad:  actors: [{id: harbour-league, role: organiser}]
    Good: actors: [{id: harbour-league, role: convener}]
    """


@form
def unknown_relation() -> None:
    """A relation is a word of the vocabulary.

    Bad:  relations: {after: [harbour-conference]}
    Good: relations: {follows: [harbour-conference]}
    """


@form
def unknown_figure() -> None:
    """A figure is a word of the vocabulary.

    Bad:  figures: [{what: dead, value: 3, sources: [ap]}]
    Good: figures: [{what: killed, value: 3, sources: [ap]}]
    """


@form
def unknown_grade() -> None:
    """A grade is a word of the vocabulary.

    Bad:  grade: confirmd
    Good: grade: confirmed
    """


@form
def unknown_form() -> None:
    """A form is a word of the vocabulary.

    Bad:  pledges: [{id: oil, by: NO, form: gift, purpose: humanitarian, sources: [ap]}]
    Good: pledges: [{id: oil, by: NO, form: grant, purpose: humanitarian, sources: [ap]}]
    """


@form
def unknown_purpose() -> None:
    """A purpose is a word of the vocabulary.

    Bad:  pledges: [{id: oil, by: NO, form: grant, purpose: aid, sources: [ap]}]
    Good: pledges: [{id: oil, by: NO, form: grant, purpose: humanitarian, sources: [ap]}]
    """


@form
def unknown_state() -> None:
    """A state is a word of the vocabulary.

    Bad:  pledges: [{id: oil, by: NO, form: grant, purpose: humanitarian, sources: [ap], history: [{date: 2021-06, state: paid, sources: [ap]}]}]
    Good: pledges: [{id: oil, by: NO, form: grant, purpose: humanitarian, sources: [ap], history: [{date: 2021-06, state: delivered, sources: [ap]}]}]
    """


@form
def unknown_precision() -> None:
    """A precision is a word of the vocabulary.

    Bad:  places: [{name: Rome, country: IT, precision: town}]
    Good: places: [{name: Rome, country: IT, precision: city}]
    """


@form
def unknown_reading() -> None:
    """A reading is a word of the vocabulary.

    Bad:  # countries/NO.yml
          description: It joined.[^ap]
          sources:
            ap:
              title: Dark
              publisher: Tide Gazette
              url: https://gazette.example.org/dark
              language: en
              consulted: 2022-01-02
              read: partly
    Good: # countries/NO.yml
          description: It joined.[^ap]
          sources:
            ap:
              title: Dark
              publisher: Tide Gazette
              url: https://gazette.example.org/dark
              language: en
              consulted: 2022-01-02
              read: beginning
    """


@form
def unknown_actor_kind() -> None:
    """An actor kind is a word of the vocabulary.

    Bad:  # actors/example.yml
          kind: organization
    Good: # actors/example.yml
          kind: organisation
    """


@form
def unknown_identifier() -> None:
    """An identifier is a word of the vocabulary.

    Bad:  identifiers: {wikipedia: Rome}
    Good: identifiers: {wikidata: Q220}
    """


@form
def unknown_tag() -> None:
    """A tag is a word of the vocabulary.

    Bad:  tags: [afrika]
    Good: tags: [africa]
    """
