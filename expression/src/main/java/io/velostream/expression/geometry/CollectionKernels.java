package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.sameSrid;
import static io.velostream.expression.geometry.Geometries.shapeOrNull;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.kernel.ReturnsNull;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/// One geometry of all those of an ARRAY, but of those that are NULL: NULL where none is left.
public final class CollectionKernels {
  private CollectionKernels() {}

  /// All points that are in any of them.
  @ReturnsNull
  public static Slice union(Slice array, EvaluationContext context) {
    return shapeOrNull(
        "ST_UNION",
        context,
        () -> {
          List<Geometry> parts = parts(array);
          return parts.isEmpty() ? null : UnaryUnionOp.union(parts, parts.getFirst().getFactory());
        });
  }

  /// A collection of them in their order.
  @ReturnsNull
  public static Slice collection(Slice array, EvaluationContext context) {
    return shapeOrNull(
        "ST_COLLECT",
        context,
        () -> {
          List<Geometry> parts = parts(array);
          return parts.isEmpty()
              ? null
              : factory(parts).createGeometryCollection(parts.toArray(new Geometry[0]));
        });
  }

  /// The rectangle around all of them.
  @ReturnsNull
  public static Slice extent(Slice array, EvaluationContext context) {
    return shapeOrNull(
        "ST_EXTENT",
        context,
        () -> {
          List<Geometry> parts = parts(array);
          return parts.isEmpty()
              ? null
              : factory(parts)
                  .createGeometryCollection(parts.toArray(new Geometry[0]))
                  .getEnvelope();
        });
  }

  private static GeometryFactory factory(List<Geometry> parts) {
    return parts.getFirst().getFactory();
  }

  private static List<Geometry> parts(Slice array) {
    List<Geometry> parts = new ArrayList<>();
    Slice first = null;
    byte[] d = array.array();
    for (int p = array.offset() + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      if (!SlotReader.isNull(d, p)) {
        Slice value = SlotReader.bytesAt(d, p);
        first = first == null ? value : first;
        sameSrid(first, value);
        parts.add(read(value));
      }
    }
    return parts;
  }
}
