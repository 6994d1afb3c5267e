package dev.lamina.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.RowText;
import dev.lamina.contract.RowsDigest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RowStoreTest {

  private static final List<RowText> ROWS =
      List.of(new RowText("1", "one\nline and \u2028 another"), new RowText("2", "\"zwei\" 🙂"));

  private final MemoryStore store = new MemoryStore();

  @Property(tries = 200)
  void anyRowsComeBackUnderTheirDigest(@ForAll("rows") List<RowText> rows) {
    MemoryStore fresh = new MemoryStore();
    RowsDigest digest = new RowStore(fresh).store(rows);

    assertThat(digest).isEqualTo(RowStore.digestOf(rows));
    assertThat(new RowStore(fresh).read(digest)).isEqualTo(rows);
  }

  @Provide
  Arbitrary<List<RowText>> rows() {
    Arbitrary<String> text = Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(30);
    return Combinators.combine(text, text).as(RowText::new).list().ofMaxSize(8);
  }

  @Test
  void idsAndTextsAndTheirOrderMakeTheDigest() {
    assertThat(RowStore.digestOf(ROWS)).isNotEqualTo(RowStore.digestOf(ROWS.reversed()));
    assertThat(RowStore.digestOf(ROWS))
        .isNotEqualTo(RowStore.digestOf(List.of(ROWS.get(0), new RowText("2", "other"))));
  }

  @Test
  void anObjectIsOneLinePerRow() {
    RowsDigest digest = new RowStore(store).store(ROWS);

    String lines = new String(store.read(Keys.rows(digest)).orElseThrow(), UTF_8);
    assertThat(lines.split("\n")).hasSize(2);
    assertThat(lines).startsWith("{\"id\":\"1\",\"text\":\"one\\nline");
  }

  @Test
  void rowsThatChangedAreCorrupt() {
    RowsDigest digest = new RowStore(store).store(ROWS);
    for (String lie : List.of("", "{\"id\":\"1\",\"text\":\"other\"}\n", "nonsense")) {
      store.put(Keys.rows(digest), ObjectStoreContract.bytes(lie));

      assertThatThrownBy(() -> new RowStore(store).read(digest))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_CORRUPT))
          .hasMessageContaining(digest.hex());
    }
  }

  @Test
  void rowsThatAreMissingAreToldSo() {
    RowsDigest digest = RowStore.digestOf(ROWS);

    assertThatThrownBy(() -> new RowStore(store).read(digest))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("no object rows/" + digest);
  }

  @Test
  void halfASurrogatePairIsNoText() {
    assertThatThrownBy(() -> RowStore.digestOf(List.of(new RowText("7", "x\ud83dy"))))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ROWS_INVALID))
        .hasMessageContaining("row \"7\"");
  }

  private static char[] surrogates() {
    char[] surrogates = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
    for (int i = 0; i < surrogates.length; i++) {
      surrogates[i] = (char) (Character.MIN_SURROGATE + i);
    }
    return surrogates;
  }
}
