package dev.lamina.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireTest {

  private static final ArrayDigest ARRAY = new ArrayDigest("a".repeat(64));

  @Test
  void extractionUnitsSurviveTheWire() {
    var unit =
        new ExtractionUnit(
            ExtractionUnit.idOf(ARRAY, 1),
            ARRAY,
            new ArrayShape(13, 200, 384, 100, ElementType.FLOAT16),
            1,
            ModelRef.adapted(
                new ModelRef.Part(new ModelDigest("b".repeat(64)), "file:/models/llama"),
                new ModelRef.Part(new ModelDigest("d".repeat(64)), "s3://adapters/sst2")),
            new RowsDigest("c".repeat(64)),
            new ExtractionUnit.Extraction("cls", 128, "truncate", "float16"));

    assertThat(Wire.decode(Wire.encode(unit), ExtractionUnit.class)).isEqualTo(unit);
  }

  @Test
  void scoresSurviveTheWireAndAnUndefinedOneIsNull() {
    var scores =
        new UnitScores(
            new UnitDigest("d".repeat(64)),
            List.of(
                new UnitScores.Cell(
                    ARRAY,
                    Optional.empty(),
                    0,
                    "cka",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    3,
                    1,
                    Optional.of("the control side is constant"),
                    List.of(0.25, -0.25),
                    Optional.of(1e-300))));

    byte[] json = Wire.encode(scores);

    assertThat(new String(json, UTF_8)).contains("\"value\":null");
    assertThat(Wire.decode(json, UnitScores.class)).isEqualTo(scores);
  }

  @Test
  void eventsAreToldApartByName() {
    Event event = new Event.BatchFailed(ARRAY, 3, Fault.MODEL_INVALID, "no such file");

    byte[] json = Wire.encode(event);

    assertThat(new String(json, UTF_8)).contains("\"event\":\"batch-failed\"");
    assertThat(Wire.decode(json, Event.class)).isEqualTo(event);
  }

  @Test
  void aMessageThatIsNoneIsAFault() {
    assertThatThrownBy(() -> Wire.decode("[]".getBytes(UTF_8), ExtractionUnit.class))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MESSAGE_INVALID));
  }
}
