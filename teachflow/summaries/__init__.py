"""Event files: what summaries, graphs and measured runs are kept in for TensorBoard."""
