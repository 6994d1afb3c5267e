package dev.lamina.gateway.api;

import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.scores.ScoreFormats;
import dev.lamina.gateway.scores.ScoreRow;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Scores of a sweep as JSON, CSV or Parquet.
@Path("/api/v1/sweeps/{id}/scores")
@Blocking
public class ScoreResource {

  private static final int MAX_PAGE = 100_000;

  private final Sweeps sweeps;

  ScoreResource(Sweeps sweeps) {
    this.sweeps = sweeps;
  }

  /// @param next cursor of the next page, null on the last one
  public record Page(List<ScoreRow> scores, @Nullable String next) {}

  /// Which rows: an empty field passes all.
  record Filter(
      Optional<String> experimental,
      Optional<String> control,
      Optional<String> task,
      Optional<String> measure,
      Optional<Integer> layer) {

    boolean passes(ScoreRow row) {
      return experimental.map(row.experimental()::equals).orElse(true)
          && control.map(row.control()::equals).orElse(true)
          && task.map(row.task()::equals).orElse(true)
          && measure.map(row.measure()::equals).orElse(true)
          && layer.map(l -> l == row.layer()).orElse(true);
    }
  }

  /// @param format `json`, `csv` or `parquet`; without it the Accept header decides
  /// @param limit rows of a page; CSV and Parquet come whole
  @GET
  public Response scores(
      String id,
      @RestQuery Optional<String> experimental,
      @RestQuery Optional<String> control,
      @RestQuery Optional<String> task,
      @RestQuery Optional<String> measure,
      @RestQuery Optional<Integer> layer,
      @RestQuery Optional<String> format,
      @RestQuery @DefaultValue("10000") int limit,
      @RestQuery Optional<String> cursor,
      @HeaderParam("Accept") @DefaultValue("*/*") String accept)
      throws IOException {
    Filter filter = new Filter(experimental, control, task, measure, layer);
    List<ScoreRow> rows =
        SweepResource.found(sweeps.scores(id), id).rows().stream().filter(filter::passes).toList();
    return switch (format.orElseGet(() -> accepted(accept))) {
      case "json" -> Response.ok(page(rows, limit, cursor), MediaType.APPLICATION_JSON).build();
      case "csv" -> file(id, "csv", "text/csv", rows);
      case "parquet" -> file(id, "parquet", "application/vnd.apache.parquet", rows);
      case String other ->
          throw Problem.badRequest(
              "format \"" + other + "\" is not known; json, csv and parquet are");
    };
  }

  private static String accepted(String accept) {
    if (accept.contains("text/csv")) {
      return "csv";
    }
    return accept.contains("parquet") ? "parquet" : "json";
  }

  private static Page page(List<ScoreRow> rows, int limit, Optional<String> cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw Problem.badRequest("limit is 1 to " + MAX_PAGE + ", not " + limit);
    }
    int from = cursor.map(ScoreResource::offset).orElse(0);
    int to = (int) Math.min(rows.size(), (long) from + limit);
    List<ScoreRow> page = from >= rows.size() ? List.of() : rows.subList(from, to);
    return new Page(page, to < rows.size() ? Integer.toString(to) : null);
  }

  private static int offset(String cursor) {
    if (!cursor.matches("[0-9]{1,9}")) {
      throw Problem.badRequest("\"" + cursor + "\" is no cursor; take it from \"next\"");
    }
    return Integer.parseInt(cursor);
  }

  private static Response file(String id, String format, String type, List<ScoreRow> rows)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (format.equals("csv")) {
      ScoreFormats.csv(rows, out);
    } else {
      ScoreFormats.parquet(rows, out);
    }
    return Response.ok(out.toByteArray(), type)
        .header("Content-Disposition", "attachment; filename=\"" + id + "-scores." + format + "\"")
        .build();
  }
}
