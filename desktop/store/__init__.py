"""SQLite: drafts, versions, search, backup and recovery; the settings file; the profile's lock and socket."""
