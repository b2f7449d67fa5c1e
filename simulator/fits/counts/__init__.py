"""Families of patterns for counts of periods: steady, over-dispersed, drifting, eroding."""
