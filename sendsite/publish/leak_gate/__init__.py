"""The gate that every publication passes: no byte of it may tell who a child is, what somebody earns, or what the register says of them in free text."""
