package dev.lamina.system.chaos;

import static java.util.Objects.requireNonNull;

import dev.lamina.servers.kafka.KafkaServer;
import dev.lamina.servers.s3.S3Server;
import dev.lamina.system.LoopbackPort;
import dev.lamina.system.ServiceProcess;
import dev.lamina.system.ServiceProcess.Launch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Gateways, extractors, analyzers, a Kafka and an S3 server, each a process of its own that may
/// be struck, and the doors through which services reach the S3 server.
public final class Fleet implements AutoCloseable {

  private static final List<Victim> SERVICES =
      List.of(Victim.GATEWAY, Victim.EXTRACTOR, Victim.ANALYZER);

  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private record Service(ServiceProcess process) implements Member.Running {

    @Override
    public ProcessHandle handle() {
      return process.handle();
    }

    @Override
    public void stop() {
      process.close();
    }

    @Override
    public void awaitReady() throws InterruptedException {
      process.awaitReady();
    }
  }

  /// A server that was ready when its start returned.
  private record Server(ProcessHandle handle, Runnable end) implements Member.Running {

    @Override
    public void stop() {
      end.run();
    }

    @Override
    public void awaitReady() {}
  }

  /// How many of each, and how they are run.
  ///
  /// @param distance of workers from their store, per request
  /// @param heapMib of each service, at most
  public record Setup(int gateways, int extractors, int analyzers, Duration distance, int heapMib) {

    /// Processes that hold a unit each.
    int workers() {
      return extractors + analyzers;
    }
  }

  private final Path home;
  private final Path folder;
  private final StoreLog log = new StoreLog();
  private final SmallDisk disk;
  private final Map<Victim, List<Member>> members = new EnumMap<>(Victim.class);
  private final Map<Victim, StoreDoor> doors = new EnumMap<>(Victim.class);
  private final List<URI> gateways = new ArrayList<>();
  private final String kafka;

  private Fleet(Path home, Path folder, Setup setup) throws InterruptedException {
    this.home = home;
    this.folder = folder;
    this.disk = SmallDisk.at(folder.resolve("s3"));
    int kafkaPort = LoopbackPort.free();
    int storePort = LoopbackPort.free();
    this.kafka = "127.0.0.1:" + kafkaPort;
    members.put(Victim.KAFKA, List.of(kafka(folder.resolve("kafka"), kafkaPort)));
    members.put(Victim.S3, List.of(s3(folder.resolve("s3"), storePort)));
    for (Victim service : SERVICES) {
      Duration distance = service.worker() ? setup.distance() : Duration.ZERO;
      doors.put(service, new StoreDoor(service, storePort, distance, log));
    }
    awaitReady();
    services(Victim.GATEWAY, "gateway", setup.gateways(), setup.heapMib());
    services(Victim.EXTRACTOR, "extractor-service", setup.extractors(), setup.heapMib());
    services(Victim.ANALYZER, "analyzer-service", setup.analyzers(), setup.heapMib());
  }

  /// Starts all and waits until each is ready.
  ///
  /// @param home the project, built
  /// @param folder for data and logs; specs may name files below it
  public static Fleet start(Path home, Path folder, Setup setup) throws InterruptedException {
    Fleet fleet = new Fleet(home, folder, setup);
    fleet.awaitReady();
    return fleet;
  }

  public List<URI> gateways() {
    return List.copyOf(gateways);
  }

  /// Brokers, as `host:port`.
  public String kafka() {
    return kafka;
  }

  /// Where workers reach the S3 server.
  public String store() {
    return door(Victim.EXTRACTOR).endpoint();
  }

  /// The first gateway's process.
  public long gatewayProcess() {
    return member(Victim.GATEWAY, 0).pid();
  }

  StoreLog log() {
    return log;
  }

  SmallDisk disk() {
    return disk;
  }

  StoreDoor door(Victim client) {
    return requireNonNull(doors.get(client));
  }

  List<Member> all(Victim victim) {
    return requireNonNull(members.get(victim));
  }

  /// @param replica counted round
  Member member(Victim victim, int replica) {
    List<Member> kind = all(victim);
    return kind.get(replica % kind.size());
  }

  void awaitReady() throws InterruptedException {
    for (Member member : everyone().toList()) {
      member.awaitReady();
    }
  }

  /// Ends of processes that nothing struck.
  int ownEnds() {
    return everyone().mapToInt(Member::ownEnds).sum();
  }

  private Stream<Member> everyone() {
    return members.values().stream().flatMap(List::stream);
  }

  private void services(Victim kind, String module, int count, int heapMib) {
    List<Member> services = new ArrayList<>();
    List<String> jvm = new ArrayList<>(JVM);
    jvm.add("-Xmx%dm".formatted(heapMib));
    for (int i = 0; i < count; i++) {
      int port = LoopbackPort.free();
      if (kind == Victim.GATEWAY) {
        gateways.add(URI.create("http://127.0.0.1:" + port));
      }
      Map<String, String> settings = settings(kind);
      Path out = folder.resolve("%s-%d.log".formatted(module, i));
      services.add(
          new Member(
              environment ->
                  new Service(
                      ServiceProcess.start(
                          home, new Launch(module, port, settings, jvm, environment), out))));
    }
    members.put(kind, List.copyOf(services));
  }

  private Map<String, String> settings(Victim kind) {
    return Map.ofEntries(
        Map.entry("lamina.queue.kafka.bootstrap", kafka),
        Map.entry("lamina.queue.kafka.lock", "8s"),
        Map.entry("lamina.store.s3.endpoint", door(kind).endpoint()),
        Map.entry("lamina.store.s3.access-key", S3Server.ACCESS_KEY),
        Map.entry("lamina.store.s3.secret-key", S3Server.SECRET_KEY),
        Map.entry("lamina.sources.files.roots", folder.toString()),
        Map.entry("lamina.sources.cache.folder", folder.resolve("sources").toString()),
        Map.entry("lamina.gateway.reconcile-every", "3s"),
        Map.entry("lamina.extractor.threads", "1"),
        Map.entry("lamina.analyzer.threads", "1"));
  }

  private static Member kafka(Path folder, int port) {
    return new Member(
        environment -> {
          KafkaServer server = KafkaServer.start(folder, port);
          return new Server(server.handle(), server::close);
        });
  }

  private static Member s3(Path folder, int port) {
    return new Member(
        environment -> {
          S3Server server = S3Server.start(folder, port);
          return new Server(server.handle(), server::close);
        });
  }

  @Override
  public void close() {
    for (Victim kind : SERVICES) {
      all(kind).parallelStream().forEach(Member::close);
    }
    doors.values().forEach(StoreDoor::close);
    all(Victim.S3).forEach(Member::close);
    all(Victim.KAFKA).forEach(Member::close);
    disk.close();
  }
}
