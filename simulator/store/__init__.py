"""A folder of results: what was played, in tables that explain themselves, and how to go on."""
