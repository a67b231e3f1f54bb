"""How long a build takes, beside other generators that build the same records into comparable pages."""
