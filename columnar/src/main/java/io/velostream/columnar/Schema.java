package io.velostream.columnar;

import java.util.List;
import java.util.stream.Collectors;

/// The columns of a row, in order. Names need not be unique (a join may repeat one).
public record Schema(List<Field> fields) {
  public Schema {
    fields = List.copyOf(fields);
  }

  /// A schema of the given columns.
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /// Number of columns.
  public int size() {
    return fields.size();
  }

  /// The column at `index`, counted from 0.
  public Field field(int index) {
    return fields.get(index);
  }

  /// The type of the column at `index`.
  public DataType type(int index) {
    return fields.get(index).type();
  }

  /// Index of the first column of that name (letter case ignored), or -1.
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /// The types in column order.
  public List<DataType> types() {
    return fields.stream().map(Field::type).toList();
  }

  /// The schema with only the columns at `indexes`, in that order.
  public Schema project(List<Integer> indexes) {
    return new Schema(indexes.stream().map(fields::get).toList());
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(f -> f.name() + " " + f.type().sql() + (f.nullable() ? "" : " NOT NULL"))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
