"""The exercises of the first lesson: build, run, keep graphs apart, run once."""
