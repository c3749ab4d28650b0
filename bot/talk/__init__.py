"""The dialogue engine: a dialogue is one plain function, run again from the top on every message."""
