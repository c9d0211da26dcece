"""What numbers claim, and whether the numbers of the facts bear it."""
