"""A Chronology to page bodies, and page bodies into the engine's shell."""
