"""Form: what each value must look like before its meaning is asked; found while reading, explained here."""

from chronology.rules.rule import form


@form
def unknown_key() -> None:
    """A key is one that the record's form knows.

    Bad:  titel: Lamps go out
    Good: title: Lamps go out
    """


@form
def missing_key() -> None:
    """What a record needs is there.

    Bad:  places: [{name: Rome, precision: city}]
    Good: places: [{name: Rome, country: IT, precision: city}]
    """


@form
def wrong_type() -> None:
    """A value is text, a list or a mapping where that is expected.

    Bad:  countries: SY
    Good: countries: [SY]
    """


@form
def empty_text() -> None:
    """A text that is given says something.

    Bad:  title: ""
    Good: title: Lamps go out
    """


@form
def line_break() -> None:
    """A title, a name, a note is one line.

    Bad:  title: |
            Lamps
            go out
    Good: title: >-
            Lamps
            go out
    """


@form
def prose_length() -> None:
    """An account or a description is short enough to be read: at most 20,000 characters.

    Bad:  an account of more than 20,000 characters
    Good: an account of the core, and further events that follow it
    """


@form
def not_an_integer() -> None:
    """A count is a whole number in digits.

    Bad:  figures: [{what: killed, value: 1_000, sources: [ap]}]
    Good: figures: [{what: killed, value: 1000, sources: [ap]}]
    """


@form
def not_a_number() -> None:
    """A coordinate is a decimal number.

    Bad:  places: [{name: Rome, country: IT, lat: 41°54, lon: 12.5, precision: city}]
    Good: places: [{name: Rome, country: IT, lat: 41.9, lon: 12.5, precision: city}]
    """


@form
def not_true_or_false() -> None:
    """Yes or no is written `true` or `false`.

    Bad:  figures: [{what: killed, value: 3, sources: [ap], preferred: yes}]
    Good: figures: [{what: killed, value: 3, sources: [ap]}]
    """


@form
def date() -> None:
    """A date is EDTF and in the calendar.

    Bad:  date: 2021-02-30
    Good: date: 2021-02-28
    """


@form
def id_form() -> None:
    """An id is lower-case ASCII words joined by hyphens, at most 64 characters.

    Bad:  actors: [{id: Harbour League, role: host}]
    Good: actors: [{id: harbour-league, role: host}]
    """


@form
def address_form() -> None:
    """An address is that of a web page, percent-encoded.

    Bad:  # countries/NO.yml
          description: It joined.[^ap]
          sources:
            ap:
              title: Dark
              publisher: Tide Gazette
              url: 'javascript:alert(1)'
              language: en
              consulted: 2022-01-02
              read: full
    Good: # countries/NO.yml
          description: It joined.[^ap]
          sources:
            ap:
              title: Dark
              publisher: Tide Gazette
              url: https://gazette.example.org/dark
              language: en
              consulted: 2022-01-02
              read: full
    """


@form
def private_address() -> None:
    """An address is on the public web: its host is a name, and no name of one's own machine or network.

    Bad:  account: The lamps went out.[^ap]
          sources:
            ap: {title: Lamps, publisher: AP, url: "http://192.168.0.1/lamps", language: en, consulted: 2022-01-02, read: full}
    Good: account: The lamps went out.[^ap]
          sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
    """


@form
def source_key() -> None:
    """The short name of a source is one word of at most 64 characters, without brackets and `^`.

    Bad:  account: The lamps went out.[^the ap]
          sources:
            the ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
    Good: account: The lamps went out.[^ap]
          sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
    """


@form
def unknown_country() -> None:
    """A country is an ISO 3166-1 alpha-2 code, or XK.

    Bad:  countries: [UK]
    Good: countries: [GB]
    """


@form
def unknown_currency() -> None:
    """A currency is an ISO 4217 code.

    Bad:  figures: [{what: pledged, value: 7, currency: EURO, sources: [ap]}]
    Good: figures: [{what: pledged, value: 7, currency: EUR, sources: [ap]}]
    """


@form
def unknown_language() -> None:
    """A language is a BCP 47 code.

    Bad:  # countries/NO.yml
          description: It joined.[^ap]
          sources:
            ap:
              title: Dark
              publisher: Tide Gazette
              url: https://gazette.example.org/dark
              language: arabic
              consulted: 2022-01-02
              read: full
    Good: # countries/NO.yml
          description: It joined.[^ap]
          sources:
            ap:
              title: Dark
              publisher: Tide Gazette
              url: https://gazette.example.org/dark
              language: ar
              consulted: 2022-01-02
              read: full
    """


@form
def unknown_word() -> None:
    """A word is one of the few that may stand there.

    Bad:  # moved.yml
          - {id: lamps, record: evnt, date: 2023, why: It was merged.}
    Good: # moved.yml
          - {id: lamps, record: event, date: 2023, why: It was merged.}
    """


@form
def pattern() -> None:
    """A scheme's pattern is a regular expression that cannot take for ever.

    Bad:  # vocabulary/identifiers.yml
          wikidata: {name: Wikidata, pattern: (a+)+}
          un: {name: United Nations document, pattern: '[A-Z].*'}
    Good: # vocabulary/identifiers.yml
          wikidata: {name: Wikidata, pattern: 'Q[1-9][0-9]*'}
          un: {name: United Nations document, pattern: '[A-Z].*'}
    """
