"""Questions put to many histories: run, compare, explain, watch."""
