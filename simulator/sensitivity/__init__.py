"""Which numbers of a scenario move an outcome, and what knowing them would be worth."""
