"""Where a published site goes: one file for each kind of host. `sending.py` chooses among them and remembers what went."""
