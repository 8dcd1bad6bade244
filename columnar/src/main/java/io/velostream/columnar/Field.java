package io.velostream.columnar;

/// A named column. `nullable` false promises that no row holds NULL there.
public record Field(String name, DataType type, boolean nullable) {
  /// A column that may hold NULL.
  public static Field of(String name, DataType type) {
    return new Field(name, type, true);
  }
}
