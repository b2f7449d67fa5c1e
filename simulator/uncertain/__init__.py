"""What nobody knows, drawn: sets of values, and answers that part chance from ignorance."""
