package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.source.SourceName.InBucket;
import dev.lamina.source.SourceName.OnDisk;
import dev.lamina.source.SourceName.OnHub;
import dev.lamina.source.SourceName.Uploaded;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNameTest {

  @Test
  void eachKindIsKnownByItsBeginning() throws SourceException {
    assertThat(SourceName.parse("file:a/b")).isEqualTo(new OnDisk("a/b"));
    assertThat(SourceName.parse("upload:a")).isEqualTo(new Uploaded("a"));
    assertThat(SourceName.parse("s3://abc/d/e/")).isEqualTo(new InBucket("abc", "d/e"));
    assertThat(SourceName.parse("s3://abc")).isEqualTo(new InBucket("abc", ""));
    assertThat(SourceName.parse("hf://a/b@c/d")).isEqualTo(new OnHub("a/b", "c/d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "model",
        "/models/bge",
        "https://hub.example.org/a/b",
        "hf://name",
        "hf://a/b/c",
        "hf://a/b@",
        "hf://a/../b",
        "hf://a/b@../../c",
        "hf://a/b@c//d",
        "hf://a/b?x=y",
        "hf://a/b#c",
        "hf://.a/b",
        "hf:///a/b",
        "hf://a/b@c d",
        "s3:bucket/key",
        "s3://",
        "s3://UPPER/key",
        "s3://ab/../c",
        "s3://abc/../d",
        "s3://abc/d/./e",
        "s3://abc//d",
        "s3://abc/d\u0007e",
        "s3://abc/d\\e",
        "s3://user@abc/d"
      })
  void otherNamesAreRefused(String source) {
    assertThatThrownBy(() -> SourceName.parse(source))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("write ");
  }

  @Property
  void aPlainPathStaysBelowItsFolder(
      @ForAll @Chars({'.', '/', 'a', '\\', '\n', ' '}) @StringLength(min = 1, max = 12)
          String path) {
    if (SourceName.isPlain(path)) {
      Path folder = Path.of("/folder");
      assertThat(folder.resolve(path).normalize()).startsWithRaw(folder).isNotEqualTo(folder);
      assertThat(path).doesNotContain("\n", "\\");
      assertThat(Arrays.asList(path.split("/", -1))).doesNotContain("..", ".", "");
    }
  }

  @Property
  void whatAHubsNameParsesToIsWrittenAsItWasRead(
      @ForAll @Chars({'a', 'B', '7', '.', '-', '_', '/', '@'}) @StringLength(max = 12)
          String rest) {
    try {
      if (SourceName.parse("hf://" + rest) instanceof OnHub name) {
        assertThat(SourceName.parse(name.toString())).isEqualTo(name);
        assertThat(name.id()).matches("[^/]+/[^/]+");
      }
    } catch (SourceException e) {
      assertThat(e).hasMessageContaining("hf://ORGANIZATION/NAME");
    }
  }
}
