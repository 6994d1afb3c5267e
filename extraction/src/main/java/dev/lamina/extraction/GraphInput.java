package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.lamina.extraction.ModelException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// An input of `[batch, sequence]` that a graph declares and we can fill.
record GraphInput(Role role, DataType type) {
  private static final Set<DataType> TYPES = Set.of(DataType.INT64, DataType.INT32, DataType.FLOAT);

  enum Role {
    INPUT_IDS,
    ATTENTION_MASK,
    TOKEN_TYPE_IDS,
    POSITION_IDS;

    String inputName() {
      return switch (this) {
        case INPUT_IDS -> TokenFlow.INPUT_IDS;
        case ATTENTION_MASK -> "attention_mask";
        case TOKEN_TYPE_IDS -> "token_type_ids";
        case POSITION_IDS -> "position_ids";
      };
    }
  }

  /// Whether an input is one of the known roles.
  static boolean isOne(ValueInfoProto input) {
    return Arrays.stream(Role.values()).anyMatch(r -> r.inputName().equals(input.getName()));
  }

  static GraphInput of(ValueInfoProto input) throws ModelException {
    DataType type = DataType.forNumber(input.getType().getTensorType().getElemType());
    for (Role role : Role.values()) {
      if (role.inputName().equals(input.getName()) && type != null && TYPES.contains(type)) {
        return new GraphInput(role, type);
      }
    }
    List<String> names = Arrays.stream(Role.values()).map(Role::inputName).toList();
    throw new ModelException(
        Kind.UNSUPPORTED,
        "The graph needs the input '%s' of type %s; known are %s of type INT64, INT32 or FLOAT. Export it without past keys and without a decoder's cross attention."
            .formatted(input.getName(), type, names));
  }
}
