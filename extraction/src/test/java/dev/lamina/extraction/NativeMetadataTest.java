package dev.lamina.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A native executable keeps of a class what somebody in Java uses. What the libraries written in
/// C++ and Rust ask for by name, it has to be told; the names stand in those libraries.
class NativeMetadataTest {
  private static final String CONFIG =
      "/META-INF/native-image/dev.lamina/lamina-extraction/reachability-metadata.json";

  /// As JNI's FindClass wants them. Rust writes no end behind them, so they may be too long.
  private static final Pattern NAME =
      Pattern.compile("(?:ai/(?:djl|onnxruntime)|java/(?:lang|util))/[A-Za-z0-9_$/]{3,90}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so",
        "/ai/onnxruntime/native/linux-aarch64/libonnxruntime4j_jni.so",
        "/native/lib/linux-x86_64/cpu/libtokenizers.so",
        "/native/lib/linux-aarch64/cpu/libtokenizers.so"
      })
  void everyClassThatALibraryNamesIsKept(String library) throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher names = NAME.matcher(new String(resource(library), ISO_8859_1));
    while (names.find()) {
      addLongestThatIsAClass(names.group().replace('/', '.'), named);
    }

    assertThat(named).contains("java.lang.String");
    assertThat(kept()).containsAll(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reachability-metadata.json", "native-image.properties"})
  void theMetadataIsInTheJar(String file) throws IOException {
    assertThat(resource(CONFIG.replace("reachability-metadata.json", file))).isNotEmpty();
  }

  private static void addLongestThatIsAClass(String name, Set<String> found) {
    for (int end = name.length(); end > "java.lang.".length(); end--) {
      String shorter = name.substring(0, end);
      if (exists(shorter)) {
        found.add(shorter);
        return;
      }
    }
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, NativeMetadataTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static Set<String> kept() throws IOException {
    Set<String> kept = new TreeSet<>();
    String told = new String(resource(CONFIG), ISO_8859_1);
    for (JsonElement entry :
        JsonParser.parseString(told).getAsJsonObject().getAsJsonArray("reflection")) {
      if (entry.getAsJsonObject().has("jniAccessible")) {
        kept.add(entry.getAsJsonObject().get("type").getAsString());
      }
    }
    return kept;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = NativeMetadataTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
