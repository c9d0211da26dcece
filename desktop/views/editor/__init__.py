"""The text editor that all screens share."""
