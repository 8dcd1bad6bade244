package io.velostream.expression.geometry;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.geometry.ShapeBytes;
import io.velostream.expression.EvaluationContext;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.util.AssertionFailedException;

/// Values in and out of JTS. Results have the SRID of the first argument; two arguments with
/// different SRIDs do not meet, where 0 is none.
final class Geometries {
  private Geometries() {}

  /// The geometry of a value, which must not be changed.
  static Geometry read(Slice value) {
    return KnownGeometries.of(value).geometry();
  }

  /// The geometry of a value that is to be computed with another one.
  static Geometry read(Slice value, Slice other) {
    sameSrid(value, other);
    return read(value);
  }

  /// @throws UserException when both have an SRID, and not the same
  static void sameSrid(Slice a, Slice b) {
    int x = ShapeBytes.srid(a);
    int y = ShapeBytes.srid(b);
    if (x != y && x != 0 && y != 0) {
      throw new UserException(
              ErrorCode.INVALID_ARGUMENT,
              "geometries of the SRIDs %d and %d have nothing in common".formatted(x, y))
          .hint(
              "ST_SETSRID says which SRID coordinates belong to; no function converts coordinates");
    }
  }

  /// A geometry as a value.
  static Slice write(Geometry geometry) {
    return JtsShapes.write(geometry);
  }

  /// What a function gives that has a geometry for every argument.
  static Slice shape(String function, Supplier<Geometry> body) {
    try {
      return write(body.get());
    } catch (IllegalArgumentException
        | UnsupportedOperationException
        | TopologyException
        | AssertionFailedException e) {
      throw failure(function, e);
    }
  }

  /// What a function gives that has no geometry for some arguments.
  static Slice shapeOrNull(
      String function, EvaluationContext context, Supplier<@Nullable Geometry> body) {
    try {
      Geometry result = body.get();
      context.resultIsNull = result == null;
      return result == null ? Slice.EMPTY : write(result);
    } catch (IllegalArgumentException
        | UnsupportedOperationException
        | TopologyException
        | AssertionFailedException e) {
      throw failure(function, e);
    }
  }

  /// What a predicate says.
  static long truth(String function, BooleanSupplier body) {
    return whole(function, () -> body.getAsBoolean() ? 1 : 0);
  }

  /// What a function gives that counts.
  static long whole(String function, LongSupplier body) {
    try {
      return body.getAsLong();
    } catch (IllegalArgumentException
        | UnsupportedOperationException
        | TopologyException
        | AssertionFailedException e) {
      throw failure(function, e);
    }
  }

  /// What a function gives that measures; NaN is NULL.
  static double number(String function, EvaluationContext context, DoubleSupplier body) {
    double result = number(function, body);
    context.resultIsNull = Double.isNaN(result);
    return result;
  }

  /// What a function gives that measures everything.
  static double number(String function, DoubleSupplier body) {
    try {
      return body.getAsDouble();
    } catch (IllegalArgumentException
        | UnsupportedOperationException
        | TopologyException
        | AssertionFailedException e) {
      throw failure(function, e);
    }
  }

  private static UserException failure(String function, RuntimeException e) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, function + ": " + e.getMessage())
        .hint("ST_ISVALID finds geometries that cannot be computed with, ST_MAKEVALID mends them");
  }

  /// An argument that a function does not take.
  static UserException refused(String function, String why) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, function + " " + why);
  }
}
