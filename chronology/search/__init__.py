"""What the search knows of words and names, here and in the reader's browser."""
