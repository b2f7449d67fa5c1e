"""Clocks for the rules of the model: scenario in, traces out."""
