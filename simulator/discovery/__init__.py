"""Under which values of what is uncertain something happens: scenario discovery."""
