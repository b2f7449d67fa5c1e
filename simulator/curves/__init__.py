"""The operating curve of a threshold: what each rule costs in false breaches and in hours."""
