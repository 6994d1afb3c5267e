package dev.lamina.source;

import java.util.List;

/// What may be fetched from elsewhere. A prefix ends where a part of a name ends: `hf://org`
/// allows `hf://org/name` and not `hf://organization/name`.
public final class AllowedSources {

  private final List<String> prefixes;

  /// @param prefixes such as `hf://meta-llama/`, `s3://models/`, or `hf:` for a whole kind
  public AllowedSources(List<String> prefixes) {
    this.prefixes = prefixes.stream().map(AllowedSources::normal).toList();
  }

  void require(SourceName.OnHub model) throws SourceException {
    require(model.toString());
  }

  void require(SourceName.InBucket place) throws SourceException {
    require(place.toString());
  }

  private void require(String source) throws SourceException {
    if (prefixes.stream().noneMatch(prefix -> covers(prefix, source))) {
      throw SourceException.refused(
          "%s may not be fetched here; lamina.sources.allowed allows %s"
              .formatted(
                  source,
                  prefixes.isEmpty() ? "nothing from elsewhere" : String.join(", ", prefixes)));
    }
  }

  private static boolean covers(String prefix, String source) {
    if (!source.startsWith(prefix)) {
      return source.equals(prefix.substring(0, prefix.length() - 1)) && prefix.endsWith("/");
    }
    return prefix.endsWith("/")
        || source.length() == prefix.length()
        || source.charAt(prefix.length()) == '/'
        || source.charAt(prefix.length()) == '@';
  }

  private static String normal(String prefix) {
    String kind = prefix.startsWith("hf:") ? "hf:" : "s3:";
    if (!prefix.startsWith(kind)) {
      throw new IllegalArgumentException(
          "lamina.sources.allowed: \"%s\" begins with neither hf: nor s3:".formatted(prefix));
    }
    String rest = prefix.substring(kind.length());
    return kind + "//" + (rest.startsWith("//") ? rest.substring(2) : rest);
  }
}
