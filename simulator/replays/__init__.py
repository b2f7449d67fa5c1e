"""The plan over real history: how often each rule would have been met, and what followed."""
