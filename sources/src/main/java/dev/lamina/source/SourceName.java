package dev.lamina.source;

import dev.lamina.tensor.Uploads;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A source as a spec writes it, taken apart.
sealed interface SourceName {

  /// The public hub's name for the newest state of a model.
  String NEWEST = "main";

  /// @param name behind `file:`
  record OnDisk(String name) implements SourceName {}

  /// @param name behind `upload:`
  record Uploaded(String name) implements SourceName {}

  /// @param key of one object, or the prefix of a folder, without slashes around it; empty for a
  ///     whole bucket
  record InBucket(String bucket, String key) implements SourceName {

    @Override
    public String toString() {
      return key.isEmpty() ? "s3://" + bucket : "s3://" + bucket + "/" + key;
    }
  }

  /// @param id organization and name
  /// @param revision a commit, a branch or a tag
  record OnHub(String id, String revision) implements SourceName {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /// Whether the revision can never mean anything else.
    boolean isPinned() {
      return COMMIT.matcher(revision).matches();
    }

    OnHub at(String commit) {
      return new OnHub(id, commit);
    }

    @Override
    public String toString() {
      return "hf://" + id + "@" + revision;
    }
  }

  Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  Pattern HUB =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95})"
              + "(?:@([A-Za-z0-9][A-Za-z0-9._/-]{0,199}))?");

  static SourceName parse(String source) throws SourceException {
    Optional<String> uploaded = Uploads.nameIn(source);
    if (uploaded.isPresent()) {
      return new Uploaded(uploaded.get());
    }
    if (source.startsWith("file:")) {
      return new OnDisk(source.substring("file:".length()));
    }
    if (source.startsWith("hf:")) {
      return hub(source, afterSlashes(source.substring("hf:".length())));
    }
    if (source.startsWith("s3://")) {
      return bucket(source, source.substring("s3://".length()));
    }
    throw SourceException.refused(
        "\""
            + source
            + "\" is of no kind that can be fetched; write file:PATH, hf://ORGANIZATION/NAME,"
            + " s3://BUCKET/PATH, or upload:NAME for what was uploaded");
  }

  private static SourceName hub(String source, String rest) throws SourceException {
    Matcher parts = HUB.matcher(rest);
    if (!parts.matches() || rest.contains("..") || rest.contains("//")) {
      throw SourceException.refused(
          "\"%s\" is no model of a hub; write hf://ORGANIZATION/NAME, or hf://ORGANIZATION/NAME@REVISION"
              .formatted(source));
    }
    return new OnHub(parts.group(1), Optional.ofNullable(parts.group(2)).orElse(NEWEST));
  }

  private static SourceName bucket(String source, String rest) throws SourceException {
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String key = slash < 0 ? "" : rest.substring(slash + 1);
    String trimmed = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    if (!BUCKET.matcher(bucket).matches() || !(trimmed.isEmpty() || isPlain(trimmed))) {
      throw SourceException.refused(
          "\"%s\" names no object of a bucket; write s3://BUCKET/PATH, without empty parts, \"..\" and control characters"
              .formatted(source));
    }
    return new InBucket(bucket, trimmed);
  }

  /// Whether a path stays below where it starts and holds nothing that cannot be seen.
  static boolean isPlain(String path) {
    List<String> parts = Arrays.asList(path.split("/", -1));
    return parts.stream().noneMatch(part -> part.isEmpty() || part.matches("\\.{1,2}"))
        && path.indexOf('\\') < 0
        && path.codePoints().noneMatch(Character::isISOControl);
  }

  private static String afterSlashes(String rest) {
    return rest.startsWith("//") ? rest.substring(2) : rest;
  }
}
