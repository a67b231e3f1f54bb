"""What changed in the meaning of records between two states of the content: found, then told."""
