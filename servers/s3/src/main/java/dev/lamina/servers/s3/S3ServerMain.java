package dev.lamina.servers.s3;

import dev.lamina.servers.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// `S3ServerMain DIR PORT ACCESS SECRET`: serves until standard input ends, so that it never
/// outlives who started it. Port 0 is any free one. Prints `ready http://127.0.0.1:PORT` once it
/// takes requests; warnings go to standard error. Buckets are folders of DIR, objects their files.
public final class S3ServerMain {

  /// Of one object in a single request; larger ones come in parts.
  private static final long MOST_BYTES = 512L << 20;

  private S3ServerMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      System.err.println("usage: S3ServerMain DIR PORT ACCESS SECRET (port 0: any free one)");
      System.exit(2);
    }
    Logger.getLogger("").setLevel(Level.WARNING);
    Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:" + args[1]))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, args[2], args[3])
            .v4MaxNonChunkedRequestSize(MOST_BYTES)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    System.out.println(ServerProcess.READY + "http://127.0.0.1:" + server.getPort());
    // Nobody reads on; what a library printed would fill the pipe and halt it.
    System.setOut(System.err);
    awaitEndOfInput();
    server.stop();
    System.exit(0);
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // What is typed means nothing; only its end does.
    }
  }
}
