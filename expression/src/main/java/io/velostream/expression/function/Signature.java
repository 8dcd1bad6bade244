package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import java.util.List;

/// What a function of fixed types takes and gives: all that SQL needs to check a call.
///
/// @param parameters their types; an argument of a similar type is cast
/// @param required how many of them must be given
/// @param maybeNull whether the result can be NULL although no argument is
public record Signature(
    String name, List<DataType> parameters, int required, DataType result, boolean maybeNull) {
  private static final DataType GEOMETRY = new DataType.Geometry();

  public Signature {
    parameters = List.copyOf(parameters);
  }

  /// Whether arguments of these types fit without a cast that can fail, but that from text to
  /// GEOMETRY. Numbers fit DOUBLE, whole ones BIGINT, NULL fits everything.
  public boolean takes(List<DataType> arguments) {
    if (arguments.size() < required || arguments.size() > parameters.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!takes(parameters.get(i), arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean takes(DataType parameter, DataType argument) {
    boolean text = argument instanceof DataType.Varchar || argument instanceof DataType.Char;
    return parameter.equals(argument)
        || argument instanceof DataType.Null
        || switch (parameter) {
          case DataType.Varchar _, DataType.Varbinary _ -> text;
          case DataType.Geometry _ -> text;
          case DataType.Integral _ -> argument instanceof DataType.Integral;
          case DataType.Floating _ ->
              argument instanceof DataType.Integral
                  || argument instanceof DataType.Floating
                  || argument instanceof DataType.Decimal;
          case DataType.Array(DataType.Geometry _) ->
              argument instanceof DataType.Array(DataType element) && takes(GEOMETRY, element);
          case DataType _ -> false;
        };
  }

  /// A signature that needs all of its arguments.
  static Signature of(String name, DataType result, DataType... parameters) {
    return new Signature(name, List.of(parameters), parameters.length, result, false);
  }

  Signature named(String other) {
    return new Signature(other, parameters, required, result, maybeNull);
  }
}
