"""What is measured, against whom. Every command prints JSON."""
