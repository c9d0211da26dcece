"""Programs that run inside what is measured."""
