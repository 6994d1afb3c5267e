package dev.lamina.tensor.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/// A span for each request to an S3 server, below that of whoever makes it. A request is made on
/// one thread and run on others, so its span begins where OkHttp asks for its listener: on the
/// thread that made it. A request that is tried again is another span.
///
/// Attributes and names are those of OpenTelemetry's conventions for HTTP clients. The query is
/// left out: it may hold a signature.
public final class S3Spans extends EventListener {

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final Span span;

  private S3Spans(Span span) {
    this.span = span;
  }

  /// The listener of a call; none, and no cost, where nothing is traced.
  public static EventListener of(Call call) {
    Request request = call.request();
    HttpUrl url = request.url();
    Span span =
        GlobalOpenTelemetry.getTracer("dev.lamina.tensor")
            .spanBuilder("S3 " + request.method())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("http.request.method", request.method())
            .setAttribute("server.address", url.host())
            .setAttribute("server.port", url.port())
            .setAttribute("url.path", url.encodedPath())
            .startSpan();
    return span.isRecording() ? new S3Spans(span) : EventListener.NONE;
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    span.setAttribute("http.request.body.size", byteCount);
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    int status = response.code();
    span.setAttribute("http.response.status_code", status);
    // To look for what is not there, and to lose a race of create-once, are no errors.
    if (status >= BAD_REQUEST && status != NOT_FOUND && status != PRECONDITION_FAILED) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    span.setAttribute("http.response.body.size", byteCount);
  }

  @Override
  public void callEnd(Call call) {
    span.end();
  }

  @Override
  public void callFailed(Call call, IOException e) {
    span.recordException(e);
    span.setStatus(StatusCode.ERROR);
    span.end();
  }
}
