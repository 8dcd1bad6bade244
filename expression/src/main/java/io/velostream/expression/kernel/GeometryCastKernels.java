package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.geometry.ShapeBytes;
import io.velostream.columnar.geometry.ShapeParser;
import io.velostream.columnar.geometry.ShapeText;

/// Geometries from and to text and bytes.
public final class GeometryCastKernels {
  private static final int MAX_SHOWN = 60;

  private GeometryCastKernels() {}

  /// The geometry of a text: WKT, with an SRID before it or not, or the digits of WKB.
  public static Slice parse(Slice text) {
    return switch (ShapeParser.parse(text.toText())) {
      case ShapeParser.Result.Value(Slice bytes) -> bytes;
      case ShapeParser.Result.Complaint(String why) -> {
        String shown = text.toText();
        throw new UserException(
                ErrorCode.INVALID_CAST,
                "cannot read '%s' as GEOMETRY: %s"
                    .formatted(
                        shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "..." : shown,
                        why))
            .hint("a geometry is written like POINT (1 2); TRY_CAST gives NULL instead");
      }
    };
  }

  /// The text of a geometry, without its SRID.
  public static Slice print(Slice geometry) {
    return Slice.utf8(ShapeText.of(geometry));
  }

  /// The geometry of its bytes in WKB, of any kind.
  public static Slice fromBytes(Slice wkb) {
    Slice value = ShapeBytes.canonical(wkb);
    if (value == null) {
      throw new UserException(
              ErrorCode.INVALID_CAST, "cannot read %d bytes as GEOMETRY".formatted(wkb.length()))
          .hint("they are not WKB; TRY_CAST gives NULL instead");
    }
    return value;
  }
}
