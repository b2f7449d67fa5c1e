"""What is asked: a scenario as written, checked and frozen."""
