"""What a run came to: its tables, in cells and words, and its pictures."""
