package dev.lamina.system.page;

/// @param middle the value in the middle of its curve, in [0, 1]
record SampleTask(String name, String cluster, boolean seen, double middle) {}
