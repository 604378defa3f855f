"""
The format sendsite/1: what a site without a server needs so that each reader opens what is theirs and nothing else (docs/sealing.md).

Only bytes and keys here: who the readers are and what is published is told by the callers.
"""
