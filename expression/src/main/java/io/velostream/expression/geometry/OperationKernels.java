package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.refused;
import static io.velostream.expression.geometry.Geometries.shape;

import io.velostream.columnar.Slice;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.buffer.OffsetCurve;
import org.locationtech.jts.operation.overlay.snap.GeometrySnapper;
import org.locationtech.jts.precision.GeometryPrecisionReducer;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/// New geometries from one or two: buffers, what they have in common, simpler ones.
public final class OperationKernels {
  private OperationKernels() {}

  /// All points up to a distance; a negative one makes an area smaller.
  public static Slice buffer(Slice geometry, double distance) {
    return shape("ST_BUFFER", () -> read(geometry).buffer(distance));
  }

  /// The same with so many pieces for a quarter of a circle.
  public static Slice buffer(Slice geometry, double distance, long segments) {
    if (segments < 1 || segments > BufferStyle.MAX_SEGMENTS) {
      throw refused("ST_BUFFER", "takes 1 to " + BufferStyle.MAX_SEGMENTS + " segments");
    }
    return shape("ST_BUFFER", () -> read(geometry).buffer(distance, (int) segments));
  }

  /// The same with a style as [BufferStyle] reads it.
  public static Slice buffer(Slice geometry, double distance, Slice style) {
    BufferStyle read = BufferStyle.of(style.toText());
    return shape("ST_BUFFER", () -> read.around(read(geometry), distance));
  }

  /// The line at a distance to the left, to the right where that is negative.
  public static Slice offset(Slice line, double distance) {
    return shape("ST_OFFSETCURVE", () -> OffsetCurve.getCurve(read(line), distance));
  }

  /// The same with a style as [BufferStyle] reads it.
  public static Slice offset(Slice line, double distance, Slice style) {
    BufferStyle read = BufferStyle.of(style.toText());
    return shape(
        "ST_OFFSETCURVE",
        () -> new OffsetCurve(read(line), distance, read.parameters()).getCurve());
  }

  /// The smallest convex geometry around it.
  public static Slice convexHull(Slice geometry) {
    return shape("ST_CONVEXHULL", () -> read(geometry).convexHull());
  }

  /// What is in the first but not in the second.
  public static Slice difference(Slice a, Slice b) {
    return shape("ST_DIFFERENCE", () -> read(a, b).difference(read(b)));
  }

  /// What is in one but not in both.
  public static Slice symmetricDifference(Slice a, Slice b) {
    return shape("ST_SYMDIFFERENCE", () -> read(a, b).symDifference(read(b)));
  }

  /// What is in both.
  public static Slice intersection(Slice a, Slice b) {
    return shape("ST_INTERSECTION", () -> read(a, b).intersection(read(b)));
  }

  /// What is in one or the other.
  public static Slice union(Slice a, Slice b) {
    return shape("ST_UNION", () -> read(a, b).union(read(b)));
  }

  /// What is in any member.
  public static Slice union(Slice geometry) {
    return shape("ST_UNARYUNION", () -> read(geometry).union());
  }

  /// Fewer points, none of which is off by more than a distance; what becomes of areas may be
  /// invalid.
  public static Slice simplified(Slice geometry, double distance) {
    return shape(
        "ST_SIMPLIFY",
        () ->
            DouglasPeuckerSimplifier.simplify(
                read(geometry), notNegative("ST_SIMPLIFY", distance)));
  }

  /// Fewer points, none of which is off by more than a distance; areas stay areas.
  public static Slice simplifiedSafely(Slice geometry, double distance) {
    return shape(
        "ST_SIMPLIFYPRESERVETOPOLOGY",
        () ->
            TopologyPreservingSimplifier.simplify(
                read(geometry), notNegative("ST_SIMPLIFYPRESERVETOPOLOGY", distance)));
  }

  static double notNegative(String function, double distance) {
    if (!(distance >= 0)) {
      throw refused(function, "takes a distance of 0 or more, not " + distance);
    }
    return distance;
  }

  /// The corners of the first moved to those of the second within a distance.
  public static Slice snapped(Slice a, Slice b, double distance) {
    return shape("ST_SNAP", () -> new GeometrySnapper(read(a, b)).snapTo(read(b), distance));
  }

  /// Coordinates rounded to multiples of a number; parts that become nothing stay.
  public static Slice onGrid(Slice geometry, double size) {
    if (!(size > 0) || !Double.isFinite(size)) {
      throw refused("ST_REDUCEPRECISION", "takes a grid of a size above 0, not " + size);
    }
    return shape(
        "ST_REDUCEPRECISION",
        () ->
            GeometryPrecisionReducer.reducePointwise(read(geometry), new PrecisionModel(1 / size)));
  }

  /// Coordinates rounded to so many digits after the point; the result is valid.
  public static Slice rounded(Slice geometry, long digits) {
    if (digits < 0 || digits > 15) {
      throw refused("ST_PRECISIONREDUCER", "takes 0 to 15 digits");
    }
    return shape(
        "ST_PRECISIONREDUCER",
        () -> {
          Geometry read = read(geometry);
          return GeometryPrecisionReducer.reduce(
              read, new PrecisionModel(Math.pow(10, (int) digits)));
        });
  }
}
