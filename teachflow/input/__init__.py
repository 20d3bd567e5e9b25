"""What feeds a graph from other threads: queues, readers, runners, pipelines."""
