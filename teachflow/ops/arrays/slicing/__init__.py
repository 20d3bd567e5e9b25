"""Parts of a tensor by position: from Python's keys to StridedSlice and Slice."""
