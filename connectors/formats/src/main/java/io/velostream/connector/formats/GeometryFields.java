package io.velostream.connector.formats;

import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.geometry.ShapeParser;

/// Geometries from text; turned into their bytes when the batch is complete.
final class GeometryFields {
  private GeometryFields() {}

  static boolean geometry(Column column, int row, byte[] data, int from, int to) {
    column.setSpan(row, Span.of(from, to - from));
    return parse(new Slice(data, from, to - from)) instanceof ShapeParser.Result.Value;
  }

  /// The bytes of a text that [#geometry] took.
  static Slice value(Slice text) {
    return switch (parse(text)) {
      case ShapeParser.Result.Value(Slice bytes) -> bytes;
      case ShapeParser.Result.Complaint(String why) -> throw new IllegalStateException(why);
    };
  }

  static String complaint(byte[] data, int from, int to) {
    return switch (parse(new Slice(data, from, to - from))) {
      case ShapeParser.Result.Value _ -> "is a geometry";
      case ShapeParser.Result.Complaint(String why) -> "is no geometry like POINT (1 2): " + why;
    };
  }

  private static ShapeParser.Result parse(Slice text) {
    return ShapeParser.parse(text.toText());
  }
}
