"""The published framework as arithmetic: pure functions of columns, no files and no database."""
