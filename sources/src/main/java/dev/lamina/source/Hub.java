package dev.lamina.source;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.contract.Digest;
import dev.lamina.source.SourceName.OnHub;
import dev.lamina.tensor.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Models of a Hugging Face hub, or of a server that speaks as it does.
final class Hub implements AutoCloseable {

  /// Goes up when other files of a model are chosen than before.
  private static final int RULE = 1;

  private static final int MAX_ANSWER_BYTES = 64 << 20;
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final HubClient client;
  private final Backoff backoff;

  Hub(HubClient client, Backoff backoff) {
    this.client = requireNonNull(client);
    this.backoff = backoff;
  }

  /// A pinned model is not asked for before its files are wanted.
  RemoteModel model(OnHub name) throws SourceException {
    if (name.isPinned()) {
      return remote(name, () -> files(name, listing(name)));
    }
    JsonNode listing = listing(name);
    OnHub pinned = name.at(commit(name, listing));
    return remote(pinned, () -> files(pinned, listing));
  }

  private RemoteModel remote(OnHub pinned, RemoteModel.Files files) {
    Digest digest =
        Digest.of("hub")
            .with("endpoint", client.endpoint())
            .with("model", pinned)
            .with("rule", RULE);
    return new RemoteModel(
        pinned.toString(), CacheKey.of("hf-" + pinned.id().replace('/', '-'), digest), files);
  }

  private JsonNode listing(OnHub name) throws SourceException {
    String path =
        "api/models/%s/revision/%s?blobs=true".formatted(name.id(), encoded(name.revision()));
    for (int tried = 1; ; tried++) {
      try (InputStream answer = client.open(name, path)) {
        return JSON.readTree(answer.readNBytes(MAX_ANSWER_BYTES));
      } catch (IOException e) {
        backoff.pause(tried, "asking %s for %s".formatted(client.endpoint(), name), e);
      }
    }
  }

  private String commit(OnHub name, JsonNode listing) throws SourceException {
    String id = listing.path("id").asText(name.id());
    if (!id.equals(name.id())) {
      throw SourceException.refused(
          "hf://%s is hf://%s by now; write that".formatted(name.id(), id));
    }
    String commit = listing.path("sha").asText();
    if (!SHA1.matcher(commit).matches()) {
      throw SourceException.refused(
          "%s does not say which commit %s is; it may be no hub"
              .formatted(client.endpoint(), name));
    }
    return commit;
  }

  private List<RemoteFile> files(OnHub pinned, JsonNode listing) throws SourceException {
    if (!commit(pinned, listing).equals(pinned.revision())) {
      throw SourceException.refused(
          "%s answered with another commit, %s".formatted(pinned, listing.path("sha").asText()));
    }
    List<String> names = new ArrayList<>();
    Map<String, RemoteFile> files = new HashMap<>();
    for (JsonNode file : listing.path("siblings")) {
      String name = file.path("rfilename").asText();
      names.add(name);
      if (Uploads.isModelFile(name)) {
        files.put(name, file(pinned, name, file));
      }
    }
    ModelFiles.requireHarmless(pinned.toString(), names);
    return ModelFiles.chosen(pinned.toString(), files, backoff);
  }

  private RemoteFile file(OnHub pinned, String name, JsonNode file) throws SourceException {
    String sha256 = file.at("/lfs/sha256").asText();
    String blob = file.path("blobId").asText();
    long bytes = file.path("size").asLong(-1);
    boolean large = file.hasNonNull("lfs");
    if (bytes < 0 || !(large ? SHA256.matcher(sha256) : SHA1.matcher(blob)).matches()) {
      throw SourceException.refused(
          "%s does not say how long %s of %s is and what its checksum is"
              .formatted(client.endpoint(), name, pinned));
    }
    String path = "%s/resolve/%s/%s".formatted(pinned.id(), pinned.revision(), name);
    return new RemoteFile(
        name,
        bytes,
        large ? new Checksum.Sha256(sha256) : new Checksum.GitBlob(blob),
        offset -> client.open(pinned, path, offset, bytes));
  }

  private static String encoded(String revision) {
    return URLEncoder.encode(revision, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
