"""The register: the one SQLite file a trust's records live in. The only room with Peewee."""
