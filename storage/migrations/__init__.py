"""The schema, step by step: each file in `versions` goes up and comes back down."""
