package dev.lamina.tensor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import java.util.UUID;

/// What is asked of an S3 server before it is relied on.
final class S3Probe {

  private S3Probe() {}

  static void ensureBucket(MinioClient client, S3Settings settings, S3Calls calls) {
    String bucket = settings.bucket();
    BucketExistsArgs question = named(settings);
    if (calls.done("looking for the bucket", () -> client.bucketExists(question))) {
      return;
    }
    calls.done(
        "making the bucket",
        () -> {
          try {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
          } catch (ErrorResponseException e) {
            // Another service that starts now may have been faster.
            if (!e.errorResponse().code().equals("BucketAlreadyOwnedByYou")) {
              throw e;
            }
          }
          return bucket;
        });
  }

  private static BucketExistsArgs named(S3Settings settings) {
    try {
      return BucketExistsArgs.builder().bucket(settings.bucket()).build();
    } catch (IllegalArgumentException e) {
      throw new FaultException(
          Fault.STORE_UNAVAILABLE,
          "%s cannot be used: %s. Choose another bucket".formatted(settings, e.getMessage()),
          e);
    }
  }

  static void requireCreateOnce(S3Store store, S3Settings settings) {
    String key = "probe/" + UUID.randomUUID();
    store.createOnce(key, new byte[] {1});
    boolean overwritten = store.createOnce(key, new byte[] {2});
    store.delete(key);
    if (overwritten) {
      throw new FaultException(
          Fault.STORE_UNAVAILABLE,
          settings
              + " ignores If-None-Match: * and overwrites objects; results could be lost. Use a"
              + " server that honours it, for instance AWS S3 or a MinIO, Ceph or S3Proxy of today");
    }
  }
}
