"""Stand-ins with scripted behaviour, for units."""
