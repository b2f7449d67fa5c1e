"""What traces and outcomes come to as tables, before anyone draws or stores them."""
