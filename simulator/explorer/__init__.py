"""A page in which a plan is played again in the reader's browser: `escalation explore`."""
