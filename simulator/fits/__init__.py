"""Families of patterns fitted to real events."""
