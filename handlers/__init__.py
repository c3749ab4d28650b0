"""WHAT people can do: one folder is one capability, with the same file names in each."""
