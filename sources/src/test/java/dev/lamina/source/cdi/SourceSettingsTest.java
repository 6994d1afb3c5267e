package dev.lamina.source.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceSettingsTest {

  private static SourceSettings with(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .withDefaultValue("java.io.tmpdir", "/tmp")
        .withMapping(SourceSettings.class)
        .build()
        .getConfigMapping(SourceSettings.class);
  }

  @Test
  void byDefaultNothingMayBeFetched() {
    SourceSettings settings = with(Map.of());

    assertThat(settings.files().roots()).isEmpty();
    assertThat(settings.files().anywhere()).isFalse();
    assertThat(settings.allowed()).isEmpty();
    assertThat(settings.cache().folder()).isEqualTo(Path.of("/tmp/lamina-sources"));
    assertThat(settings.cache().maxBytes()).isEqualTo(100L << 30);
    assertThat(settings.hub().endpoint()).isEqualTo(URI.create("https://huggingface.co"));
    assertThat(settings.hub().token()).isEmpty();
    assertThat(settings.s3().endpoint()).isEmpty();
    assertThat(settings.s3().region()).isEqualTo("us-east-1");
    assertThat(settings.s3().accessKey()).isEmpty();
    assertThat(settings.s3().secretKey()).isEmpty();
  }

  @Test
  void eachKeyIsRead() {
    SourceSettings settings =
        with(
            Map.ofEntries(
                Map.entry("lamina.sources.files.roots", "/a,/b"),
                Map.entry("lamina.sources.files.anywhere", "true"),
                Map.entry("lamina.sources.allowed", "hf://org/,s3:"),
                Map.entry("lamina.sources.cache.folder", "/cache"),
                Map.entry("lamina.sources.cache.max-bytes", "5000000000"),
                Map.entry("lamina.sources.hub.endpoint", "https://hub.example.org"),
                Map.entry("lamina.sources.hub.token", "t"),
                Map.entry("lamina.sources.s3.endpoint", "https://s3.example.org"),
                Map.entry("lamina.sources.s3.region", "eu"),
                Map.entry("lamina.sources.s3.access-key", "a"),
                Map.entry("lamina.sources.s3.secret-key", "s")));

    assertThat(settings.files().roots()).contains(List.of(Path.of("/a"), Path.of("/b")));
    assertThat(settings.files().anywhere()).isTrue();
    assertThat(settings.allowed()).contains(List.of("hf://org/", "s3:"));
    assertThat(settings.cache().folder()).isEqualTo(Path.of("/cache"));
    assertThat(settings.cache().maxBytes()).isEqualTo(5_000_000_000L);
    assertThat(settings.hub().endpoint()).isEqualTo(URI.create("https://hub.example.org"));
    assertThat(settings.hub().token()).contains("t");
    assertThat(settings.s3().endpoint()).contains("https://s3.example.org");
    assertThat(settings.s3().region()).isEqualTo("eu");
    assertThat(settings.s3().accessKey()).contains("a");
    assertThat(settings.s3().secretKey()).contains("s");
  }

  @Test
  void theHubsEnvironmentIsHonoured() {
    SourceSettings settings =
        with(Map.of("HF_ENDPOINT", "http://hub.local:8080", "HF_TOKEN", "from-the-environment"));

    assertThat(settings.hub().endpoint()).isEqualTo(URI.create("http://hub.local:8080"));
    assertThat(settings.hub().token()).isEqualTo(Optional.of("from-the-environment"));
  }

  @Test
  void theStoresS3IsTheDefault() {
    SourceSettings settings =
        with(
            Map.of(
                "lamina.store.s3.endpoint", "http://s3.local",
                "lamina.store.s3.access-key", "a",
                "lamina.store.s3.secret-key", "s"));

    assertThat(settings.s3().endpoint()).contains("http://s3.local");
    assertThat(settings.s3().accessKey()).contains("a");
    assertThat(settings.s3().secretKey()).contains("s");
  }

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(() -> with(Map.of("lamina.sources.hub.tokem", "t")))
        .hasMessageContaining("lamina.sources.hub.tokem");
  }
}
