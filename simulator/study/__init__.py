"""Questions put to many replications: play, compare, explain."""
