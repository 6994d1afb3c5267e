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
    boolean there =
        calls.done(
            "looking for the bucket",
            () -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
    if (there) {
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
