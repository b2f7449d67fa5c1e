"""Real events, read from files: what happened when, and which days the file knows of."""
