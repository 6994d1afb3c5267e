package dev.lamina.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DigestTest {

  @Property
  void equalPartsGiveEqualDigests(@ForAll String name, @ForAll String value) {
    assertThat(Digest.of("kind").with(name, value).hex())
        .isEqualTo(Digest.of("kind").with(name, value).hex());
  }

  @Property
  void whereOnePartEndsMatters(@ForAll String a, @ForAll String b, @ForAll String c) {
    Assume.that(!b.isEmpty());

    assertThat(Digest.of("kind").with(a + b, c).hex())
        .isNotEqualTo(Digest.of("kind").with(a, b + c).hex());
  }

  @Property
  void listsOfOtherLengthDiffer(@ForAll List<String> values, @ForAll String more) {
    List<String> longer =
        java.util.stream.Stream.concat(values.stream(), List.of(more).stream()).toList();

    assertThat(Digest.of("kind").with("values", values).hex())
        .isNotEqualTo(Digest.of("kind").with("values", longer).hex());
  }
}
