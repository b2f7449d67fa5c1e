"""What nobody knows, drawn: sets of values, and answers that separate chance from ignorance."""
