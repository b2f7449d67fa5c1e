"""Maps: outcomes over one number of a scenario, or over two."""
