package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void defaultsAreTheMeasuredOnes() {
    RuntimeOptions defaults = RuntimeOptions.withDefaults();

    assertThat(defaults.tokensPerRun()).isEqualTo(512);
    assertThat(defaults.threads()).isBetween(1, 2);
    assertThat(defaults.withThreads(7).withTokensPerRun(9)).isEqualTo(new RuntimeOptions(7, 9));
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new RuntimeOptions(0, 1)).hasMessageContaining("threads is 0");
    assertThatThrownBy(() -> new RuntimeOptions(1, 0)).hasMessageContaining("tokensPerRun is 0");
    assertThatThrownBy(() -> new ExtractionSettings(Pooling.CLS, 0, TooLong.REFUSE))
        .hasMessageContaining("maxTokens is 0");
    assertThatThrownBy(() -> new BatchStates(2, 1, 3, new float[5], List.of(), 0, 0))
        .hasMessageContaining("5 states for 2 layers, 1 rows and 3 features, 6 expected");
    assertThatThrownBy(() -> new ModelDescription("ab", 2, 1, 1, 0, "", List.of()))
        .hasMessageContaining("'ab' is not a SHA-256 digest");
  }

  @Test
  void aValueIsFoundByLayerRowAndFeature() {
    float[] states = {0, 1, 2, 3, 4, 5, 6, 7};

    BatchStates batch = new BatchStates(2, 2, 2, states, List.of(), 4, 4);

    assertThat(batch.at(1, 0, 1)).isEqualTo(5);
  }
}
