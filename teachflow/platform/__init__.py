"""What old scripts ask of the machine: flags, logging, files, configuration."""
