"""File formats: bytes on a disk, written aside and checked when they are read."""
