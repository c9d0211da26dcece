"""Spelling by the Hunspell dictionaries on this computer."""
