"""Running: from fetches and feeds to a plan, a program and its values."""
