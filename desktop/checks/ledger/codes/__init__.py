"""Numbers with a form of their own: dates, days and times, ratings, norms, sizes, classes."""
