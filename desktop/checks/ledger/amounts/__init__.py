"""How amounts are read out of a text: numbers with units, how exactly they are meant, and whose they are."""
