package dev.lamina.metrics.blas;

import java.nio.DoubleBuffer;

/// The matrix products that measures are made of: of views of native memory in either precision,
/// all of one product in the same, and of direct buffers in float64, added to what is there. The
/// buffers' matrices are dense, row-major, from index 0.
public sealed interface Kernel permits OnnxRuntime, OpenBlas, PlainJava {

  /// How many threads may form products at once, 1 or more.
  int threads();

  /// `into = a b + beta into`; with a `beta` of 0 what was there is not looked at.
  void multiply(View a, View b, float beta, View into);

  /// `into = a aᵀ + beta into` on and above the diagonal; what is below it then means nothing.
  void square(View a, float beta, View into);

  /// `c += aᵀ b`, with `a` rows × m, `b` rows × p and `c` m × p.
  void addCross(int rows, int m, int p, DoubleBuffer a, DoubleBuffer b, DoubleBuffer c);

  /// `c += aᵀ a` on and above the diagonal, with `a` rows × m and `c` m × m; below it `c` is left
  /// as it is.
  void addSquare(int rows, int m, DoubleBuffer a, DoubleBuffer c);
}
