"""What errors are about and why gradients are None: data, for who explains it."""
