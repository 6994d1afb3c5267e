package dev.lamina.servers.kafka;

import dev.lamina.servers.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// `KafkaServerMain DIR PORT [USER PASSWORD]`: serves until standard input ends, so that it never
/// outlives who started it. Port 0 is any free one. Prints `ready 127.0.0.1:PORT` once it takes
/// requests; warnings go to standard error. What it stored in DIR is there again at the next start.
/// With a user and a password it lets in nobody else.
public final class KafkaServerMain {

  private KafkaServerMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2 && args.length != 4) {
      System.err.println("usage: KafkaServerMain DIR PORT [USER PASSWORD] (port 0: any free one)");
      System.exit(2);
    }
    Logger.getLogger("").setLevel(Level.WARNING);
    int port = args[1].equals("0") ? FreePort.find() : Integer.parseInt(args[1]);
    Properties settings = new Properties();
    if (args.length == 4) {
      settings.putAll(BrokerSettings.login(args[2], args[3]));
    }
    KafkaRaftServer server = start(Path.of(args[0]).toAbsolutePath(), port, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    System.out.println(ServerProcess.READY + "127.0.0.1:" + port);
    awaitEndOfInput();
    System.exit(0);
  }

  private static KafkaRaftServer start(Path folder, int port, Properties more) throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(data);
    }
    Properties settings = BrokerSettings.of(data, port, FreePort.find());
    settings.putAll(more);
    KafkaConfig config = new KafkaConfig(settings);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return server;
  }

  private static void format(Path data) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
        .setNodeId(BrokerSettings.NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(data.toString())
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER)
        .run();
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // What is typed means nothing; only its end does.
    }
  }
}
