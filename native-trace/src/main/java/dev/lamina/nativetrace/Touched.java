package dev.lamina.nativetrace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was touched. The JDK's own classes call this from within their own methods, so it must
/// neither use lambdas nor join strings by `+`: linking those goes through the same methods.
@SuppressWarnings({"StringConcatToTextBlock", "Convert2Lambda", "UnnecessaryAnonymousClass"})
public final class Touched {

  private static final Set<String> LINES = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<Boolean> BUSY = new ThreadLocal<>();

  private Touched() {}

  /// @param target a class or a class loader, or null where a class is named
  /// @param argument a name, parameter types, or interfaces; null where there is none
  /// @param door the method that was called
  public static void by(@Nullable Object target, @Nullable Object argument, String door) {
    if (BUSY.get() != null) {
      return;
    }
    BUSY.set(Boolean.TRUE);
    try {
      StringBuilder line = new StringBuilder(door).append('\t');
      if (target instanceof Class<?> type) {
        line.append(type.getName());
      }
      line.append('\t');
      if (argument instanceof String name) {
        line.append(name);
      } else if (argument instanceof Class<?>[] types) {
        line.append(names(types));
      }
      LINES.add(line.append('\t').append(caller()).toString());
    } finally {
      BUSY.remove();
    }
  }

  private static String names(Class<?>[] types) {
    List<String> names = new ArrayList<>();
    for (Class<?> type : types) {
      names.add(type.getName());
    }
    return String.join(",", names);
  }

  /// The first class on the stack that is not the JDK's.
  private static String caller() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String name = frame.getClassName();
      if (!name.startsWith("java.")
          && !name.startsWith("jdk.")
          && !name.startsWith("sun.")
          && !name.equals("dev.lamina.nativetrace.Touched")) {
        return name;
      }
    }
    return "";
  }

  /// The command comes first; then, sorted, `door, type, name, caller`, separated by tabs.
  public static void write(String folder) {
    BUSY.set(Boolean.TRUE);
    List<String> lines = new ArrayList<>(Arrays.asList(LINES.toArray(new String[0])));
    Collections.sort(lines);
    lines.add(0, System.getProperty("sun.java.command", ""));
    String file = "trace-" + ProcessHandle.current().pid() + ".tsv";
    try {
      Files.write(Path.of(folder).resolve(file), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
