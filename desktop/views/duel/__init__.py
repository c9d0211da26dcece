"""The blind duel: two texts at a time, what won, what wins here so far, and what became of texts out in the world."""
