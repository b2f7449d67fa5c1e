"""How many histories are played: blocks, workers, progress, and when enough is known."""
