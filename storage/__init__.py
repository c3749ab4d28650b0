"""WHAT we remember. Knows neither bot nor handlers."""
