"""The inspector: what is said of the draft (Checks), how it will look (Preview), what it was (Versions)."""
