package dev.lamina.extraction.checkpoint;

/// A tensor of the graph that is being built.
record Value(String name) {}
