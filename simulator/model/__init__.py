"""What the agreement says, every rule once, one file per mechanism."""
