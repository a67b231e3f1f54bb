"""Publish a curated chronology: YAML records in, a static site out.

The data flows one way: `records` (YAML to typed values) → `rules` (what they must mean) → `link` (records to a Chronology) →
`render`, `exports`, `search` (Chronology to outputs) → `write`. A module imports only from the stages before it.
"""

VERSION = "1.0.0"
