"""Joins window, store and engine: the session, jobs, messages and settings."""
