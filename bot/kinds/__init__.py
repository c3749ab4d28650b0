"""Kinds of answers: words → JSON → value → words."""
