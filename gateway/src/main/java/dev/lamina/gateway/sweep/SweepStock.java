package dev.lamina.gateway.sweep;

/// What of a plan is stored.
///
/// @param batches of activations
/// @param units analysis units
/// @param flopsLeft estimated work of the batches that are not stored
public record SweepStock(int batches, int units, double flopsLeft) {}
