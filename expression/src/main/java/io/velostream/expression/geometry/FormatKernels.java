package io.velostream.expression.geometry;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.geometry.Shape;
import io.velostream.columnar.geometry.ShapeBytes;
import io.velostream.columnar.geometry.ShapeText;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.kernel.GeometryCastKernels;

/// Geometries from and to well-known text and bytes.
public final class FormatKernels {
  private FormatKernels() {}

  /// WKT.
  public static Slice text(Slice geometry) {
    return GeometryCastKernels.print(geometry);
  }

  /// WKT with the SRID before it.
  public static Slice extendedText(Slice geometry) {
    return Slice.utf8("srid:" + ShapeBytes.srid(geometry) + ";" + ShapeText.of(geometry));
  }

  /// The bytes without an SRID.
  public static Slice bytes(Slice geometry) {
    return ShapeBytes.write(ShapeBytes.shape(geometry), 0);
  }

  /// The bytes as they are, with the SRID if there is one.
  public static Slice extendedBytes(Slice geometry) {
    return geometry;
  }

  /// The geometry of a text.
  public static Slice fromText(Slice text) {
    return GeometryCastKernels.parse(text);
  }

  /// The geometry of a text, with that SRID.
  public static Slice fromText(Slice text, long srid) {
    return withSrid(GeometryCastKernels.parse(text), srid);
  }

  /// The geometry of WKB or EWKB.
  public static Slice fromBytes(Slice wkb) {
    return GeometryCastKernels.fromBytes(wkb);
  }

  /// The geometry of WKB, with that SRID.
  public static Slice fromBytes(Slice wkb, long srid) {
    return withSrid(GeometryCastKernels.fromBytes(wkb), srid);
  }

  /// The SRID, 0 if there is none.
  public static long srid(Slice geometry) {
    return ShapeBytes.srid(geometry);
  }

  /// The same points with another SRID; 0 takes it away.
  public static Slice withSrid(Slice geometry, long srid) {
    if (srid < 0 || srid > Integer.MAX_VALUE) {
      throw new UserException(ErrorCode.INVALID_ARGUMENT, "there is no SRID " + srid);
    }
    return ShapeBytes.write(ShapeBytes.shape(geometry), (int) srid);
  }

  /// The geometry itself if it is of the kind of that number, NULL otherwise.
  @io.velostream.expression.kernel.ReturnsNull
  public static Slice only(Slice geometry, long kind, EvaluationContext context) {
    context.resultIsNull = kind(geometry).code() != kind;
    return geometry;
  }

  /// The name of the kind, in upper case.
  public static Slice kindName(Slice geometry) {
    return Slice.utf8(kind(geometry).name());
  }

  /// The number of the kind, as OGC has it.
  public static long kindCode(Slice geometry) {
    return kind(geometry).code();
  }

  private static Shape.Kind kind(Slice geometry) {
    return ShapeBytes.shape(geometry).kind();
  }
}
