package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lamina.source.SourceName.InBucket;
import dev.lamina.source.SourceName.OnHub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSourcesTest {

  private static boolean allows(String prefix, String source) throws SourceException {
    AllowedSources allowed = new AllowedSources(List.of(prefix));
    return switch (SourceName.parse(source)) {
      case OnHub name -> catchThrowable(() -> allowed.require(name)) == null;
      case InBucket place -> catchThrowable(() -> allowed.require(place)) == null;
      case SourceName other -> throw new AssertionError(other);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "hf:, hf://org/name",
    "hf://, hf:org/name",
    "hf:org/, hf://org/name",
    "hf://org, hf://org/name@main",
    "hf://org/, hf://org/name@main",
    "hf://org/name, hf://org/name",
    "hf://org/name, hf:org/name@refs/pr/1",
    "hf://org/name@main, hf://org/name",
    "s3:, s3://models/a",
    "s3://models, s3://models",
    "s3://models, s3://models/a/b",
    "s3://models/, s3://models",
    "s3://models/a, s3://models/a/b",
  })
  void whatIsBelowAPrefixIsAllowed(String prefix, String source) throws SourceException {
    assertThat(allows(prefix, source)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "hf://org, hf://organization/name",
    "hf://org/, hf://organization/name",
    "hf://org/name, hf://org/name-2",
    "hf://org/name@main, hf://org/name@main2",
    "hf://org/name@main, hf://org/name@v1",
    "hf:, s3://models/a",
    "s3:, hf://org/name",
    "s3://models, s3://models-of-others/a",
    "s3://models/a, s3://models/ab",
    "s3://models/a, s3://models",
  })
  void otherSourcesAreNot(String prefix, String source) throws SourceException {
    assertThat(allows(prefix, source)).isFalse();
  }

  @Test
  void theRefusalNamesTheSetting() {
    assertThatThrownBy(() -> new AllowedSources(List.of()).require(new OnHub("a/b", "main")))
        .hasMessage(
            "hf://a/b@main may not be fetched here; lamina.sources.allowed allows nothing from"
                + " elsewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:/", "https://example.org/", "meta-llama/"})
  void aPrefixOfAnotherKindStopsTheStart(String prefix) {
    assertThatThrownBy(() -> new AllowedSources(List.of(prefix)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lamina.sources.allowed");
  }
}
