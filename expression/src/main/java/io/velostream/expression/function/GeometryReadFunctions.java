package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.geometry.FormatKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Geometries of one kind from text and bytes: NULL where what is read is of another kind.
final class GeometryReadFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();
  private static final DataType BYTES = new DataType.Varbinary();

  private GeometryReadFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        of("ST_POINTFROMTEXT", STRING, "fromText", 1),
        of("ST_LINEFROMTEXT", STRING, "fromText", 2),
        of("ST_POLYFROMTEXT", STRING, "fromText", 3),
        of("ST_MPOINTFROMTEXT", STRING, "fromText", 4),
        of("ST_MLINEFROMTEXT", STRING, "fromText", 5),
        of("ST_MPOLYFROMTEXT", STRING, "fromText", 6),
        of("ST_POINTFROMWKB", BYTES, "fromBytes", 1),
        of("ST_LINEFROMWKB", BYTES, "fromBytes", 2),
        of("ST_POLYFROMWKB", BYTES, "fromBytes", 3));
  }

  /// @param kind the number of the kind, as OGC has it
  private static Definition of(String name, DataType from, String kernel, long kind) {
    List<DataType> parameters = List.of(from, BIGINT);
    Signature signature = new Signature(name, parameters, 1, GEOMETRY, true);
    return new Definition(
        name, true, call -> bind(call, kernel, parameters, kind), List.of(signature));
  }

  private static @Nullable Expression bind(
      Invocation call, String kernel, List<DataType> parameters, long kind) {
    Expression all = Simple.bind(call, FormatKernels.class, kernel, GEOMETRY, 1, parameters);
    return all == null
        ? null
        : call.call(FormatKernels.class, "only", GEOMETRY, all, Invocation.number(kind));
  }
}
