package io.velostream.expression;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression.Literal;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Short notation for tables of function calls.
final class FunctionCases {
  private FunctionCases() {}

  /// `result` is the outcome as [Check] shows it.
  static Arguments row(String name, DataType type, String result, Literal... arguments) {
    return Arguments.of(name, type, result, Stream.of(arguments).toList());
  }

  static Literal text(String value) {
    return Check.text(value);
  }

  static Literal bigint(long value) {
    return new Literal(value, DataType.BIGINT);
  }

  static Literal number(double value) {
    return new Literal(value, DataType.DOUBLE);
  }

  static Literal value(DataType type, String text) {
    return Check.literal(text, type);
  }

  static Literal none(DataType type) {
    return new Literal(null, type);
  }
}
