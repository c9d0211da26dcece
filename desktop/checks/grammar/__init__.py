"""Grammar, which takes longer than typing allows and is therefore asked for on its own."""
