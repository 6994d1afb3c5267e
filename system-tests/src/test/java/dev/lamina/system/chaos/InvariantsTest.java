package dev.lamina.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.system.chaos.Invariants.Difference;
import dev.lamina.system.chaos.StoreLog.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvariantsTest {

  private static final String FIRST = "base,ctl,t,c,1,cka,0.5,0.4,0.6,48,0";
  private static final String SECOND = "base,ctl,t,c,2,cka,0.7,0.6,0.8,48,0";
  private static final List<String> BOTH = List.of(FIRST, SECOND);

  private final Invariants invariants = new Invariants(BOTH, 3);

  private static JsonNode succeeded(int reused) throws Exception {
    return new JsonMapper()
        .readTree(
            """
            {"state": "SUCCEEDED", "faults": [],
             "progress": {"extraction": {"planned": 4, "reused": %d}}}
            """
                .formatted(reused));
  }

  private static Outcome outcome(List<String> scores, Map<String, Long> begun, int reused)
      throws Exception {
    return new Outcome(succeeded(0), scores, begun, succeeded(reused), BOTH, Map.of());
  }

  private static Struck kill(Victim victim) {
    return new Struck(
        new Fault.Kill(victim, 0, new Moment(Stage.EXTRACTING, Duration.ZERO)),
        Stage.EXTRACTING,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void lostDoubledAndChangedScoresAreTold() {
    assertThat(invariants.difference(BOTH)).isEqualTo(new Difference(0, 0, 0));
    assertThat(invariants.difference(List.of(FIRST))).isEqualTo(new Difference(1, 0, 0));
    assertThat(invariants.difference(List.of(FIRST, SECOND, SECOND)))
        .isEqualTo(new Difference(0, 1, 0));
    assertThat(invariants.difference(List.of(FIRST, SECOND.replace("0.7", "0.70000000000000007"))))
        .isEqualTo(new Difference(0, 0, 1));
  }

  @Test
  void aKilledWorkerMayCostOneUnitAndAKilledGatewayNone() throws Exception {
    Outcome once = outcome(BOTH, Map.of("a", 2L, "b", 1L), 4);

    assertThat(invariants.broken(once, List.of(kill(Victim.EXTRACTOR)))).isEmpty();
    assertThat(invariants.broken(once, List.of(kill(Victim.GATEWAY))))
        .singleElement()
        .asString()
        .contains("1 units were redone where 0 may be", "a begun 2 times");
  }

  @Test
  void aSecondSweepMustReuseEverything() throws Exception {
    assertThat(invariants.broken(outcome(BOTH, Map.of(), 3), List.of()))
        .singleElement()
        .asString()
        .contains("did not reuse all");
  }
}
