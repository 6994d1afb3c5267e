package dev.lamina.nativetrace;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.jar.JarFile;

/// `-javaagent:lamina-native-trace.jar=FOLDER` writes a file into FOLDER when the JVM ends.
public final class TraceAgent {

  private TraceAgent() {}

  /// @param folder for the file, which is there
  public static void premain(String folder, Instrumentation instrumentation)
      throws IOException, URISyntaxException, ClassNotFoundException, UnmodifiableClassException {
    var here = TraceAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    // The JDK's own classes are to call Touched, so it must be where they are.
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(Path.of(here).toFile()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Touched.write(folder)));
    instrumentation.addTransformer(new Weaver(), true);
    for (String door : Weaver.doors()) {
      instrumentation.retransformClasses(Class.forName(door));
    }
  }
}
