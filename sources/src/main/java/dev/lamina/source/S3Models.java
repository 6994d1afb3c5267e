package dev.lamina.source;

import dev.lamina.contract.Digest;
import dev.lamina.source.SourceException.Kind;
import dev.lamina.source.SourceName.InBucket;
import dev.lamina.tensor.S3Reader;
import dev.lamina.tensor.S3Reader.Found;
import dev.lamina.tensor.S3Reader.RefusedException;
import dev.lamina.tensor.S3Reader.S3Access;
import dev.lamina.tensor.Uploads;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Models and rows in buckets of an S3 server.
///
/// A bucket keeps no commits: what was listed is read to the end or not at all, and a worker
/// compares the model's digest with the planned one.
final class S3Models implements AutoCloseable {

  private static final int MOST_OBJECTS = 10_000;

  private final Optional<S3Access> access;
  private final Optional<S3Reader> reader;
  private final Backoff backoff;

  /// @param access empty where no server is set
  S3Models(Optional<S3Access> access, Backoff backoff) {
    this.access = access;
    this.reader = access.map(S3Reader::of);
    this.backoff = backoff;
  }

  RemoteModel model(InBucket folder) throws SourceException {
    S3Reader from = reader();
    String prefix = folder.key().isEmpty() ? "" : folder.key() + "/";
    List<Found> objects = asked(folder, () -> from.list(folder.bucket(), prefix, MOST_OBJECTS));
    Map<String, RemoteFile> files = new HashMap<>();
    Digest digest = Digest.of("s3").with("endpoint", access.orElseThrow());
    for (Found object : objects) {
      String name = object.key().substring(prefix.length());
      if (Uploads.isModelFile(name)) {
        files.put(name, remote(folder, name, object));
        digest.with("object", object);
      }
    }
    return new RemoteModel(
        folder.toString(),
        CacheKey.of("s3-" + folder.bucket() + "-" + folder.key(), digest),
        () -> ModelFiles.chosen(folder.toString(), files, backoff));
  }

  InputStream rows(InBucket place) throws SourceException {
    S3Reader from = reader();
    Found object =
        asked(place, () -> from.find(place.bucket(), place.key()))
            .orElseThrow(() -> SourceException.refused("there is no object " + place));
    return new ResumingStream(
        "reading " + place, content(place, object), object.bytes(), 0, backoff);
  }

  private RemoteFile remote(InBucket folder, String name, Found object) {
    return new RemoteFile(name, object.bytes(), new Checksum.None(), content(folder, object));
  }

  private RemoteFile.Content content(InBucket place, Found object) {
    return offset -> asked(place, () -> reader().open(object, offset));
  }

  private interface Call<T> {
    T ask() throws RefusedException, SourceException;
  }

  private static <T> T asked(InBucket place, Call<T> call) throws SourceException {
    try {
      return call.ask();
    } catch (RefusedException e) {
      throw new SourceException(
          e.isChanged() ? Kind.CHANGED : Kind.REFUSED,
          "%s cannot be fetched: %s".formatted(place, e.getMessage()),
          e);
    }
  }

  private S3Reader reader() throws SourceException {
    return reader.orElseThrow(
        () ->
            SourceException.refused(
                "no S3 server is set; set lamina.sources.s3.endpoint and its access key"));
  }

  @Override
  public void close() {
    reader.ifPresent(S3Reader::close);
  }
}
