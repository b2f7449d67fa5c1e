"""Checks of a pattern against real events: would its simulated series look like them?"""
