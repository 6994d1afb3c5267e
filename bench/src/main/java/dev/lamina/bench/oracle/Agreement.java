package dev.lamina.bench.oracle;

/// How far a measure lies from all reference values.
///
/// @param pairs matrices, or pairs of them, that it was computed on
/// @param implementations at most so many independent values of one pair
/// @param difference the largest: absolute, of descriptors relative
/// @param worst the pair where that is
/// @param apart how far the references themselves lie apart there
record Agreement(
    String measure,
    int pairs,
    int implementations,
    double difference,
    String worst,
    double apart) {}
