"""Everything that can be said of a text without a model; imports the core only."""
