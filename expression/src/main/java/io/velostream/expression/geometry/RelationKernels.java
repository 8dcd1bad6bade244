package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.sameSrid;
import static io.velostream.expression.geometry.Geometries.truth;

import io.velostream.columnar.Slice;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/// How two geometries lie to one another, as OGC defines it. An area that comes again and again is
/// looked up by an index of its edges.
public final class RelationKernels {
  private RelationKernels() {}

  /// Whether all of the other lies in it, and not on its boundary only.
  public static long contains(Slice a, Slice b) {
    return ask("ST_CONTAINS", a, b, PreparedGeometry::contains, RelatePredicate::contains);
  }

  /// Whether all of the other lies in it, and nothing of it on its boundary.
  public static long containsProperly(Slice a, Slice b) {
    return ask(
        "ST_CONTAINSPROPERLY",
        a,
        b,
        PreparedGeometry::containsProperly,
        () -> RelatePredicate.matches("T**FF*FF*"));
  }

  /// Whether no point of the other lies outside of it.
  public static long covers(Slice a, Slice b) {
    return ask("ST_COVERS", a, b, PreparedGeometry::covers, RelatePredicate::covers);
  }

  /// Whether no point of it lies outside of the other.
  public static long coveredBy(Slice a, Slice b) {
    return ask("ST_COVEREDBY", b, a, PreparedGeometry::covers, RelatePredicate::covers);
  }

  /// Whether all of it lies in the other, and not on its boundary only.
  public static long within(Slice a, Slice b) {
    return ask("ST_WITHIN", b, a, PreparedGeometry::contains, RelatePredicate::contains);
  }

  /// Whether they have a point in common.
  public static long intersects(Slice a, Slice b) {
    return ask("ST_INTERSECTS", a, b, PreparedGeometry::intersects, RelatePredicate::intersects);
  }

  /// Whether they have no point in common.
  public static long disjoint(Slice a, Slice b) {
    return ask("ST_DISJOINT", a, b, PreparedGeometry::disjoint, RelatePredicate::disjoint);
  }

  /// Whether they have some but not all inner points in common, and lie not within one another.
  public static long crosses(Slice a, Slice b) {
    return ask("ST_CROSSES", a, b, PreparedGeometry::crosses, RelatePredicate::crosses);
  }

  /// Whether they have some but not all points in common, and are of one dimension.
  public static long overlaps(Slice a, Slice b) {
    return ask("ST_OVERLAPS", a, b, PreparedGeometry::overlaps, RelatePredicate::overlaps);
  }

  /// Whether they have points of their boundaries in common, and no others.
  public static long touches(Slice a, Slice b) {
    return ask("ST_TOUCHES", a, b, PreparedGeometry::touches, RelatePredicate::touches);
  }

  private static long ask(
      String function,
      Slice a,
      Slice b,
      BiPredicate<PreparedGeometry, Geometry> indexed,
      Supplier<TopologyPredicate> plain) {
    return truth(
        function,
        () -> {
          sameSrid(a, b);
          KnownGeometries first = KnownGeometries.of(a);
          Geometry second = read(b);
          // The index does not take collections of different kinds.
          PreparedGeometry prepared =
              first.geometry() instanceof Polygonal && !isMixed(second) ? first.prepared() : null;
          return prepared == null
              ? RelateNG.relate(first.geometry(), second, plain.get())
              : indexed.test(prepared, second);
        });
  }

  private static boolean isMixed(Geometry geometry) {
    return geometry.getClass() == GeometryCollection.class;
  }

  /// Whether they are the same set of points.
  public static long same(Slice a, Slice b) {
    return truth(
        "ST_EQUALS", () -> RelateNG.relate(read(a, b), read(b), RelatePredicate.equalsTopo()));
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
    truth(
        "ST_RELATE",
        () -> {
          matrix[0] = RelateNG.relate(read(a, b), read(b)).toString();
          return true;
        });
    return Slice.utf8(matrix[0]);
  }

  /// Whether the DE-9IM matrix is like a pattern of nine of `0 1 2 T F *`.
  public static long relation(Slice a, Slice b, Slice pattern) {
    return truth("ST_RELATE", () -> RelateNG.relate(read(a, b), read(b), pattern.toText()));
  }

  /// Whether their distance is not greater than a number.
  public static long isWithin(Slice a, Slice b, double distance) {
    return truth(
        "ST_DWITHIN",
        () -> {
          Geometry x = read(a, b);
          Geometry y = read(b);
          return !x.isEmpty() && !y.isEmpty() && DistanceOp.isWithinDistance(x, y, distance);
        });
  }
}
