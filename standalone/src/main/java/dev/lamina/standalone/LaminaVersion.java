package dev.lamina.standalone;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version, as the build wrote it into the jar.
final class LaminaVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "lamina "
          + Optional.ofNullable(Lamina.class.getPackage().getImplementationVersion())
              .orElse("built from source")
    };
  }
}
