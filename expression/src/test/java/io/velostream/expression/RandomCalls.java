package io.velostream.expression;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression.Literal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions with the types of their arguments and results, for random expressions.
final class RandomCalls {
  /// @param fixed a literal that the function needs there, or `null` for any expression
  record Parameter(DataType type, @Nullable Literal fixed) {}

  record Template(String name, DataType result, List<Parameter> parameters) {}

  private static final Map<DataType, List<Template>> BY_RESULT =
      all().collect(Collectors.groupingBy(Template::result));

  private RandomCalls() {}

  static List<Template> giving(DataType type) {
    return BY_RESULT.getOrDefault(type, List.of());
  }

  private static Stream<Template> all() {
    return Stream.of();
  }

  private static Template of(String name, DataType result, Object... parameters) {
    return new Template(
        name,
        result,
        Stream.of(parameters)
            .map(p ->
                p instanceof Literal literal
                    ? new Parameter(literal.type(), literal)
                    : new Parameter((DataType) p, null))
            .toList());
  }
}
