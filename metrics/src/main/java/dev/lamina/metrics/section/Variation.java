package dev.lamina.metrics.section;

/// How curves vary within sections and between them.
///
/// @param correlation of neighbouring layers' noise, 0 to below 1
/// @param spread variance of a section's level, as a multiple of the noise's variance
record Variation(double correlation, double spread) {}
