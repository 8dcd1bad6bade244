package io.velostream.columnar.nested;

import io.velostream.columnar.DataType;

/// Which types have an order. ARRAYs and ROWs are compared part by part, a shorter ARRAY that
/// begins like a longer one comes first, NULL inside of them is greater than all else. VARIANTs are
/// ordered by kind (null, text, number, boolean, array, object), then by value.
public final class NestedOrder {
  private NestedOrder() {}

  /// Whether values of the type have an order: those with a MAP or a MULTISET in them have not.
  public static boolean isOrdered(DataType type) {
    return switch (type) {
      case DataType.Map _, DataType.Multiset _ -> false;
      case DataType.Array array -> isOrdered(array.element());
      case DataType.Row row -> row.fields().stream().allMatch(f -> isOrdered(f.type()));
      case DataType _ -> true;
    };
  }
}
