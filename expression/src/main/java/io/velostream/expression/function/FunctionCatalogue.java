package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All scalar functions by name.
///
/// Each family registers its functions next to the code that binds them; what they compute is in
/// the kernel class of the same family.
public final class FunctionCatalogue {
  private static final Map<String, Definition> DEFINITIONS = definitions();

  private FunctionCatalogue() {}

  /// Builds a call of the function of that SQL name (operators go by their SQL sign: `+`, `<=`,
  /// `LIKE`), or nothing when no overload takes arguments of these types.
  ///
  /// The expression has type `result`, which the SQL side has derived; casts of arguments that the
  /// implementation needs are added.
  ///
  /// @throws UserException at `position` when a constant that says what to do, such as a unit of
  ///   time or a format, is none
  public static Optional<Expression> call(
      String name, List<Expression> arguments, DataType result, SourcePosition position) {
    Definition definition = DEFINITIONS.get(name.toUpperCase(Locale.ROOT));
    if (definition == null) {
      return Optional.empty();
    }
    if (definition.strict()
        && arguments.stream().anyMatch(a -> a.type() instanceof DataType.Null)) {
      return Optional.of(new Literal(null, result));
    }
    Invocation call = new Invocation(definition.name(), List.copyOf(arguments), result, position);
    Expression bound = definition.binder().bind(call);
    if (bound == null) {
      return Optional.empty();
    }
    Expression typed = call.asResult(bound);
    return typed.type().equals(result) ? Optional.of(typed) : Optional.empty();
  }

  /// Names of all functions, sorted.
  public static List<String> names() {
    return List.copyOf(DEFINITIONS.keySet());
  }

  /// The functions whose types are fixed.
  public static List<Signature> signatures() {
    return DEFINITIONS.values().stream().flatMap(d -> d.signatures().stream()).toList();
  }

  private static Map<String, Definition> definitions() {
    Map<String, Definition> byName = new HashMap<>();
    Stream.of(
            ArithmeticFunctions.definitions(),
            ComparisonFunctions.definitions(),
            ConditionalFunctions.definitions(),
            MathFunctions.definitions(),
            TextFunctions.definitions(),
            EncodingFunctions.definitions(),
            PatternFunctions.definitions(),
            FieldFunctions.definitions(),
            TemporalFunctions.definitions(),
            ClockFunctions.definitions(),
            NestedFunctions.definitions(),
            CollectionFunctions.definitions(),
            MultisetFunctions.definitions(),
            HeaderFunctions.definitions(),
            JsonFunctions.definitions(),
            JsonPartFunctions.definitions(),
            ArrayEditFunctions.definitions(),
            ZoneFunctions.definitions(),
            DateFunctions.definitions(),
            TemplateFunctions.definitions(),
            EpochFunctions.definitions(),
            LenientFunctions.definitions(),
            UnsignedFunctions.definitions(),
            CodePointFunctions.definitions(),
            SplitFunctions.definitions(),
            SimilarityFunctions.definitions(),
            FormatFunctions.definitions(),
            UrlFunctions.definitions(),
            XmlFunctions.definitions(),
            NumberFunctions.definitions(),
            SubqueryFunctions.definitions(),
            GeometryFormatFunctions.definitions(),
            GeometryReadFunctions.definitions(),
            GeometryConstructionFunctions.definitions(),
            GeometryPartFunctions.definitions(),
            GeometryRelationFunctions.definitions(),
            GeometryMeasureFunctions.definitions(),
            GeometryOperationFunctions.definitions(),
            GeometryEditFunctions.definitions())
        .flatMap(List::stream)
        .forEach(definition -> {
          String name = definition.name();
          if (byName.put(name, definition) != null) {
            throw new IllegalStateException("registered twice: " + name);
          }
        });
    return new TreeMap<>(byName);
  }
}
