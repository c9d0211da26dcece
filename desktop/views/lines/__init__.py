"""Many short variants of one line as a table."""
