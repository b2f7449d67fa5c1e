"""What a rule gives away to an adversary who has read it and stays under it."""
