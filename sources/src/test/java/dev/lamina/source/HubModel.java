package dev.lamina.source;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A model as a hub keeps it: `*.safetensors` are large files with a SHA-256, others are git
/// blobs.
record HubModel(String id, String commit, Map<String, byte[]> files) {

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final int WEIGHTS_BYTES = 3_000_001;

  static HubModel of(Map<String, byte[]> files) {
    return new HubModel(StandInHub.ID, COMMIT, files);
  }

  /// A checkpoint of one file, beside what must never be fetched.
  static HubModel small() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("README.md", text("# A model"));
    files.put("config.json", text("{\"model_type\":\"llama\"}"));
    files.put("tokenizer.json", text("{}"));
    files.put("model.safetensors", weights(1, WEIGHTS_BYTES));
    files.put("pytorch_model.bin", text("a pickle"));
    files.put("modeling_tiny.py", text("import os"));
    files.put("onnx/model.onnx", text("elsewhere"));
    return of(files);
  }

  HubModel with(String name, byte[] content) {
    Map<String, byte[]> more = new LinkedHashMap<>(files);
    more.put(name, content);
    return new HubModel(id, commit, more);
  }

  HubModel without(String name) {
    Map<String, byte[]> fewer = new LinkedHashMap<>(files);
    fewer.remove(name);
    return new HubModel(id, commit, fewer);
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] weights(long seed, int bytes) {
    byte[] weights = new byte[bytes];
    new Random(seed).nextBytes(weights);
    return weights;
  }

  Set<String> revisions() {
    return Set.of("main", "v1.0", "refs%2Fpr%2F1", commit);
  }

  boolean isLarge(String name) {
    return name.endsWith(".safetensors");
  }

  byte[] content(String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  String listing() {
    ObjectNode answer = new JsonMapper().createObjectNode();
    answer.put("id", id).put("sha", commit);
    ArrayNode siblings = answer.putArray("siblings");
    files.forEach(
        (name, content) -> {
          ObjectNode file = siblings.addObject();
          file.put("rfilename", name).put("size", content.length);
          file.put("blobId", hex(new Checksum.GitBlob("").start(content.length), content));
          if (isLarge(name)) {
            file.putObject("lfs").put("sha256", hex(Digest.sha256(), content));
          }
        });
    return answer.toString();
  }

  private static String hex(MessageDigest digest, byte[] content) {
    return HexFormat.of().formatHex(digest.digest(content));
  }
}
