package dev.lamina.tensor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.tensor.telemetry.S3Spans;
import io.minio.MinioClient;
import java.time.Duration;
import java.util.List;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// The client of one S3 server.
final class S3Client {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// Without a byte sent or received; a whole object may take longer.
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /// The client's own bound is 5, which many readers of layers would wait at.
  private static final int REQUESTS_AT_ONCE = 64;

  private S3Client() {}

  static MinioClient of(S3Settings settings) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(REQUESTS_AT_ONCE);
    dispatcher.setMaxRequestsPerHost(REQUESTS_AT_ONCE);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(CONNECT)
            .readTimeout(SILENCE)
            .writeTimeout(SILENCE)
            .eventListenerFactory(S3Spans::of)
            .build();
    try {
      MinioClient.Builder builder =
          MinioClient.builder()
              .endpoint(settings.endpoint())
              .region(settings.region())
              .httpClient(http, true);
      if (!settings.accessKey().isEmpty()) {
        builder.credentials(settings.accessKey(), settings.secretKey());
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new FaultException(
          Fault.STORE_UNAVAILABLE,
          "%s cannot be an S3 server: %s. Give an endpoint like https://s3.example.org"
              .formatted(settings, e.getMessage()),
          e);
    }
  }

  static void close(MinioClient client) {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 client did not close", e);
    }
  }
}
