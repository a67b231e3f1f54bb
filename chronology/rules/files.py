"""Files and YAML: what is read at all; found while reading, explained here."""

from chronology.rules.rule import form


@form
def yaml_syntax() -> None:
    """A file is YAML.

    Bad:  title: [Lamps go out
    Good: title: Lamps go out
    """


@form
def yaml_character() -> None:
    r"""A file holds no control characters, no half characters and no unusual line ends.

    Bad:  title: "Lamps\x07"
    Good: title: Lamps go out
    """


@form
def yaml_anchor() -> None:
    """No value has an anchor.

    Bad:  tags: &tags [africa]
    Good: tags: [africa]
    """


@form
def yaml_alias() -> None:
    """No value is repeated by an alias.

    Bad:  countries: *all
    Good: countries: [SY]
    """


@form
def yaml_tag() -> None:
    """No value has a tag that says its type.

    Bad:  title: !!str Lamps go out
    Good: title: Lamps go out
    """


@form
def yaml_key() -> None:
    """A key is a plain word.

    Bad:  [title]: Lamps go out
    Good: title: Lamps go out
    """


@form
def yaml_document() -> None:
    """A file holds one document.

    Bad:  title: Lamps go out
          ---
          kind: attack
    Good: title: Lamps go out
    """


@form
def yaml_directive() -> None:
    """A file has no directives.

    Bad:  # events/2021/example.yml
          %YAML 1.1
          ---
          title: Lamps go out
    Good: title: Lamps go out
    """


@form
def yaml_depth() -> None:
    """Values are not nested more than 12 deep.

    Bad:  title: [[[[[[[[[[[[[[Lamps]]]]]]]]]]]]]]
    Good: title: Lamps go out
    """


@form
def yaml_size() -> None:
    """A file is at most 128 KB and 20,000 values.

    Bad:  tags: [many]
    Good: tags: [africa]
    """


@form
def duplicate_key() -> None:
    """A key stands once in a mapping.

    Bad:  places:
          - {name: Rome, name: Roma, country: IT, precision: city}
    Good: places:
          - {name: Rome, country: IT, precision: city}
    """


@form
def stray_file() -> None:
    """A folder of records holds only records.

    Bad:  # actors/notes.txt
    Good: # actors/lamp-keeper.yml
    """


@form
def not_a_file() -> None:
    """A record is a plain file: no link, no pipe, no folder that ends in .yml.

    Bad:  # actors/link.yml -> /etc/passwd
    Good: # actors/lamp-keeper.yml
    """


@form
def not_utf_8() -> None:
    """A file is UTF-8.

    Bad:  a file saved as Latin-1 or UTF-16
    Good: the same file saved as UTF-8
    """


@form
def unreadable() -> None:
    """A file can be read.

    Bad:  a file without permission to read it
    Good: the same file with it
    """


@form
def more_problems() -> None:
    """A record has no more problems than can be listed.

    Bad:  tags: [many]
    Good: tags: [africa]
    """


@form
def file_name() -> None:
    """A file or folder has a name that every system can check out.

    Bad:  # actors/lamp:keeper.yml
    Good: # actors/lamp-keeper.yml
    """
