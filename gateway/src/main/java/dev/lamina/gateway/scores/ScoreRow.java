package dev.lamina.gateway.scores;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/// One score by the names of the spec: a row of `scores.csv` and of `scores.parquet`.
///
/// @param control empty for a measure of one side
/// @param value null when the score is not defined
/// @param low lower end of the 95 % interval, null when the measure has none
/// @param high upper end of the 95 % interval, null when the measure has none
/// @param n rows used
/// @param dropped rows left out of both sides
@JsonPropertyOrder({
  "experimental",
  "control",
  "task",
  "cluster",
  "layer",
  "measure",
  "value",
  "low",
  "high",
  "n",
  "dropped"
})
public record ScoreRow(
    String experimental,
    String control,
    String task,
    String cluster,
    int layer,
    String measure,
    @Nullable Double value,
    @Nullable Double low,
    @Nullable Double high,
    int n,
    int dropped) {}
