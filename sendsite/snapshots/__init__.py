"""A term as it was: the register frozen into one file that can be opened, and trusted, in ten years."""
