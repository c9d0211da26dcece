"""The screen on which a received mail is inspected."""
