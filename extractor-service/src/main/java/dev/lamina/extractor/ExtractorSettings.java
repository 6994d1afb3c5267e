package dev.lamina.extractor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Settings of an extractor.
@ConfigMapping(prefix = "lamina.extractor")
public interface ExtractorSettings {

  /// The pool that this worker belongs to.
  @WithDefault("default")
  String pool();

  /// Threads of one inference. By default as many as there are processors. States may differ in
  /// the last bits between thread counts.
  Optional<Integer> threads();

  /// Folder for copies of uploaded models.
  @WithDefault("${java.io.tmpdir}/lamina-extractor")
  Path cache();

  /// Files of models.
  Files files();

  /// Files of models.
  interface Files {

    /// Folders below which models are found.
    Optional<List<Path>> roots();

    /// Whether models may lie anywhere; for a person's own machine only.
    @WithDefault("false")
    boolean anywhere();
  }
}
