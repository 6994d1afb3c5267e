package dev.lamina.source.cdi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where models, adapters and rows may come from.
@ConfigMapping(prefix = "lamina.sources")
public interface SourceSettings {

  /// Files that `file:` sources may name.
  Files files();

  /// What may be fetched from elsewhere: prefixes such as `hf://meta-llama/` or `s3://models/`,
  /// or `hf:` and `s3:` for all of a kind. None: files and uploads alone.
  Optional<List<String>> allowed();

  /// Copies of what was fetched.
  Cache cache();

  /// A Hugging Face hub.
  Hub hub();

  /// An S3 server.
  S3 s3();

  /// Files that `file:` sources may name.
  interface Files {

    /// Folders below which `file:` sources are found, and from which relative names start.
    Optional<List<Path>> roots();

    /// Whether files may lie anywhere; for a person's own machine only.
    @WithDefault("false")
    boolean anywhere();
  }

  /// Copies of what was fetched. Processes may share a folder.
  interface Cache {

    /// The folder, made for this user alone when it is needed. One that another user but root
    /// owns, or that every user can write to, is refused: what lies in it is believed.
    @WithDefault("${java.io.tmpdir}/lamina-sources")
    Path folder();

    /// Bytes of all copies together; the least recently used go first. 100 GiB unless given.
    @WithDefault("107374182400")
    long maxBytes();
  }

  /// A Hugging Face hub.
  interface Hub {

    /// Its address. The environment's `HF_ENDPOINT` unless given, else the public hub.
    @WithDefault("${HF_ENDPOINT:https://huggingface.co}")
    URI endpoint();

    /// The token for private and gated models, sent to the endpoint alone. The environment's
    /// `HF_TOKEN` unless given.
    @WithDefault("${HF_TOKEN:}")
    Optional<String> token();
  }

  /// An S3 server. Each setting is the store's own (`lamina.store.s3`) unless given; where
  /// another endpoint is given, give the keys too.
  interface S3 {

    /// Address of the server.
    @WithDefault("${lamina.store.s3.endpoint:}")
    Optional<String> endpoint();

    /// Region, as the server calls it.
    @WithDefault("${lamina.store.s3.region:us-east-1}")
    String region();

    /// Access key; none reads what all may read.
    @WithDefault("${lamina.store.s3.access-key:}")
    Optional<String> accessKey();

    /// Secret key.
    @WithDefault("${lamina.store.s3.secret-key:}")
    Optional<String> secretKey();
  }
}
