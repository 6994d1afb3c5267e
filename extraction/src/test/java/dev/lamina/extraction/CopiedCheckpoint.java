package dev.lamina.extraction;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lamina.extraction.SafetensorsBytes.Tensor;
import dev.lamina.extraction.lora.AdapterSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A tiny checkpoint, or an adapter, of the test resources, laid into a folder where a test may
/// damage it.
record CopiedCheckpoint(Path folder) {
  static CopiedCheckpoint in(Path folder, String name) throws IOException {
    copy(TinyCheckpoint.at(name), folder);
    return new CopiedCheckpoint(folder);
  }

  static CopiedCheckpoint adapterIn(Path folder, String name) throws IOException {
    copy(TinyCheckpoint.adapter("llama", name), folder);
    return new CopiedCheckpoint(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().startsWith("golden")) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path weights() {
    Path adapter = file("adapter_model.safetensors");
    return Files.exists(adapter) ? adapter : file("model.safetensors");
  }

  CopiedCheckpoint settings(Consumer<JsonObject> change) throws IOException {
    Path adapter = file("adapter_config.json");
    return json(Files.exists(adapter) ? adapter : file("config.json"), change);
  }

  CopiedCheckpoint json(Path file, Consumer<JsonObject> change) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    change.accept(json);
    Files.writeString(file, json.toString());
    return this;
  }

  /// Puts a JSON text in the place of a setting.
  CopiedCheckpoint set(String key, String json) throws IOException {
    return settings(settings -> settings.add(key, JsonParser.parseString(json)));
  }

  CopiedCheckpoint tensors(Consumer<Map<String, Tensor>> change)
      throws IOException, ModelException {
    Map<String, Tensor> tensors = SafetensorsBytes.read(weights());
    change.accept(tensors);
    Files.write(weights(), SafetensorsBytes.write(tensors));
    return this;
  }

  /// Changes the tensor of this name.
  CopiedCheckpoint tensor(String name, UnaryOperator<Tensor> change)
      throws IOException, ModelException {
    return tensors(
        tensors -> {
          if (tensors.computeIfPresent(name, (same, tensor) -> change.apply(tensor)) == null) {
            throw new IllegalArgumentException(name + " is none of " + tensors.keySet());
          }
        });
  }

  ModelSource source() throws ModelException {
    return ModelSource.at(folder);
  }

  AdapterSource adapter() throws ModelException {
    return AdapterSource.at(folder);
  }

  HiddenStateExtractor open() throws ModelException {
    return open(512);
  }

  HiddenStateExtractor open(int tokensPerRun) throws ModelException {
    return HiddenStateExtractor.open(source(), new RuntimeOptions(1, tokensPerRun));
  }
}
