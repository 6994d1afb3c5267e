package dev.lamina.tensor.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyMatrixTest {

  private static final String TWO_BY_THREE =
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, False", "2, False", "3, False", "1, True"})
  void versionsAndOrdersAreUnderstood(int version, String fortran) throws Exception {
    String header = TWO_BY_THREE.replace("False", fortran);
    double[] stored = fortran.equals("True") ? rising(0, 3, 1, 4, 2, 5) : rising(0, 1, 2, 3, 4, 5);

    NpyMatrix matrix = NpyMatrix.read(file(version, header, doubles(stored)));

    assertThat(matrix.rows()).isEqualTo(2);
    assertThat(matrix.columns()).isEqualTo(3);
    assertThat(matrix.values()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (6,), } ; has 1 dimensions",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 3), } ; has 3 dimensions",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (), } ; has 0 dimensions",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (2, 3), } ; numpy's type c8",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), } ; does not say a plain number",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2, 3), } ; a plain number",
        "{'descr': '<f8', 'shape': (2, 3), } ; does not say its order",
        "{'descr': '<f8', 'fortran_order': False, } ; does not say its shape",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 99999999999), } ; cannot be",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, -3), } ; does not say its shape",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 4), } ; takes 64",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2000000000), } ; takes",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), } ; 48 bytes behind its header",
        "nonsense ; does not say"
      })
  void whatIsNoMatrixIsRefusedWithASentence(String header, String sentence) throws IOException {
    Path file = file(1, header.strip(), doubles(rising(0, 1, 2, 3, 4, 5)));

    assertThatThrownBy(() -> NpyMatrix.read(file))
        .isInstanceOf(NpyException.class)
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void whatIsNoNpyFileIsRefused() throws IOException {
    assertThatThrownBy(() -> NpyMatrix.read(file(4, TWO_BY_THREE, new byte[48])))
        .isInstanceOf(NpyException.class)
        .hasMessageContaining("version 1, 2 or 3");
    Path text = Files.writeString(folder.resolve("text"), "a,b\n1,2\n");
    assertThatThrownBy(() -> NpyMatrix.read(text)).isInstanceOf(NpyException.class);
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> NpyMatrix.read(empty))
        .isInstanceOf(NpyException.class)
        .hasMessageContaining("ends too early");
  }

  @Test
  void aHeaderThatLiesAboutItsLengthAllocatesNothing() throws IOException {
    byte[] file = Files.readAllBytes(file(2, TWO_BY_THREE, new byte[48]));
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
    Path lying = Files.write(folder.resolve("lying.npy"), file);

    assertThatThrownBy(() -> NpyMatrix.read(lying))
        .isInstanceOf(NpyException.class)
        .hasMessageContaining("4294967295 bytes");
  }

  private Path file(int version, String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    file.put(text).put(data);
    byte[] used = Arrays.copyOf(file.array(), file.position());
    return Files.write(folder.resolve("matrix.npy"), used);
  }

  private static double[] rising(double... values) {
    return values;
  }

  private static byte[] doubles(double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }
}
