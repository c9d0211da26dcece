"""Answering a customer."""
