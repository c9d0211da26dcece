"""What can be said of a marketing mail beside what holds for every text: how it arrives, what filters make of it."""
