package dev.lamina.tensor;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Objects of a bucket of an S3 server.
///
/// Create-once is the server's `If-None-Match: *`; [#connect] probes that it honours it.
public final class S3Store implements ObjectStore {

  private static final Map<String, String> UNLESS_THERE = Map.of("If-None-Match", "*");

  private final MinioClient client;
  private final S3Settings settings;
  private final S3Calls calls;

  private S3Store(MinioClient client, S3Settings settings) {
    this.client = client;
    this.settings = settings;
    this.calls = new S3Calls(settings);
  }

  /// Connects, makes the bucket if it is not there, and checks that the server creates once.
  public static S3Store connect(S3Settings settings) {
    S3Store store = new S3Store(S3Client.of(settings), settings);
    try {
      S3Probe.ensureBucket(store.client, settings, store.calls);
      S3Probe.requireCreateOnce(store, settings);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public boolean createOnce(String key, byte[] content) {
    PutObjectArgs args = put(key, content, UNLESS_THERE);
    return calls.created("creating " + key, () -> client.putObject(args));
  }

  @Override
  public Optional<byte[]> read(String key) {
    GetObjectArgs args = get(key).build();
    return calls.found("reading " + key, () -> content(args));
  }

  @Override
  public byte[] readRange(String key, long offset, int length) {
    if (length == 0) {
      return new byte[0];
    }
    GetObjectArgs args = get(key).offset(offset).length((long) length).build();
    byte[] range =
        calls
            .foundRange("reading " + key, () -> content(args))
            .orElseThrow(() -> StoreFaults.missing(key, describe()));
    if (range.length != length) {
      throw StoreFaults.tooShort(key, offset, length, describe());
    }
    return range;
  }

  @Override
  public Optional<Long> size(String key) {
    StatObjectArgs args =
        StatObjectArgs.builder().bucket(settings.bucket()).object(name(key)).build();
    return calls.found("looking for " + key, () -> client.statObject(args).size());
  }

  @Override
  public List<String> list(String prefix) {
    String before = settings.before();
    ListObjectsArgs args =
        ListObjectsArgs.builder()
            .bucket(settings.bucket())
            .prefix(before + KeyRules.requirePrefix(prefix))
            .recursive(true)
            .build();
    List<String> keys = new ArrayList<>();
    calls.done(
        "listing " + prefix,
        () -> {
          keys.clear();
          for (Result<Item> item : client.listObjects(args)) {
            keys.add(item.get().objectName().substring(before.length()));
          }
          return keys;
        });
    keys.sort(null);
    return List.copyOf(keys);
  }

  @Override
  public void delete(String key) {
    RemoveObjectArgs args =
        RemoveObjectArgs.builder().bucket(settings.bucket()).object(name(key)).build();
    calls.found(
        "deleting " + key,
        () -> {
          client.removeObject(args);
          return key;
        });
  }

  @Override
  public void put(String key, byte[] content) {
    PutObjectArgs args = put(key, content, Map.of());
    calls.done("writing " + key, () -> client.putObject(args));
  }

  @Override
  public String describe() {
    return settings.toString();
  }

  @Override
  public void close() {
    S3Client.close(client);
  }

  private byte[] content(GetObjectArgs args) throws MinioException, IOException {
    try (InputStream in = client.getObject(args)) {
      return in.readAllBytes();
    }
  }

  private GetObjectArgs.Builder get(String key) {
    return GetObjectArgs.builder().bucket(settings.bucket()).object(name(key));
  }

  private PutObjectArgs put(String key, byte[] content, Map<String, String> headers) {
    return PutObjectArgs.builder()
        .bucket(settings.bucket())
        .object(name(key))
        .extraHeaders(headers)
        .data(content, content.length)
        .build();
  }

  private String name(String key) {
    return settings.before() + KeyRules.requireKey(key);
  }
}
