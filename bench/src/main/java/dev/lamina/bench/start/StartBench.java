package dev.lamina.bench.start;

import dev.lamina.bench.Machine;
import dev.lamina.bench.Median;
import dev.lamina.bench.StoredFiles;
import dev.lamina.bench.Table;
import dev.lamina.servers.kafka.KafkaServer;
import dev.lamina.servers.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./dev bench start`: the report goes to standard output, all else to standard error.
@Command(
    name = "start",
    description = "From the start of a service to its readiness, with and without its AOT cache.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class StartBench implements Callable<Integer> {

  private static final List<String> MODULES = List.of("gateway", "analyzer-service");

  @Option(names = "--rounds", defaultValue = "7", description = "Starts of each kind.")
  private int rounds;

  @Option(names = "--write", description = "Also writes the report to docs/bench/start.md.")
  private boolean write;

  /// Starts of one service, in seconds.
  private record Starts(List<Double> cached, List<Double> plain, List<Double> ratios) {

    static Starts none() {
      return new Starts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(double with, double without) {
      cached.add(with);
      plain.add(without);
      ratios.add(without / with);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("lamina.root", ".")).toAbsolutePath().normalize();
    Path work = Files.createTempDirectory("lamina-bench");
    Machine machine = Machine.here();
    Map<Service, Starts> starts = new LinkedHashMap<>();
    try (KafkaServer kafka = KafkaServer.start(work.resolve("kafka"));
        S3Server s3 = S3Server.start(work.resolve("s3"))) {
      for (String module : MODULES) {
        System.err.println("training " + module);
        Path build = root.resolve(module).resolve("target/aot");
        Service service =
            Service.trained(module, build, root.resolve("images"), settings(kafka, s3));
        starts.put(service, Starts.none());
      }
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<Service, Starts> entry : starts.entrySet()) {
          entry.getValue().add(entry.getKey().start(true), entry.getKey().start(false));
        }
      }
    }
    StoredFiles.delete(work);
    String table = table(starts);
    System.out.println(table);
    if (write) {
      Path page = root.resolve("docs/bench/start.md");
      Files.writeString(page, page(table, machine));
      System.err.println("written: " + page);
    }
    return 0;
  }

  private static List<String> settings(KafkaServer kafka, S3Server s3) {
    return List.of(
        "-Dquarkus.http.host=127.0.0.1",
        "-Dlamina.queue.kafka.bootstrap=" + kafka.bootstrap(),
        "-Dlamina.store.s3.endpoint=" + s3.endpoint(),
        "-Dlamina.store.s3.access-key=" + S3Server.ACCESS_KEY,
        "-Dlamina.store.s3.secret-key=" + S3Server.SECRET_KEY);
  }

  private static String table(Map<Service, Starts> starts) {
    Table table = new Table("start to ready", "cached s", "plain s", "plain / cached");
    starts.forEach(
        (service, of) ->
            table.row(service.name(), words(of.cached()), words(of.plain()), words(of.ratios())));
    return table.toString();
  }

  private static String words(List<Double> measured) {
    Median median = Median.of(measured);
    return "%.2f (%.2f-%.2f)".formatted(median.value(), median.low(), median.high());
  }

  private String page(String table, Machine machine) {
    return """
        # From start to ready

        Written by `./dev bench start --write`; run it again to compare on another machine.

        %s
        Seconds from the start of the JVM until `/q/health/ready` answers 200, against a real Kafka and S3 on the same machine,
        which share its cores. *Cached*: with the AOT cache that `./dev images --aot` keeps in an image, the
        training start included in no figure. *Plain*: the same jars without it. Both take turns, %d starts each; medians, with the
        range in brackets.

        Measured on %s: %s, load %.1f before; Java %s.
        """
        .formatted(
            table, rounds, machine.date(), machine.inWords(), machine.load(), machine.java());
  }
}
