"""Agents: one module per task that a model is asked to do, and the loop that writes, checks and repairs."""
