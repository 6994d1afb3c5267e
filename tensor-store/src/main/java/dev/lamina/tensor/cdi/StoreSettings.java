package dev.lamina.tensor.cdi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Where activations and scores are kept.
@ConfigMapping(prefix = "lamina.store")
public interface StoreSettings {

  /// `s3`, or `folder` on a person's own machine.
  Kind kind();

  /// The folder, for the kind `folder`.
  Optional<Path> folder();

  /// The bucket, for the kind `s3`.
  S3 s3();

  /// Kinds of stores.
  enum Kind {
    FOLDER,
    S3
  }

  /// A bucket of an S3 server. The server must honour `If-None-Match: *`; this is checked at
  /// start.
  interface S3 {

    /// Address of the server, for instance `https://s3.example.org`.
    Optional<String> endpoint();

    /// Region, as the server calls it.
    @WithDefault("us-east-1")
    String region();

    /// Name of the bucket; made if it is not there.
    @WithDefault("lamina")
    String bucket();

    /// Stands before every key, so that several installations can share a bucket.
    Optional<String> prefix();

    /// Access key.
    Optional<String> accessKey();

    /// Secret key.
    Optional<String> secretKey();
  }
}
