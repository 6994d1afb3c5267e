package dev.lamina.metrics.blas;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_ssyrk;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/// OpenBLAS. Its native library is unpacked and loaded by the first product, not before; it
/// serves Linux (x86-64, arm64) and macOS (arm64). Elsewhere use [PlainJava].
///
/// Products of views run on the caller's thread alone, so that the same input gives the same bits
/// again; as many of them as there are threads may run at once. Products of buffers take as many
/// threads of OpenBLAS's own, and with one, which is the default, give the same bits again, too.
/// OpenBLAS keeps one thread count per process: two of these with different counts, used at the
/// same time, get whichever was set last.
///
/// @param threads that products may take, 1 or more
public record OpenBlas(int threads) implements Kernel {

  public OpenBlas {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "OpenBLAS needs at least 1 thread, found %d".formatted(threads));
    }
  }

  /// One thread: repeatable to the bit.
  public static OpenBlas withDefaults() {
    return new OpenBlas(1);
  }

  public OpenBlas withThreads(int count) {
    return new OpenBlas(count);
  }

  @Override
  public void addCross(int rows, int m, int p, DoubleBuffer a, DoubleBuffer b, DoubleBuffer c) {
    prepare();
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, p, rows, 1, a, m, b, p, 1, c, p);
  }

  @Override
  public void addSquare(int rows, int m, DoubleBuffer a, DoubleBuffer c) {
    prepare();
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, m, rows, 1, a, m, 1, c, m);
  }

  @Override
  public void multiply(View a, View b, float beta, View into) {
    load();
    int m = into.rows();
    int p = into.columns();
    int k = a.columns();
    switch (into.precision()) {
      case FLOAT32 ->
          cblas_sgemm(
              CblasRowMajor,
              order(a),
              order(b),
              m,
              p,
              k,
              1,
              floats(a),
              a.stride(),
              floats(b),
              b.stride(),
              beta,
              floats(into),
              into.stride());
      case FLOAT64 ->
          cblas_dgemm(
              CblasRowMajor,
              order(a),
              order(b),
              m,
              p,
              k,
              1,
              doubles(a),
              a.stride(),
              doubles(b),
              b.stride(),
              beta,
              doubles(into),
              into.stride());
    }
  }

  @Override
  public void square(View a, float beta, View into) {
    load();
    int m = into.rows();
    int k = a.columns();
    switch (into.precision()) {
      case FLOAT32 ->
          cblas_ssyrk(
              CblasRowMajor,
              CblasUpper,
              order(a),
              m,
              k,
              1,
              floats(a),
              a.stride(),
              beta,
              floats(into),
              into.stride());
      case FLOAT64 ->
          cblas_dsyrk(
              CblasRowMajor,
              CblasUpper,
              order(a),
              m,
              k,
              1,
              doubles(a),
              a.stride(),
              beta,
              doubles(into),
              into.stride());
    }
  }

  private static int order(View view) {
    return view.transposed() ? CblasTrans : CblasNoTrans;
  }

  private static FloatBuffer floats(View view) {
    return view.buffer().asFloatBuffer();
  }

  private static DoubleBuffer doubles(View view) {
    return view.buffer().asDoubleBuffer();
  }

  private static void load() {
    Loader.load(openblas.class);
    if (openblas.blas_get_num_threads() != 1) {
      openblas.blas_set_num_threads(1);
    }
  }

  private void prepare() {
    Loader.load(openblas.class);
    if (openblas.blas_get_num_threads() != threads) {
      openblas.blas_set_num_threads(threads);
    }
  }
}
