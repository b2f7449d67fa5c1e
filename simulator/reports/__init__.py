"""A folder of results as a page to hand on: what came out, why, and how far to trust it."""
