"""The case tables, one topic a file. Each module's ``TOPICS`` lists its topics."""
