package io.velostream.engine;

import io.velostream.columnar.Schema;
import java.util.Optional;

/// What an input table is: see [Session#input(InputSpec)].
///
/// @param name of the table, as queries write it
/// @param schema its columns
/// @param watermark how event time advances, as SQL text: `WATERMARK FOR ts AS ts - INTERVAL '5'
///   SECOND`
/// @param changelog whether rows can be taken back
/// @param capacity rows that wait to be read, at most; see [InputTable] for what happens then
public record InputSpec(
    String name, Schema schema, Optional<String> watermark, boolean changelog, int capacity) {
  /// The capacity of an input that names none.
  public static final int DEFAULT_CAPACITY = 65_536;

  public InputSpec {
    if (capacity < 1) {
      throw new IllegalArgumentException("the capacity must be positive, not " + capacity);
    }
  }

  /// An input of insertions only, without event time.
  public static InputSpec of(String name, Schema schema) {
    return new InputSpec(name, schema, Optional.empty(), false, DEFAULT_CAPACITY);
  }

  /// The same input with event time.
  public InputSpec withWatermark(String clause) {
    return new InputSpec(name, schema, Optional.of(clause), changelog, capacity);
  }

  /// The same input with rows that can be taken back.
  public InputSpec withRetractions() {
    return new InputSpec(name, schema, watermark, true, capacity);
  }

  /// The same input with another capacity.
  public InputSpec withCapacity(int rows) {
    return new InputSpec(name, schema, watermark, changelog, rows);
  }
}
