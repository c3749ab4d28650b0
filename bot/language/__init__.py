"""Understanding text: words, days, doors, people, danger. Knows no capability."""
