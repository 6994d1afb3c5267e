package dev.lamina.nativetrace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
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
@SuppressWarnings({
  "UnnecessaryStringBuilder",
  "StringConcatToTextBlock",
  "Convert2Lambda",
  "UnnecessaryAnonymousClass"
})
public final class Touched {

  private static final Set<String> LINES = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<Boolean> BUSY = new ThreadLocal<>();

  private Touched() {}

  /// @param target a class or a class loader, or null where a class is named
  /// @param argument a name, parameter types, interfaces, or a foreign function's description;
  ///     null where there is none
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
      } else if (argument instanceof FunctionDescriptor function) {
        line.append(function);
      }
      String visitor = visitor();
      if (!visitor.isEmpty()) {
        LINES.add(line.append('\t').append(visitor).toString());
      }
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

  /// Who came, and in which class's static initializer, if in one: the first class on the stack
  /// that is not the JDK's; nothing where the JDK reads an annotation, a generic signature or an
  /// enum's constants, which a builder keeps by itself.
  private static String visitor() {
    String caller = "";
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String name = frame.getClassName();
      if (isOfJdk(frame)) {
        if (caller.isEmpty() && isKeptAnyway(frame)) {
          return "";
        }
      } else if (!name.equals("dev.lamina.nativetrace.Touched")) {
        caller = caller.isEmpty() ? name : caller;
        if (frame.getMethodName().equals("<clinit>")) {
          return new StringBuilder(caller).append('\t').append(name).toString();
        }
      }
    }
    return caller.isEmpty() ? "" : new StringBuilder(caller).append('\t').toString();
  }

  private static boolean isOfJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  private static boolean isKeptAnyway(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("sun.reflect.annotation.")
        || name.startsWith("sun.reflect.generics.")
        || frame.getMethodName().equals("getEnumConstantsShared");
  }

  /// The command comes first; then, sorted, `door, type, name, caller, initializer`, separated
  /// by tabs.
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
