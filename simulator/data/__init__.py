"""Real events: read from files, replayed under a plan, fitted, checked and back-tested."""
