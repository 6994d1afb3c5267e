package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads an ONNX file without its weights: bytes of a big initializer are skipped and the
/// initializer becomes external data of the very file it stands in. So a model costs its graph
/// in memory, however big it is, and ONNX Runtime maps the weights from where they lie.
final class SkeletonReader {
  /// Smaller ones stay: shapes and scales that graph optimizations want to see.
  private static final int SMALL = 4096;

  /// What may be read into memory: a graph and its small constants.
  private static final long MOST_KEPT = 512L << 20;

  private final String fileName;
  private final CodedInputStream in;
  private long kept;

  private SkeletonReader(String fileName, CodedInputStream in) {
    this.fileName = fileName;
    this.in = in;
  }

  /// @throws InvalidProtocolBufferException when the bytes are no protocol buffer, end early or
  ///     keep too much
  static ModelProto read(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      CodedInputStream in = CodedInputStream.newInstance(bytes, 1 << 16);
      in.setSizeLimit(Integer.MAX_VALUE);
      return new SkeletonReader(file.getFileName().toString(), in).model();
    }
  }

  private ModelProto model() throws IOException {
    UnknownFieldSet.Builder rest = UnknownFieldSet.newBuilder();
    GraphProto.Builder graph = GraphProto.newBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, ModelProto.GRAPH_FIELD_NUMBER)) {
        int outer = in.pushLimit(in.readRawVarint32());
        graph(graph);
        in.popLimit(outer);
      } else {
        keep(tag, rest);
      }
    }
    return ModelProto.parseFrom(rest.build().toByteString()).toBuilder().setGraph(graph).build();
  }

  private void graph(GraphProto.Builder graph) throws IOException {
    UnknownFieldSet.Builder rest = UnknownFieldSet.newBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, GraphProto.INITIALIZER_FIELD_NUMBER)) {
        int outer = in.pushLimit(in.readRawVarint32());
        graph.addInitializer(tensor());
        in.popLimit(outer);
      } else {
        keep(tag, rest);
      }
    }
    graph.mergeFrom(rest.build().toByteString());
  }

  private TensorProto tensor() throws IOException {
    UnknownFieldSet.Builder rest = UnknownFieldSet.newBuilder();
    long offset = -1;
    int length = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, TensorProto.RAW_DATA_FIELD_NUMBER)) {
        length = in.readRawVarint32();
        offset = in.getTotalBytesRead();
        if (length < 0 || length > SMALL) {
          in.skipRawBytes(length);
        } else {
          rest.mergeLengthDelimitedField(
              TensorProto.RAW_DATA_FIELD_NUMBER,
              com.google.protobuf.ByteString.copyFrom(in.readRawBytes(length)));
        }
      } else {
        keep(tag, rest);
      }
    }
    TensorProto tensor = TensorProto.parseFrom(rest.build().toByteString());
    return length > SMALL ? inPlace(tensor, offset, length) : tensor;
  }

  private TensorProto inPlace(TensorProto tensor, long offset, int length) {
    return tensor.toBuilder()
        .clearRawData()
        .clearExternalData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", fileName))
        .addExternalData(entry("offset", Long.toString(offset)))
        .addExternalData(entry("length", Integer.toString(length)))
        .build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private void keep(int tag, UnknownFieldSet.Builder rest) throws IOException {
    int before = in.getTotalBytesRead();
    rest.mergeFieldFrom(tag, in);
    kept += in.getTotalBytesRead() - before;
    if (kept > MOST_KEPT) {
      throw new InvalidProtocolBufferException(
          "more than " + (MOST_KEPT >> 20) + " MiB besides raw weights");
    }
  }

  private static boolean isMessage(int tag, int field) {
    return tag == ((field << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }
}
