package dev.lamina.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A builder of native executables skips in silence what it is told of classes that are not
/// there. `./dev native-check` looks for what it is not told.
class NativeMetadataTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"contract", "tensor-store", "work-queue", "extraction", "metrics", "gateway"})
  void whatIsToldOfIsThere(String module) throws IOException {
    assertThat(told(module))
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThatCode(() -> Class.forName(type.replace("[]", ""), false, loader()))
                    .doesNotThrowAnyException());
  }

  @Test
  void everyMessageIsToldOf() throws IOException {
    List<String> messages =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.lamina.contract")
                .stream()
                .filter(JavaClass::isRecord)
                .map(JavaClass::getName)
                .toList();

    assertThat(messages).isNotEmpty();
    assertThat(told("contract")).containsAll(messages);
  }

  private static List<String> told(String module) throws IOException {
    String folder = "META-INF/native-image/dev.lamina/lamina-" + module;
    try (InputStream in = loader().getResourceAsStream(folder + "/reachability-metadata.json")) {
      assertThat(in).as(module).isNotNull();
      JsonNode types = JsonMapper.builder().build().readTree(in).get("reflection");
      return types.valueStream().map(entry -> entry.get("type").asText()).toList();
    }
  }

  private static ClassLoader loader() {
    return NativeMetadataTest.class.getClassLoader();
  }
}
