package dev.lamina.system;

import dev.lamina.servers.kafka.KafkaServer;
import dev.lamina.servers.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Gateway, extractor and analyzer as three processes, joined by a real Kafka and a real S3,
/// all on the loopback address.
public final class LocalServices implements AutoCloseable {

  /// The bucket of the S3 server that specs may fetch from, beside the one that the services
  /// store in.
  public static final String SOURCES = "sources";

  private final Path home;
  private final Path folder;
  private final Map<String, String> more;
  private final KafkaServer kafka;
  private final S3Server s3;
  private final ServiceProcess gateway;
  private final ServiceProcess analyzer;
  private ServiceProcess extractor;

  private LocalServices(Path home, Path folder, int port, Map<String, String> more)
      throws IOException {
    this.home = home;
    this.folder = folder;
    this.more = Map.copyOf(more);
    this.kafka = KafkaServer.start(folder.resolve("kafka"));
    this.s3 = S3Server.start(folder.resolve("s3"));
    this.gateway = service("gateway", port == 0 ? LoopbackPort.free() : port);
    this.analyzer = service("analyzer-service", LoopbackPort.free());
    this.extractor = service("extractor-service", LoopbackPort.free());
  }

  /// Starts all and waits until each is ready.
  ///
  /// @param home the project, built
  /// @param folder for data and logs
  /// @param port the gateway's; 0 takes any that is free
  public static LocalServices start(Path home, Path folder, int port)
      throws IOException, InterruptedException {
    return start(home, folder, port, Map.of());
  }

  /// @param more settings of all services
  public static LocalServices start(Path home, Path folder, int port, Map<String, String> more)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    LocalServices services = new LocalServices(home, folder, port, more);
    services.gateway.awaitReady();
    services.analyzer.awaitReady();
    services.extractor.awaitReady();
    return services;
  }

  /// Runs until the process is told to end; `./dev up` starts it.
  public static void main(String... args) throws IOException, InterruptedException {
    Path folder = Path.of(args[1]);
    LocalServices services = start(Path.of(args[0]), folder, Integer.parseInt(args[2]));
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  services.close();
                  end.countDown();
                }));
    Files.writeString(
        folder.resolve("address"),
        """
        Gateway   %s
        Extractor %s
        Analyzer  %s
        Kafka     %s
        S3        %s
        """
            .formatted(
                services.gateway(),
                services.extractor.address(),
                services.analyzer.address(),
                services.kafka.bootstrap(),
                services.s3.endpoint()));
    end.await();
  }

  public URI gateway() {
    return gateway.address();
  }

  public ServiceProcess firstGateway() {
    return gateway;
  }

  /// Starts another gateway beside those there are. Who asks for it closes it.
  public ServiceProcess anotherGateway() throws IOException, InterruptedException {
    ServiceProcess another = service("gateway", LoopbackPort.free());
    another.awaitReady();
    return another;
  }

  public S3Server s3() {
    return s3;
  }

  public ServiceProcess extractor() {
    return extractor;
  }

  public ServiceProcess analyzer() {
    return analyzer;
  }

  /// Starts another extractor in the place of one that was killed.
  public void restartExtractor() throws IOException, InterruptedException {
    extractor = service("extractor-service", LoopbackPort.free());
    extractor.awaitReady();
  }

  @Override
  public void close() {
    gateway.close();
    extractor.close();
    analyzer.close();
    s3.close();
    kafka.close();
  }

  private ServiceProcess service(String module, int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("lamina.queue.kafka.bootstrap", kafka.bootstrap());
    settings.put("lamina.store.s3.endpoint", s3.endpoint());
    settings.put("lamina.store.s3.access-key", s3.accessKey());
    settings.put("lamina.store.s3.secret-key", s3.secretKey());
    String roots = home.resolve("examples/demo").toString();
    settings.put("lamina.sources.files.roots", roots);
    settings.put("lamina.sources.allowed", "s3://" + SOURCES + "/");
    settings.put("lamina.sources.cache.folder", folder.resolve("sources").toString());
    settings.putAll(more);
    return ServiceProcess.start(
        home, ServiceProcess.Launch.of(module, port, settings), folder.resolve(module + ".log"));
  }
}
