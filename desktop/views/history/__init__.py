"""The history: everything ever written, found as one types; any two versions side by side in one text; restore."""
