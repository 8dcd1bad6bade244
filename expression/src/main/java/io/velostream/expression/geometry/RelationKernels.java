package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.sameSrid;
import static io.velostream.expression.geometry.Geometries.truth;

import io.velostream.columnar.Slice;
import java.util.function.BiPredicate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.operation.distance.DistanceOp;

/// How two geometries lie to one another, as OGC defines it. An area that comes again and again is
/// looked up by an index of its edges.
public final class RelationKernels {
  private RelationKernels() {}

  /// Whether all of the other lies in it, and not on its boundary only.
  public static long contains(Slice a, Slice b) {
    return ask("ST_CONTAINS", a, b, PreparedGeometry::contains, Geometry::contains);
  }

  /// Whether all of the other lies in it, and nothing of it on its boundary.
  public static long containsProperly(Slice a, Slice b) {
    return ask(
        "ST_CONTAINSPROPERLY",
        a,
        b,
        PreparedGeometry::containsProperly,
        (x, y) -> x.relate(y, "T**FF*FF*"));
  }

  /// Whether no point of the other lies outside of it.
  public static long covers(Slice a, Slice b) {
    return ask("ST_COVERS", a, b, PreparedGeometry::covers, Geometry::covers);
  }

  /// Whether no point of it lies outside of the other.
  public static long coveredBy(Slice a, Slice b) {
    return ask("ST_COVEREDBY", b, a, PreparedGeometry::covers, Geometry::covers);
  }

  /// Whether all of it lies in the other, and not on its boundary only.
  public static long within(Slice a, Slice b) {
    return ask("ST_WITHIN", b, a, PreparedGeometry::contains, Geometry::contains);
  }

  /// Whether they have a point in common.
  public static long intersects(Slice a, Slice b) {
    return ask("ST_INTERSECTS", a, b, PreparedGeometry::intersects, Geometry::intersects);
  }

  /// Whether they have no point in common.
  public static long disjoint(Slice a, Slice b) {
    return ask("ST_DISJOINT", a, b, PreparedGeometry::disjoint, Geometry::disjoint);
  }

  /// Whether they have some but not all inner points in common, and lie not within one another.
  public static long crosses(Slice a, Slice b) {
    return ask("ST_CROSSES", a, b, PreparedGeometry::crosses, Geometry::crosses);
  }

  /// Whether they have some but not all points in common, and are of one dimension.
  public static long overlaps(Slice a, Slice b) {
    return ask("ST_OVERLAPS", a, b, PreparedGeometry::overlaps, Geometry::overlaps);
  }

  /// Whether they have points of their boundaries in common, and no others.
  public static long touches(Slice a, Slice b) {
    return ask("ST_TOUCHES", a, b, PreparedGeometry::touches, Geometry::touches);
  }

  private static long ask(
      String function,
      Slice a,
      Slice b,
      BiPredicate<PreparedGeometry, Geometry> indexed,
      BiPredicate<Geometry, Geometry> plain) {
    return truth(function, () -> {
      sameSrid(a, b);
      KnownGeometries first = KnownGeometries.of(a);
      PreparedGeometry prepared = first.prepared();
      Geometry second = read(b);
      return prepared == null
          ? plain.test(first.geometry(), second)
          : indexed.test(prepared, second);
    });
  }

  /// Whether they are the same set of points.
  public static long same(Slice a, Slice b) {
    return truth("ST_EQUALS", () -> read(a, b).equalsTopo(read(b)));
  }

  /// Whether they are the same points in the same order.
  public static long sameOrder(Slice a, Slice b) {
    return truth("ST_ORDERINGEQUALS", () -> read(a, b).equalsExact(read(b)));
  }

  /// Whether the rectangles around them have a point in common.
  public static long envelopesIntersect(Slice a, Slice b) {
    return truth(
        "ST_ENVELOPESINTERSECT",
        () -> read(a, b).getEnvelopeInternal().intersects(read(b).getEnvelopeInternal()));
  }

  /// The nine letters of the DE-9IM matrix.
  public static Slice relation(Slice a, Slice b) {
    String[] matrix = new String[1];
    truth("ST_RELATE", () -> {
      matrix[0] = read(a, b).relate(read(b)).toString();
      return true;
    });
    return Slice.utf8(matrix[0]);
  }

  /// Whether the DE-9IM matrix is like a pattern of nine of `0 1 2 T F *`.
  public static long relation(Slice a, Slice b, Slice pattern) {
    return truth("ST_RELATE", () -> read(a, b).relate(read(b), pattern.toText()));
  }

  /// Whether their distance is not greater than a number.
  public static long isWithin(Slice a, Slice b, double distance) {
    return truth("ST_DWITHIN", () -> {
      Geometry x = read(a, b);
      Geometry y = read(b);
      return !x.isEmpty() && !y.isEmpty() && DistanceOp.isWithinDistance(x, y, distance);
    });
  }
}
