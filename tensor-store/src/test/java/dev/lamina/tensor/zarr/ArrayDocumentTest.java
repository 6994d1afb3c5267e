package dev.lamina.tensor.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayDocumentTest {

  private static final String SHARDED =
      """
      {"zarr_format": 3, "node_type": "array", "shape": [10, 4], "data_type": "float32",
       "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [6, 4]}},
       "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
       "fill_value": 1.5,
       "codecs": [{"name": "sharding_indexed", "configuration": {"chunk_shape": [3, 2],
         "codecs": [{"name": "bytes", "configuration": {"endian": "little"}}, "crc32c"],
         "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}}, "crc32c"]}}]}
      """;

  @Test
  void shardsAreUnderstood() throws ZarrException {
    ArrayDocument document = ArrayDocument.parse(SHARDED.getBytes(UTF_8));

    assertThat(document.shape()).containsExactly(10, 4);
    assertThat(document.chunk()).containsExactly(6, 4);
    assertThat(document.piece()).containsExactly(3, 2);
    assertThat(document.key(List.of(1, 0))).isEqualTo("c/1/0");
    assertThat(document.fill()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"zarr_format\": 3 | \"zarr_format\": 2 | no array of Zarr version 3",
        "\"array\" | \"group\" | no array of Zarr version 3",
        "float32 | complex64 | holds complex64; a matrix holds float16",
        "\"crc32c\"], | \"blosc\"], | written with the codec \"blosc\"",
        "\"codecs\": [{\"name\": \"bytes\" | \"codecs\": [{\"name\": \"transpose\" | the codec \"transpose\"",
        "[10, 4] | [10, -4] | sizes are 1 to 2^31",
        "[10, 4] | [10, 99999999999] | sizes are 1 to 2^31",
        "[10, 4] | [] | no shape",
        "[10, 4] | [10, 4, 2] | chunks of other dimensions",
        "[3, 2] | [4, 2] | no multiple",
        "[6, 4] | [1500000000, 4] | to a shard",
        "[6, 4] | [6, 10000000] | to a shard",
        "regular | rectangular | only regular ones",
        "\"/\" | \"-\" | not by / or .",
        "\"default\" | \"mine\" | spells keys the way",
        "{\"zarr_format\" | {{ | no JSON"
      })
  void whatCannotBeReadIsRefusedWithASentence(String text, String change, String sentence) {
    String document = SHARDED.replace(text.strip(), change.strip());

    assertThat(document).isNotEqualTo(SHARDED);
    assertThatThrownBy(() -> ArrayDocument.parse(document.getBytes(UTF_8)))
        .isInstanceOf(ZarrException.class)
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void aFillValueThatIsNotUnderstoodMattersOnlyWhereThereAreGaps() throws ZarrException {
    ArrayDocument document =
        ArrayDocument.parse(SHARDED.replace("1.5", "\"0x7fc00001\"").getBytes(UTF_8));

    assertThatThrownBy(document::fill)
        .isInstanceOf(ZarrException.class)
        .hasMessageContaining("has gaps");
  }
}
