"""HOW we talk. Knows no capability."""
