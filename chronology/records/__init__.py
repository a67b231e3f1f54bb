"""YAML files to typed records."""
