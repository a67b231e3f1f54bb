"""A Chronology to machine-readable files: one module a format."""
