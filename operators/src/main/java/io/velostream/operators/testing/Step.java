package io.velostream.operators.testing;

import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What an operator is given in one step: rows per input, and where event time stands afterwards.
///
/// @param rows one list per input; missing lists are empty
/// @param watermark passed to `advance` at the end, if present
/// @param nowMicros the step's instant
public record Step(List<List<Row>> rows, OptionalLong watermark, long nowMicros) {
  public Step {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// Rows of the only input.
  public static Step of(Row... rows) {
    return of(List.of(rows));
  }

  /// Rows of the only input.
  public static Step of(List<Row> rows) {
    return new Step(List.of(rows), OptionalLong.empty(), 0);
  }

  /// The end of the input, without further rows.
  public static Step end() {
    return of().watermark(Watermarks.END);
  }

  /// The same step with rows of one more input.
  public Step and(Row... more) {
    List<List<Row>> all = new ArrayList<>(rows);
    all.add(List.of(more));
    return new Step(all, watermark, nowMicros);
  }

  /// The same step with a watermark at its end.
  public Step watermark(long mark) {
    return new Step(rows, OptionalLong.of(mark), nowMicros);
  }

  /// The same step at another instant.
  public Step at(long micros) {
    return new Step(rows, watermark, micros);
  }
}
