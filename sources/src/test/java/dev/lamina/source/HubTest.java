package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.source.SourceException.Kind;
import dev.lamina.source.StandInHub.Asked;
import dev.lamina.source.StandInHub.Mishap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {

  private static final String NEWEST = "hf://" + StandInHub.ID;
  private static final String PINNED = NEWEST + "@" + HubModel.COMMIT;

  @TempDir private Path cache;
  private final StandInHub hub = new StandInHub();

  @AfterEach
  void stop() {
    hub.close();
  }

  private Fetching fetching() {
    return Fetching.from(hub, cache);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<Path> partFiles() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hf://tiny/model",
        "hf:tiny/model",
        "hf://tiny/model@main",
        "hf://tiny/model@v1.0",
        "hf://tiny/model@refs/pr/1",
        "hf://tiny/model@0123456789abcdef0123456789abcdef01234567"
      })
  void everyRevisionIsPinnedToItsCommit(String source) throws Exception {
    Fetched fetched = fetching().fetch(source);

    assertThat(fetched.source()).isEqualTo(PINNED);
    assertThat(names(fetched.path()))
        .containsExactly("config.json", "model.safetensors", "tokenizer.json");
    assertThat(fetched.path().resolve("model.safetensors"))
        .hasBinaryContent(HubModel.small().content("model.safetensors"));
  }

  @Test
  void aPinnedModelThatIsThereNeedsNoNetwork() throws Exception {
    Fetched first = fetching().fetch(NEWEST);
    hub.close();

    assertThat(fetching().fetch(first.source())).isEqualTo(first);
  }

  @Test
  void aModelThatWasFetchedIsNotFetchedAgain() throws Exception {
    fetching().fetch(NEWEST);
    hub.forgetAsked();

    fetching().fetch(NEWEST);

    assertThat(hub.asked()).hasSize(1).allMatch(asked -> asked.path().startsWith("/api/"));
  }

  @Test
  void theTokenIsSentToTheHubAlone() throws Exception {
    hub.gated("GatedRepo");

    fetching().withToken(StandInHub.TOKEN).fetch(NEWEST);

    assertThat(hub.asked())
        .filteredOn(asked -> asked.server().equals("hub"))
        .hasSize(4)
        .allMatch(asked -> asked.token().equals("Bearer " + StandInHub.TOKEN));
    assertThat(hub.asked())
        .filteredOn(asked -> asked.server().equals("files"))
        .hasSize(1)
        .allMatch(asked -> asked.token().isEmpty());
  }

  @Test
  void aGatedModelSaysWhatToDo() {
    hub.gated("GatedRepo");

    assertThat(fetching().refusal(NEWEST))
        .hasMessageContaining("gated. Accept its licence at " + hub.endpoint() + "/tiny/model")
        .hasMessageContaining("HF_TOKEN");
  }

  @Test
  void anUnknownModelAndAnUnknownRevisionAreTold() {
    assertThat(fetching().refusal("hf://tiny/other"))
        .hasMessageContaining("hf://tiny/other@main")
        .hasMessageContaining("no such model, or it is private");
    assertThat(fetching().refusal(NEWEST + "@v9")).hasMessageContaining("no revision \"v9\"");
  }

  @Test
  void aMovedModelIsNamedAnew() {
    hub.serve(new HubModel("other/name", HubModel.COMMIT, HubModel.small().files()));

    assertThat(fetching().refusal(NEWEST)).hasMessageContaining("is hf://other/name by now");
  }

  @Test
  void aCutConnectionGoesOnWhereItStopped() throws Exception {
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.CUT, Mishap.CUT);

    Fetched fetched = fetching().fetch(NEWEST);

    assertThat(fetched.path().resolve("model.safetensors"))
        .hasBinaryContent(HubModel.small().content("model.safetensors"));
    assertThat(hub.asked())
        .filteredOn(asked -> asked.server().equals("files"))
        .extracting(Asked::range)
        .hasSize(3)
        .allMatch(range -> range.isEmpty() || range.matches("bytes=[1-9][0-9]{5,6}-"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aServerWithoutRangesIsReadFromTheStart() throws Exception {
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.CUT, Mishap.NO_RANGES);

    Fetched fetched = fetching().fetch(NEWEST);

    assertThat(fetched.path().resolve("model.safetensors"))
        .hasBinaryContent(HubModel.small().content("model.safetensors"));
  }

  @Test
  void whatAnEarlierProcessFetchedIsKept() throws Exception {
    // Given a connection that is cut more often than is tried
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.CUT);
    hub.next(Mishap.BUSY, Mishap.BUSY, Mishap.BUSY);
    SourceException failure = fetching().refusal(NEWEST);
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("failed 4 times").hasMessageContaining("503");
    hub.forgetAsked();

    // When another process fetches it
    fetching().fetch(NEWEST);

    // Then only what is missing is read
    assertThat(hub.asked())
        .filteredOn(asked -> !asked.path().startsWith("/api/"))
        .extracting(Asked::range)
        .hasSize(2)
        .allMatch(range -> range.matches("bytes=[1-9][0-9]{5,6}-"));
  }

  @Test
  void aBusyHubIsAskedAgain() throws Exception {
    hub.busy(2);
    hub.next(Mishap.BUSY);

    assertThat(fetching().fetch(NEWEST).source()).isEqualTo(PINNED);
  }

  @Test
  void aHubThatStaysBusyIsUnavailable() {
    hub.busy(100);

    SourceException failure = fetching().refusal(NEWEST);

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("429");
  }

  @Test
  void aHubThatIsNotThereIsUnavailable() {
    hub.close();

    SourceException failure = fetching().refusal(NEWEST);

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining(hub.endpoint().toString());
  }

  @Test
  void aWrongChecksumIsRefusedAndNothingIsKept() throws Exception {
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.WRONG_BYTE);

    SourceException failure = fetching().refusal(NEWEST);

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure)
        .hasMessageContaining("model.safetensors of " + PINNED + " is not what was promised");
    assertThat(partFiles()).isEmpty();
    assertThat(fetching().fetch(NEWEST).path()).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[bad/?X-Signature=sesame",
        "http://files.example.org:99999/a?X-Signature=sesame",
        "ftp://files.example.org/a?X-Signature=sesame",
        "mailto:sesame@example.org"
      })
  void aRedirectThatLeadsNowhereIsRefusedAndItsSecretIsNotTold(String location) {
    hub.redirectTo(location);

    SourceException failure = fetching().refusal(NEWEST);

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure)
        .hasMessageContaining(hub.endpoint() + "/ redirects to ")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void aWrongSmallFileIsRefusedByItsGitChecksum() {
    hub.next(Mishap.WRONG_BYTE);

    assertThat(fetching().refusal(NEWEST)).hasMessageContaining("config.json of ");
  }

  @Test
  void aPartThatWasDamagedHereIsFetchedAnew() throws Exception {
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.CUT);
    hub.next(Mishap.BUSY, Mishap.BUSY, Mishap.BUSY);
    fetching().refusal(NEWEST);
    Path part = partFiles().getFirst();
    Files.write(part, new byte[(int) Files.size(part)]);

    Fetched fetched = fetching().fetch(NEWEST);

    assertThat(fetched.path().resolve("model.safetensors"))
        .hasBinaryContent(HubModel.small().content("model.safetensors"));
  }

  @Test
  void aFileOfAnotherSizeThanAnnouncedIsRefused() {
    hub.next(Mishap.NONE, Mishap.NONE, Mishap.LONGER);

    SourceException failure = fetching().refusal(NEWEST);

    assertThat(failure.kind()).isEqualTo(Kind.CHANGED);
    assertThat(failure).hasMessageContaining("3,000,001 bytes");
  }

  @Test
  void whatWasVerifiedIsNotReadAgainForItsDigest() throws Exception {
    Path weights = fetching().fetch(NEWEST).path().resolve("model.safetensors");
    String digest = new RememberedDigests(cache).sha256(weights);
    assertThat(digest).isEqualTo(RememberedDigests.read(weights));

    // Then it is taken from memory: other bytes of the same size and time are not noticed
    var time = Files.getLastModifiedTime(weights);
    Files.write(weights, new byte[HubModel.WEIGHTS_BYTES]);
    Files.setLastModifiedTime(weights, time);
    assertThat(new RememberedDigests(cache).sha256(weights)).isEqualTo(digest);
  }
}
