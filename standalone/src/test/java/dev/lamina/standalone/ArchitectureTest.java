package dev.lamina.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which room may know what.
@AnalyzeClasses(packages = "dev.lamina", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] ROOMS = {
    "dev.lamina.contract..",
    "dev.lamina.tensor..",
    "dev.lamina.queue..",
    "dev.lamina.extraction..",
    "dev.lamina.source..",
    "dev.lamina.metrics..",
    "dev.lamina.gateway..",
    "dev.lamina.extractor..",
    "dev.lamina.analyzer..",
    "dev.lamina.standalone.."
  };

  @ArchTest static final ArchRule contractKnowsNobody = knowsOnly("dev.lamina.contract..");

  @ArchTest static final ArchRule extractionKnowsNobody = knowsOnly("dev.lamina.extraction..");

  @ArchTest static final ArchRule metricsKnowsNobody = knowsOnly("dev.lamina.metrics..");

  @ArchTest
  static final ArchRule tensorStoreKnowsTheContract =
      knowsOnly("dev.lamina.tensor..", "dev.lamina.contract..");

  @ArchTest
  static final ArchRule workQueueKnowsTheContract =
      knowsOnly("dev.lamina.queue..", "dev.lamina.contract..");

  @ArchTest
  static final ArchRule sourcesKnowFilesAndStores =
      knowsOnly(
          "dev.lamina.source..",
          "dev.lamina.contract..",
          "dev.lamina.tensor..",
          "dev.lamina.extraction..");

  @ArchTest
  static final ArchRule gatewayKnowsLibraries =
      knowsOnly(
          "dev.lamina.gateway..",
          "dev.lamina.contract..",
          "dev.lamina.tensor..",
          "dev.lamina.queue..",
          "dev.lamina.extraction..",
          "dev.lamina.source..",
          "dev.lamina.metrics..");

  @ArchTest
  static final ArchRule extractorKnowsNoMetrics =
      knowsOnly(
          "dev.lamina.extractor..",
          "dev.lamina.contract..",
          "dev.lamina.tensor..",
          "dev.lamina.queue..",
          "dev.lamina.extraction..",
          "dev.lamina.source..");

  @ArchTest
  static final ArchRule analyzerKnowsNoModels =
      knowsOnly(
          "dev.lamina.analyzer..",
          "dev.lamina.contract..",
          "dev.lamina.tensor..",
          "dev.lamina.queue..",
          "dev.lamina.metrics..");

  @ArchTest
  static final ArchRule onnxRuntimeStaysWhereModelsAndProductsAre =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.lamina.extraction..", "dev.lamina.metrics.blas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "ai.onnx..");

  @ArchTest
  static final ArchRule tokenizersStayInExtraction = onlyIn("dev.lamina.extraction..", "ai.djl..");

  @ArchTest
  static final ArchRule s3StaysInTheStore =
      onlyIn("dev.lamina.tensor..", "io.minio..", "okhttp3..");

  @ArchTest
  static final ArchRule kafkaStaysInTheQueue = onlyIn("dev.lamina.queue..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule blasStaysInMetrics =
      onlyIn("dev.lamina.metrics..", "org.bytedeco..", "org.hipparchus..");

  @ArchTest
  static final ArchRule librariesDoNotKnowQuarkus =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.lamina.contract..", "dev.lamina.extraction..", "dev.lamina.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..");

  @ArchTest
  static final ArchRule thePlanIsPure =
      noClasses()
          .that()
          .haveSimpleName("Planner")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio..", "java.time..", "dev.lamina.tensor..");

  @ArchTest
  static final ArchRule theGatewaysRoomsHaveNoCycle =
      slices().matching("dev.lamina.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noRoomForEverything =
      noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..misc..");

  @ArchTest static final ArchRule everyClassHasARoom = classes().should().resideInAnyPackage(ROOMS);

  private static ArchRule knowsOnly(String room, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are Lamina's, outside of " + room + " and of what it may know",
                type ->
                    type.getPackageName().startsWith("dev.lamina")
                        && !matches(room, type.getPackageName())
                        && java.util.Arrays.stream(others)
                            .noneMatch(other -> matches(other, type.getPackageName()))));
  }

  private static ArchRule onlyIn(String room, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static boolean matches(String pattern, String name) {
    String room = pattern.substring(0, pattern.length() - 2);
    return name.equals(room) || name.startsWith(room + ".");
  }
}
