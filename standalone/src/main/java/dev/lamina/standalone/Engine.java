package dev.lamina.standalone;

import dev.lamina.gateway.Sweeps;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Gateway, extractor and analyzer, started in this JVM.
record Engine(Sweeps sweeps) {

  /// Something to do while the engine runs.
  interface Job {
    int run(Engine engine) throws Exception;
  }

  /// How the engine runs.
  ///
  /// @param store folder of activations and scores
  /// @param http whether to serve the API and the page
  /// @param port of the loopback address; 0 takes any that is free
  /// @param resume whether to take up the store's sweeps
  record Settings(Path store, boolean http, int port, boolean resume) {}

  /// Starts the engine, does the job and stops the engine.
  ///
  /// @return the job's exit code
  static int run(Settings settings, Job job) throws Exception {
    configure(settings);
    return Application.perform(job);
  }

  /// Address of the page; only while the engine serves it.
  static String address() {
    return "http://127.0.0.1:" + System.getProperty("quarkus.http.port");
  }

  private static void configure(Settings settings) throws IOException, InputException {
    System.setProperty("lamina.store.folder", settings.store().toString());
    System.setProperty("lamina.gateway.resume", Boolean.toString(settings.resume()));
    System.setProperty("lamina.sources.files.roots", Path.of("").toAbsolutePath().toString());
    System.setProperty("quarkus.http.host-enabled", Boolean.toString(settings.http()));
    System.setProperty("quarkus.http.port", Integer.toString(freePort(settings)));
  }

  private static int freePort(Settings settings) throws IOException, InputException {
    if (!settings.http()) {
      return 0;
    }
    try (var probe = new ServerSocket(settings.port(), 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "Port %d cannot be had; choose another with --port, or 0 for any that is free"
              .formatted(settings.port()));
    }
  }

  /// Quarkus makes the application itself, so the job waits for it here. One job per process.
  public static final class Application implements QuarkusApplication {

    private static final CompletableFuture<Job> JOB = new CompletableFuture<>();
    private static final CompletableFuture<Integer> RESULT = new CompletableFuture<>();

    private static int perform(Job job) throws Exception {
      JOB.complete(job);
      Quarkus.run(Application.class, Application::ended);
      try {
        return RESULT.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }

    /// Comes first only when the engine could not start.
    private static void ended(int code, @Nullable Throwable failure) {
      if (failure != null) {
        RESULT.completeExceptionally(failure);
      } else {
        RESULT.complete(code);
      }
    }

    @Override
    public int run(String... args) {
      try {
        int code = JOB.join().run(engine());
        RESULT.complete(code);
        return code;
      } catch (Exception e) {
        RESULT.completeExceptionally(e);
        return Lamina.FAILED;
      }
    }

    private static Engine engine() {
      return new Engine(Arc.container().instance(Sweeps.class).get());
    }
  }
}
