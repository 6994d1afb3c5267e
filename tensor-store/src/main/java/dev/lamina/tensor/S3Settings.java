package dev.lamina.tensor;

import static java.util.Objects.requireNonNull;

/// A bucket of an S3 server.
///
/// @param endpoint address of the server, for instance `https://s3.example.org`
/// @param region as the server calls it
/// @param bucket made if it is not there
/// @param prefix stands before every key, so that installations can share a bucket; may be empty
/// @param accessKey empty, with an empty secret, for a server that asks for none
public record S3Settings(
    String endpoint,
    String region,
    String bucket,
    String prefix,
    String accessKey,
    String secretKey) {

  public S3Settings {
    requireNonNull(endpoint);
    requireNonNull(region);
    requireNonNull(bucket);
    requireNonNull(accessKey);
    requireNonNull(secretKey);
    prefix = prefix.replaceAll("^/+|/+$", "");
    KeyRules.requirePrefix(prefix.isEmpty() ? "" : prefix + "/");
  }

  /// What stands before a key in the bucket: nothing, or the prefix and a slash.
  String before() {
    return prefix.isEmpty() ? "" : prefix + "/";
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "s3://%s%s at %s".formatted(bucket, prefix.isEmpty() ? "" : "/" + prefix, endpoint);
  }
}
