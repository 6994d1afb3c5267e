package dev.lamina.extraction.verify;

/// How far a layer's states are from the reference, over all rows and poolings.
///
/// @param largest largest relative L2 error of a row, `|ours - theirs| / |theirs|`
/// @param leastCosine least cosine of a row
/// @param misplaced rows that are nearer to the reference of another layer than to that of their
///     own
public record LayerError(int layer, double largest, double leastCosine, int misplaced) {}
