"""The file that holds a whole site folder: its form, what goes into it, and how it is opened without trusting it."""
