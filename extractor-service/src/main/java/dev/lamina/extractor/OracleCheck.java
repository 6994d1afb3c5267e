package dev.lamina.extractor;

import dev.lamina.contract.ModelDigest;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.Precision;
import dev.lamina.extraction.verify.ReferenceStates;
import dev.lamina.extraction.verify.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds a model that was loaded to the states that Hugging Face transformers gives for it, where
/// the operator keeps some. It tells by metrics and never stops a unit: what it finds is a matter
/// of the machine or of the build, and people decide.
final class OracleCheck {

  private static final Logger LOG = LoggerFactory.getLogger(OracleCheck.class);

  private final Optional<Path> references;
  private final OracleMeters meters;

  /// @param references folder with one folder per model, named by its digest, as
  ///     `scripts/reference_states.py` writes it
  OracleCheck(Optional<Path> references, OracleMeters meters) {
    this.references = references;
    this.meters = meters;
  }

  void check(ModelDigest digest, Precision precision, HiddenStateExtractor model) {
    Optional<Path> kept = references.map(r -> r.resolve(digest.hex())).filter(Files::isDirectory);
    if (kept.isPresent()) {
      compare(kept.get(), digest, precision, model);
    }
  }

  private void compare(
      Path folder, ModelDigest digest, Precision precision, HiddenStateExtractor model) {
    try {
      ReferenceStates reference = ReferenceStates.read(folder);
      Verification found =
          Verification.of(settings -> model.extract(reference.rows(), settings), reference);
      boolean kept = precision == Precision.FLOAT32 ? found.isEqual() : found.isParallel();
      meters.compared(digest, precision, found, kept);
      if (!kept) {
        LOG.warn(
            "Model {} in {} is off its reference: relative error {} at layer {}, least cosine {}",
            digest,
            precision.wireName(),
            found.worst().largest(),
            found.worst().layer(),
            found.leastCosine());
      }
    } catch (ModelException e) {
      meters.failed();
      LOG.warn("Model {} could not be held to its reference: {}", digest, e.getMessage());
    }
  }
}
