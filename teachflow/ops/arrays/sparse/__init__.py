"""Sparse tensors: what they are, how they are made, what is made of them."""
