package dev.lamina.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A native executable runs static initializers when it is built, on another machine: a thread
/// does not survive that, a file or a setting is the wrong one, and what was random is the same
/// for ever.
@AnalyzeClasses(packages = "dev.lamina", importOptions = ImportOption.DoNotIncludeTests.class)
class StaticInitializersTest {

  private static final List<String> FORBIDDEN =
      List.of(
          "java.io.File",
          "java.lang.Process",
          "java.lang.Thread$",
          "java.lang.Thread.",
          "java.net.InetAddress",
          "java.net.ServerSocket",
          "java.net.Socket",
          "java.net.http.",
          "java.nio.channels.",
          "java.nio.file.Files",
          "java.security.SecureRandom",
          "java.time.Instant.now",
          "java.util.Random",
          "java.util.Timer",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ThreadLocalRandom",
          "java.lang.Runtime.availableProcessors",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.System.load",
          "java.lang.System.nanoTime",
          "java.lang.System.setProperty",
          "ai.djl.",
          "ai.onnxruntime.",
          "org.bytedeco.");

  @ArchTest
  static final ArchRule touchNeitherThreadsNorFilesNorChance =
      classes().should(new Harmless()).because("native executables keep what they leave");

  @SuppressWarnings("UnusedVariable")
  private static final class Dice {
    static final Random RANDOM = new Random();
  }

  @SuppressWarnings("UnusedVariable")
  private static final class Born {
    static final long AT = now();

    private static long now() {
      return System.nanoTime();
    }
  }

  @Test
  void whatIsRandomOrAsksTheMachineIsFoundAlsoBehindAMethod() {
    var found =
        touchNeitherThreadsNorFilesNorChance.evaluate(
            new ClassFileImporter().importClasses(Dice.class, Born.class));

    assertThat(found.getFailureReport().getDetails())
        .hasSize(2)
        .anyMatch(detail -> detail.contains("java.util.Random"))
        .anyMatch(detail -> detail.contains("now()"));
  }

  private static final class Harmless extends ArchCondition<JavaClass> {

    Harmless() {
      super("have a static initializer without threads, files, settings and random state");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      type.getStaticInitializer().ifPresent(initializer -> follow(initializer, type, events));
    }

    /// Calls of Lamina's own methods are followed.
    private static void follow(JavaCodeUnit initializer, JavaClass type, ConditionEvents events) {
      Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(initializer));
      Set<JavaCodeUnit> seen = new HashSet<>(open);
      while (!open.isEmpty()) {
        JavaCodeUnit unit = open.removeFirst();
        for (JavaCall<?> call : unit.getCallsFromSelf()) {
          String target = call.getTargetOwner().getName() + "." + call.getName();
          if (FORBIDDEN.stream().anyMatch(target::startsWith)) {
            events.add(
                SimpleConditionEvent.violated(
                    type, "%s: %s".formatted(type.getName(), call.getDescription())));
          }
          Optional<? extends JavaCodeUnit> own =
              call.getTargetOwner().getPackageName().startsWith("dev.lamina")
                  ? call.getTarget().resolveMember().map(member -> (JavaCodeUnit) member)
                  : Optional.empty();
          own.filter(seen::add).ifPresent(open::addLast);
        }
      }
    }
  }
}
