package dev.lamina.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.tensor.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which files of a folder elsewhere are fetched: those of one graph or of one checkpoint, and an
/// adapter's. Never what could run code: no `*.bin`, no pickles, no `*.py`.
final class ModelFiles {

  private static final List<String> SETTINGS =
      List.of("config.json", "tokenizer.json", "tokenizer_config.json");
  private static final List<String> ADAPTER =
      List.of("adapter_config.json", "adapter_model.safetensors");
  private static final List<String> GRAPH = List.of("model.onnx", "model.onnx_data");
  private static final String CHECKPOINT = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final int MAX_INDEX_BYTES = 64 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final String source;
  private final Map<String, RemoteFile> files;
  private final Backoff backoff;
  private final List<RemoteFile> chosen = new ArrayList<>();

  private ModelFiles(String source, Map<String, RemoteFile> files, Backoff backoff) {
    this.source = source;
    this.files = files;
    this.backoff = backoff;
  }

  /// Refuses a listing with a name that leaves its folder: nobody writes one by accident.
  static void requireHarmless(String source, Collection<String> names) throws SourceException {
    for (String name : names) {
      if (!SourceName.isPlain(name)) {
        throw SourceException.refused(
            "%s lists a file \"%s\", which is no plain name; nothing of it is fetched"
                .formatted(source, name.replaceAll("\\p{Cntrl}", "?")));
      }
    }
  }

  /// @param files by name; what else the folder holds is left out
  static List<RemoteFile> chosen(String source, Map<String, RemoteFile> files, Backoff backoff)
      throws SourceException {
    return new ModelFiles(source, files, backoff).choose();
  }

  private List<RemoteFile> choose() throws SourceException {
    take(SETTINGS);
    take(ADAPTER);
    if (files.containsKey(GRAPH.getFirst())) {
      take(GRAPH);
    } else if (files.containsKey(CHECKPOINT)) {
      take(List.of(CHECKPOINT));
    } else if (files.containsKey(INDEX)) {
      takeShards();
    }
    if (chosen.stream().allMatch(file -> SETTINGS.contains(file.name()))) {
      throw SourceException.refused(
          "%s holds no model and no adapter: model.safetensors, its index with shards, model.onnx or adapter_model.safetensors is wanted; weights of other formats can run code and are never fetched"
              .formatted(source));
    }
    return List.copyOf(chosen);
  }

  private void take(List<String> names) {
    names.forEach(name -> Optional.ofNullable(files.get(name)).ifPresent(chosen::add));
  }

  private void takeShards() throws SourceException {
    take(List.of(INDEX));
    for (String shard : shards(chosen.getLast())) {
      RemoteFile file = files.get(shard);
      if (file == null || !Uploads.isModelFile(shard)) {
        throw SourceException.refused(
            "the index of %s names \"%s\", which is no file of it"
                .formatted(source, shard.replaceAll("\\p{Cntrl}", "?")));
      }
      chosen.add(file);
    }
  }

  private SortedSet<String> shards(RemoteFile index) throws SourceException {
    String what = "reading %s of %s".formatted(index.name(), source);
    if (index.bytes() > MAX_INDEX_BYTES) {
      throw SourceException.refused(what + " is refused: it is larger than 64 MiB");
    }
    try (InputStream in = new ResumingStream(what, index.content(), index.bytes(), 0, backoff)) {
      JsonNode tensors = JSON.readTree(in.readAllBytes()).path("weight_map");
      SortedSet<String> shards = new TreeSet<>();
      tensors.forEach(shard -> shards.add(shard.asText()));
      if (shards.isEmpty()) {
        throw SourceException.refused(what + " found no shards in its weight_map");
      }
      return shards;
    } catch (ResumingStream.Final e) {
      throw e.reason();
    } catch (IOException e) {
      throw SourceException.refused(what + " found no JSON: " + e.getMessage());
    }
  }
}
