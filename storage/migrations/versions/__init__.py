"""One file per change of the schema, numbered; plain SQLAlchemy types, so that later code cannot change it."""
