package dev.lamina.bench.planted;

/// A task with planted levels of CKA to its control in the shared, transition and refinement
/// section.
///
/// @param base level of the base model in the refinement section
/// @param tuned level of the tuned model there
record PlantedTask(String name, String cluster, boolean seen, double base, double tuned) {

  /// @param models 0 for the base, 1 for the tuned one
  double level(int models, int section) {
    double last = models == 0 ? base : tuned;
    return switch (section) {
      case 0 -> 0.97;
      case 1 -> (0.97 + last) / 2;
      default -> last;
    };
  }
}
