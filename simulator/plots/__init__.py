"""Pictures of runs and comparisons: each plot function takes a table and returns its axes."""
