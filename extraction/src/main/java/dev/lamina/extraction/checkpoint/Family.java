package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.List;

/// How the models of one family are built.
interface Family {

  /// What `config.json` calls them.
  List<String> modelTypes();

  /// What stands before the names of the bare model's tensors in a file that was saved with a
  /// head, for instance `model.`.
  String prefix(String modelType);

  /// Writes the graph and declares each hidden state, the embedding output first.
  Outline build(ModelConfig config, Layers layers) throws ModelException;
}
