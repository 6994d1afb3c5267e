package dev.lamina.tensor;

import dev.lamina.contract.FaultException;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what others keep in buckets of an S3 server: models and rows. Writes nothing.
///
/// A server that does not answer is a [FaultException] with
/// [dev.lamina.contract.Fault#STORE_UNAVAILABLE].
public final class S3Reader implements AutoCloseable {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Access access;
  private final MinioClient client;

  private S3Reader(S3Access access, MinioClient client) {
    this.access = access;
    this.client = client;
  }

  /// Makes no connection yet.
  public static S3Reader of(S3Access access) {
    return new S3Reader(access, S3Client.of(access.bucket("any")));
  }

  /// Who may read where.
  ///
  /// @param endpoint address of the server, for instance `https://s3.example.org`
  /// @param region as the server calls it
  /// @param accessKey empty, with an empty secret, for what all may read
  public record S3Access(String endpoint, String region, String accessKey, String secretKey) {

    S3Settings bucket(String bucket) {
      return new S3Settings(endpoint, region, bucket, "", accessKey, secretKey);
    }

    /// Without the secret.
    @Override
    public String toString() {
      return endpoint;
    }
  }

  /// One version of an object.
  ///
  /// @param etag changes when the object does; no digest of its content
  public record Found(String bucket, String key, long bytes, String etag) {}

  /// An object or a bucket that cannot be read, and no other try would change that.
  public static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean changed;

    RefusedException(String message, boolean changed, Throwable cause) {
      super(message, cause);
      this.changed = changed;
    }

    /// Whether the object is another one than was found.
    public boolean isChanged() {
      return changed;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /// Objects right below a prefix, not those in folders below it.
  ///
  /// @param prefix ends with a slash, or is empty
  /// @param most as many are returned
  public List<Found> list(String bucket, String prefix, int most) throws RefusedException {
    ListObjectsArgs args =
        ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(false).build();
    return answered(
        bucket,
        "listing " + prefix,
        () -> {
          List<Found> found = new ArrayList<>();
          for (Result<Item> result : client.listObjects(args)) {
            Item item = result.get();
            if (!item.isDir() && found.size() < most) {
              found.add(new Found(bucket, item.objectName(), item.size(), item.etag()));
            }
          }
          return found;
        });
  }

  /// The object of a key, if there is one.
  public Optional<Found> find(String bucket, String key) throws RefusedException {
    StatObjectArgs args = StatObjectArgs.builder().bucket(bucket).object(key).build();
    try {
      return calls(bucket)
          .found(
              "looking for " + key,
              () -> {
                StatObjectResponse stat = client.statObject(args);
                return new Found(bucket, key, stat.size(), stat.etag());
              });
    } catch (FaultException e) {
      throw refusal(bucket, e);
    }
  }

  /// The object's bytes from `offset` on, of exactly the version that was found. The connection
  /// may break while they are read, which is an [IOException].
  public InputStream open(Found object, long offset) throws RefusedException {
    GetObjectArgs args =
        GetObjectArgs.builder()
            .bucket(object.bucket())
            .object(object.key())
            .offset(offset)
            .matchETag(object.etag())
            .build();
    return answered(object.bucket(), "reading " + object.key(), () -> client.getObject(args));
  }

  private <T> T answered(String bucket, String what, S3Calls.Call<T> call) throws RefusedException {
    try {
      return calls(bucket).done(what, call);
    } catch (FaultException e) {
      throw refusal(bucket, e);
    }
  }

  private S3Calls calls(String bucket) {
    return new S3Calls(access.bucket(bucket));
  }

  /// Throws the fault itself where another try may end better.
  private static RefusedException refusal(String bucket, FaultException fault) {
    if (!(fault.getCause() instanceof ErrorResponseException answer)) {
      throw fault;
    }
    int status = answer.response().code();
    return switch (status) {
      case PRECONDITION_FAILED ->
          new RefusedException("it is not what it was when the fetch began", true, fault);
      case NOT_FOUND -> new RefusedException("there is no such bucket or object", false, fault);
      case 401, FORBIDDEN ->
          new RefusedException(
              "bucket %s may not be read with the access key that is set".formatted(bucket),
              false,
              fault);
      default -> {
        if (status >= 500 || status == 429) {
          throw fault;
        }
        yield new RefusedException(fault.getMessage(), false, fault);
      }
    };
  }

  @Override
  public void close() {
    S3Client.close(client);
  }
}
