"""The ops: importing this package declares all of them."""
