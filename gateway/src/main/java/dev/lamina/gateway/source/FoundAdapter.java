package dev.lamina.gateway.source;

import dev.lamina.contract.ModelRef.Part;
import dev.lamina.extraction.lora.AdapterDescription;
import java.util.Optional;

/// An adapter that fits its base.
///
/// @param part as workers should fetch it
record FoundAdapter(Part part, AdapterDescription description) {

  /// Names of folders and repositories change and say little, so a base of another name is worth
  /// a remark and no more.
  ///
  /// @param name of the base in the spec
  /// @param source of the base
  Optional<String> remark(String name, String source) {
    return description
        .trainedOn()
        .filter(trainedOn -> !lastName(trainedOn).equals(lastName(source)))
        .map(
            trainedOn ->
                "Adapters on %s say that they were trained on \"%s\"; they are applied to %s, whose layers they fit."
                    .formatted(name, trainedOn, source));
  }

  private static String lastName(String path) {
    String name = path.replaceAll("@[^/]*$", "").replaceAll("/+$", "");
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
  }
}
