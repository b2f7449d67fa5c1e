"""Public cases against the simulator: what was counted against what the scenarios predict."""
