"""The eager home: ops that compute at once, and tapes that remember what they did."""
