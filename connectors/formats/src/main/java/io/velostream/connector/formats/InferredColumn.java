package io.velostream.connector.formats;

import io.velostream.columnar.Field;
import java.util.List;

/// What is known so far about one column of a sample.
final class InferredColumn {
  private final String name;
  private TextType type = TextType.NONE;

  InferredColumn(String name) {
    this.name = name;
  }

  /// Takes a value into account.
  void add(TextType next) {
    type = type.join(next);
  }

  /// Takes over what another one knows.
  void merge(InferredColumn other) {
    add(other.type);
  }

  /// Its name in the input.
  String name() {
    return name;
  }

  /// The column: VARCHAR when no value was seen.
  Field field() {
    return Field.of(name, type.dataType());
  }

  static List<Field> fields(List<InferredColumn> columns) {
    return columns.stream().map(InferredColumn::field).toList();
  }
}
