"""The engine file: what it is built from, how it is built, and how Python calls what is in it."""
