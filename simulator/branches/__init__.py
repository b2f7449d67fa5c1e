"""Branches: one history to an hour, and what may follow."""
