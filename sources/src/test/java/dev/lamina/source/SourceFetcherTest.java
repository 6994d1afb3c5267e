package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lamina.source.SourceException.Kind;
import dev.lamina.source.SourceFetcher.Places;
import dev.lamina.tensor.FolderStore;
import dev.lamina.tensor.Uploads;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFetcherTest {

  private static final URI NO_HUB = URI.create("http://127.0.0.1:9");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private FolderStore store;

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private Uploads uploads;

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private SourceFetcher fetcher;

  @BeforeEach
  void makeFetcher() throws Exception {
    store = FolderStore.at(folder.resolve("store"));
    uploads = new Uploads(store);
    Files.createDirectories(folder.resolve("files/model"));
    fetcher = fetcher(Optional.of(uploads));
  }

  private SourceFetcher fetcher(Optional<Uploads> from) {
    Places places =
        new Places(
            FileAccess.below(List.of(folder.resolve("files"))),
            from,
            new AllowedSources(List.of()),
            NO_HUB,
            Optional.empty(),
            Optional.empty());
    Path cache = folder.resolve("cache");
    return new SourceFetcher(
        places,
        CacheSettings.of(cache, 1 << 20),
        new RememberedDigests(cache),
        _ -> {},
        Fetching.HASTY);
  }

  @AfterEach
  void close() {
    fetcher.close();
    store.close();
  }

  @Test
  void aFolderIsFoundByNameAndByItsPinnedSource() throws Exception {
    Fetched byName = fetcher.fetch("file:model");

    assertThat(byName.path()).isEqualTo(folder.resolve("files/model"));
    assertThat(byName.source()).startsWith("file:///");
    assertThat(fetcher.fetch(byName.source())).isEqualTo(byName);
  }

  @Test
  void rowsAreReadFromFiles() throws Exception {
    Files.writeString(folder.resolve("files/rows.jsonl"), "{}");

    try (InputStream rows = fetcher.open("file:rows.jsonl")) {
      assertThat(rows.readAllBytes()).isEqualTo(HubModel.text("{}"));
    }
    assertThatThrownBy(() -> fetcher.open("file:model"))
        .hasMessage("\"file:model\" is a folder; a JSONL file is wanted");
  }

  @Test
  void anUploadedCheckpointIsFetchedWholeAndOnce() throws Exception {
    uploads.putModelFile("base", "config.json", HubModel.text("{}"));
    uploads.putModelFile("base", "model.safetensors", HubModel.weights(1, 1000));

    Fetched first = fetcher.fetch("upload:base");
    Fetched again = fetcher.fetch("upload:base");

    assertThat(first.source()).isEqualTo("upload:base");
    assertThat(first.path().resolve("model.safetensors"))
        .hasBinaryContent(HubModel.weights(1, 1000));
    assertThat(again).isEqualTo(first);
  }

  @Test
  void aReplacedUploadIsAnotherSnapshot() throws Exception {
    uploads.putModelFile("ctl", "adapter_model.safetensors", HubModel.weights(1, 10));
    Fetched before = fetcher.fetch("upload:ctl");
    uploads.putModelFile("ctl", "adapter_model.safetensors", HubModel.weights(2, 10));

    Fetched after = fetcher.fetch("upload:ctl");

    assertThat(after.path()).isNotEqualTo(before.path());
    assertThat(after.path().resolve("adapter_model.safetensors"))
        .hasBinaryContent(HubModel.weights(2, 10));
  }

  @Test
  void anUploadBesideTheDigestOfOtherContentIsTriedAgain() throws Exception {
    uploads.putModelFile("base", "model.safetensors", HubModel.weights(1, 10));
    store.put("uploads/models/base/model.safetensors", HubModel.weights(2, 10));

    SourceException failure =
        catchThrowableOfType(SourceException.class, () -> fetcher.fetch("upload:base"));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("is not what was promised");

    assertThat(fetcher.fetch("upload:base").path().resolve("model.safetensors"))
        .hasBinaryContent(HubModel.weights(2, 10));
  }

  @Test
  void anUploadThatIsNotThereIsToldWithThoseThatAre() {
    uploads.putRows("sst2", HubModel.text("{}"));

    assertThatThrownBy(() -> fetcher.fetch("upload:base"))
        .hasMessage("no model \"base\" was uploaded; there are: none");
    assertThatThrownBy(() -> fetcher.open("upload:cola"))
        .hasMessage("no task \"cola\" was uploaded; there are: sst2");
    assertThatThrownBy(() -> fetcher.fetch("upload:../x"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cannot be a name");
  }

  @Test
  void withoutAServerThereAreNoUploads() {
    try (SourceFetcher alone = fetcher(Optional.empty())) {
      assertThatThrownBy(() -> alone.fetch("upload:base"))
          .hasMessage("uploads are kept by a server; here, write file:PATH");
    }
  }

  @Test
  void whatLiesElsewhereIsRefusedUnlessItIsAllowed() {
    for (String source : List.of("hf://a/b", "s3://models/a")) {
      assertThatThrownBy(() -> fetcher.fetch(source))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("lamina.sources.allowed allows nothing from elsewhere");
    }
    assertThatThrownBy(() -> fetcher.open("s3://models/a"))
        .hasMessageContaining("lamina.sources.allowed");
    assertThatThrownBy(() -> fetcher.open("hf://a/b")).hasMessageContaining("rows come from");
  }

  @Test
  void placesDoNotTellTheToken() {
    assertThat(Fetching.places(NO_HUB).toString()).doesNotContain("token");
    assertThat(
            new Places(
                    FileAccess.below(List.of()),
                    Optional.empty(),
                    new AllowedSources(List.of()),
                    NO_HUB,
                    Optional.of("secret"),
                    Optional.empty())
                .toString())
        .doesNotContain("secret");
  }
}
