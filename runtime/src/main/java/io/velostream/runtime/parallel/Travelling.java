package io.velostream.runtime.parallel;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.plan.GroupNode;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What travels to a stage: the rows that come in, or the keys and windows of groups.
final class Travelling {
  private static final Field WINDOW_END =
      new Field("window_end", new DataType.Timestamp(3, false), false);

  private Travelling() {}

  /// The columns.
  static Schema schema(Stage stage) {
    if (!stage.preAggregated()) {
      return stage.input();
    }
    List<Field> fields = new ArrayList<>();
    switch (stage.nodes().getFirst()) {
      case GroupNode.Aggregate a -> a.keys().forEach(key -> fields.add(stage.input().field(key)));
      case GroupNode.WindowAggregate a -> {
        a.keys().forEach(key -> fields.add(stage.input().field(key)));
        fields.add(WINDOW_END);
      }
      default -> throw new IllegalArgumentException("not divided: " + stage.nodes().getFirst());
    }
    return new Schema(fields);
  }

  /// The columns of the rows that groups are made of, where these may travel themselves: which of
  /// them are late must not be a question any more.
  static Optional<Schema> plain(Stage stage) {
    return stage.preAggregated()
            && stage.nodes().getFirst() instanceof GroupNode.Aggregate
            && stage.distribution() instanceof Distribution.Hash
        ? Optional.of(stage.input())
        : Optional.empty();
  }

  /// The columns among them whose hash decides where a row goes.
  static List<Integer> keys(Stage stage) {
    List<Integer> columns = plainKeys(stage);
    return stage.preAggregated() ? IntStream.range(0, columns.size()).boxed().toList() : columns;
  }

  /// The same among the columns of rows.
  static List<Integer> plainKeys(Stage stage) {
    if (!(stage.distribution() instanceof Distribution.Hash(List<Integer> columns))) {
      throw new IllegalArgumentException("not by hash: " + stage.distribution());
    }
    return columns;
  }
}
