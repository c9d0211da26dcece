"""Variants side by side: their columns, what differs, what is taken into the draft, and why each reads as it does."""
