"""One scenario at many points: what a number, or several, would change."""
