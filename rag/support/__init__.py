"""Does the evidence support a claim? One module per kind of thing that can be wrong."""
