package dev.lamina.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelSource;
import dev.lamina.extraction.Precision;
import dev.lamina.extraction.RuntimeOptions;
import dev.lamina.extraction.verify.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleCheckTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  @TempDir private Path references = Path.of("");

  @Test
  void aModelThatGivesItsReferenceIsKept() throws Exception {
    keepReference(golden());

    check();

    assertThat(checks("kept")).isEqualTo(1);
    assertThat(checks("drifted")).isZero();
    assertThat(gauge("lamina.extractor.oracle.error"))
        .isPositive()
        .isLessThan(Verification.LARGEST_ERROR);
    assertThat(gauge("lamina.extractor.oracle.cosine")).isBetween(0.999999, 1.000001);
  }

  @Test
  void aModelThatIsOffItsReferenceAtOnePlaceHasDrifted() throws Exception {
    byte[] states = golden();
    // The most significant bits of the last number: its exponent.
    states[states.length - 1] ^= 0x10;
    keepReference(states);

    check();

    assertThat(checks("drifted")).isEqualTo(1);
    assertThat(gauge("lamina.extractor.oracle.error")).isGreaterThan(Verification.LARGEST_ERROR);
  }

  @Test
  void aReferenceThatCannotBeReadIsCountedAndHarmsNothing() throws Exception {
    keepReference(new byte[12]);

    check();

    assertThat(checks("failed")).isEqualTo(1);
  }

  @Test
  void aModelWithoutAReferenceIsNotHeldToAny() throws Exception {
    check();

    assertThat(checks("kept") + checks("drifted") + checks("failed")).isZero();
  }

  private static byte[] golden() throws IOException {
    return Files.readAllBytes(TinyExtractor.MODEL.resolve("golden.f32"));
  }

  private void keepReference(byte[] states) throws Exception {
    Path folder = Files.createDirectory(references.resolve(TinyExtractor.digest().hex()));
    Files.copy(TinyExtractor.MODEL.resolve("golden.json"), folder.resolve("golden.json"));
    Files.write(folder.resolve("golden.f32"), states);
  }

  private void check() throws Exception {
    OracleCheck oracle = new OracleCheck(Optional.of(references), new OracleMeters(registry));
    try (HiddenStateExtractor model =
        HiddenStateExtractor.open(ModelSource.at(TinyExtractor.MODEL), new RuntimeOptions(1, 64))) {
      oracle.check(TinyExtractor.digest(), Precision.FLOAT32, model);
    }
  }

  private double checks(String result) {
    return registry.get("lamina.extractor.oracle.checks").tag("result", result).counter().count();
  }

  private double gauge(String name) throws Exception {
    return registry
        .get(name)
        .tag("model", TinyExtractor.digest().hex().substring(0, 12))
        .tag("precision", "float32")
        .gauge()
        .value();
  }
}
