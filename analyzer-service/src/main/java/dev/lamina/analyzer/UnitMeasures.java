package dev.lamina.analyzer;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.metrics.Descriptor;
import dev.lamina.metrics.LinearMeasure;
import dev.lamina.metrics.Measure;
import dev.lamina.metrics.Measures;
import java.util.ArrayList;
import java.util.List;

/// What a unit asks for, by how it is computed.
///
/// @param linear from products summed up block by block
/// @param others of pairs, from all rows in memory
/// @param descriptors of one side, likewise
record UnitMeasures(
    List<LinearMeasure> linear, List<Measure> others, List<Descriptor> descriptors) {

  UnitMeasures {
    linear = List.copyOf(linear);
    others = List.copyOf(others);
    descriptors = List.copyOf(descriptors);
  }

  static UnitMeasures named(List<String> names) {
    List<LinearMeasure> linear = new ArrayList<>();
    List<Measure> others = new ArrayList<>();
    List<Descriptor> descriptors = new ArrayList<>();
    for (String name : names) {
      Measures.descriptor(name)
          .ifPresentOrElse(
              descriptors::add,
              () -> {
                if (measure(name) instanceof LinearMeasure one) {
                  linear.add(one);
                } else {
                  others.add(measure(name));
                }
              });
    }
    return new UnitMeasures(linear, others, descriptors);
  }

  /// Whether all rows of a layer must be in memory at once.
  boolean wantLayers() {
    return !others.isEmpty() || !descriptors.isEmpty();
  }

  private static Measure measure(String name) {
    return Measures.named(name)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.MESSAGE_INVALID,
                    "measure \"" + name + "\" is not known to this analyzer"));
  }
}
