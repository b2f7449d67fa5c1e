"""Rules ranked under everything that is uncertain."""
