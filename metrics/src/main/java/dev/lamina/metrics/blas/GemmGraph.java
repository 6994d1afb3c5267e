package dev.lamina.metrics.blas;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/// An ONNX model of one product of two float32 matrices of any shape, each read as it lies in
/// memory or as its transpose.
enum GemmGraph {
  PLAIN(false, false),
  LEFT_TRANSPOSED(true, false),
  RIGHT_TRANSPOSED(false, true),
  BOTH_TRANSPOSED(true, true);

  static final String LEFT = "left";
  static final String RIGHT = "right";
  static final String PRODUCT = "product";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;

  private final boolean left;
  private final boolean right;

  GemmGraph(boolean left, boolean right) {
    this.left = left;
    this.right = right;
  }

  /// That of two views.
  static GemmGraph of(View a, View b) {
    if (a.transposed()) {
      return b.transposed() ? BOTH_TRANSPOSED : LEFT_TRANSPOSED;
    }
    return b.transposed() ? RIGHT_TRANSPOSED : PLAIN;
  }

  ModelProto model() {
    NodeProto gemm =
        NodeProto.newBuilder()
            .setOpType("Gemm")
            .addInput(LEFT)
            .addInput(RIGHT)
            .addOutput(PRODUCT)
            .addAttribute(flag("transA", left))
            .addAttribute(flag("transB", right))
            .build();
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("gemm")
            .addNode(gemm)
            .addInput(matrix(LEFT))
            .addInput(matrix(RIGHT))
            .addOutput(matrix(PRODUCT))
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private static AttributeProto flag(String name, boolean value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value ? 1 : 0)
        .build();
  }

  private static ValueInfoProto matrix(String name) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.getDefaultInstance())
            .addDim(TensorShapeProto.Dimension.getDefaultInstance())
            .build();
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
