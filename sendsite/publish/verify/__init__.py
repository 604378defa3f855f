"""A published site looked through by whoever holds its secrets: one file a check, each naming what is wrong by its path."""
