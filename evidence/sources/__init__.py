"""Where records come from: one module or folder a source."""
