package dev.lamina.extractor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.source.SourceException;
import dev.lamina.source.SourceFetcher;
import java.nio.file.Path;

/// Finds a model's files, and says in the words of units why they cannot be had.
final class ModelFiles {

  private final SourceFetcher sources;

  ModelFiles(SourceFetcher sources) {
    this.sources = sources;
  }

  Path find(String source) {
    try {
      return sources.fetch(source).path();
    } catch (SourceException e) {
      throw new FaultException(fault(e.kind()), e);
    }
  }

  private static Fault fault(SourceException.Kind kind) {
    return switch (kind) {
      case REFUSED -> Fault.MODEL_INVALID;
      case CHANGED -> Fault.MODEL_CHANGED;
      case UNAVAILABLE -> Fault.SOURCE_UNAVAILABLE;
    };
  }
}
