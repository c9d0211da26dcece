"""The screen on which product copy is written."""
