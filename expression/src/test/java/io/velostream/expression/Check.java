package io.velostream.expression;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.FunctionCatalogue;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates single expressions for table-driven tests, through both evaluators, and shows the
/// outcome as text: the value cast to text, `NULL`, or `!CODE` for an error.
final class Check {
  static final SourcePosition HERE = new SourcePosition(3, 7, 3, 12);
  static final long NOW = 1_705_320_000_123_456L;

  private Check() {}

  /// A literal from its text form: what a cast from text to the type gives, `NULL` for NULL.
  static Literal literal(String text, DataType type) {
    if (text.equals("NULL")) {
      return new Literal(null, type);
    }
    Expression cast = new Cast(new Literal(Slice.utf8(text), DataType.STRING), type, false, HERE);
    return new Literal(value(cast, Evaluators.INTERPRETED), type);
  }

  static Literal text(String value) {
    return new Literal(Slice.utf8(value), DataType.STRING);
  }

  static Expression call(String name, DataType result, Expression... arguments) {
    return FunctionCatalogue.call(name, List.of(arguments), result, HERE)
        .orElseThrow(() -> new AssertionError("no overload of " + name + List.of(arguments)));
  }

  /// The outcome over columns that hold these values; both evaluators must agree.
  static String outcome(Expression expression, List<Literal> columns) {
    String interpreted = outcome(expression, columns, Evaluators.INTERPRETED);
    String compiled = outcome(expression, columns, Evaluators.COMPILED);
    if (!compiled.equals(interpreted)) {
      throw new AssertionError(
          expression + ": interpreted " + interpreted + ", compiled " + compiled);
    }
    return interpreted;
  }

  /// The outcome over literals, and over the same values as columns; both evaluators must agree.
  static String outcome(Expression expression) {
    String interpreted = outcome(expression, Evaluators.INTERPRETED);
    String compiled = outcome(expression, Evaluators.COMPILED);
    if (!compiled.equals(interpreted)) {
      throw new AssertionError(
          expression + ": interpreted " + interpreted + ", compiled " + compiled);
    }
    return interpreted;
  }

  /// Builds the call over columns that hold the literals' values, and over the literals.
  static String outcome(String name, DataType result, Literal... arguments) {
    String overLiterals = outcome(call(name, result, arguments));
    Expression[] columns = new Expression[arguments.length];
    List<Literal> values = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      // Units of time and the like must stay literals.
      columns[i] = mustBeLiteral(name, i) ? arguments[i] : new Column(i, arguments[i].type(), true);
      values.add(arguments[i]);
    }
    String overColumns = outcome(call(name, result, columns), values, Evaluators.INTERPRETED);
    if (!overColumns.equals(overLiterals)) {
      throw new AssertionError(
          name + values + ": over columns " + overColumns + ", over literals " + overLiterals);
    }
    String compiled = outcome(call(name, result, columns), values, Evaluators.COMPILED);
    if (!compiled.equals(overLiterals)) {
      throw new AssertionError(
          name + values + ": compiled " + compiled + ", interpreted " + overLiterals);
    }
    return overLiterals;
  }

  private static boolean mustBeLiteral(String name, int argument) {
    return switch (name) {
      case "EXTRACT", "DATE_TRUNC", "TIMESTAMPADD", "TIMESTAMPDIFF", "TRIM" -> argument == 0;
      case "FLOOR", "CEIL" -> argument == 1;
      default -> false;
    };
  }

  private static String outcome(Expression expression, Evaluators evaluators) {
    return outcome(expression, List.of(), evaluators);
  }

  private static String outcome(
      Expression expression, List<Literal> columns, Evaluators evaluators) {
    try {
      return show(value(expression, columns, evaluators), expression.type());
    } catch (UserException e) {
      return "!" + e.code() + (e.position().equals(HERE) ? "" : " without position");
    }
  }

  static @Nullable Object value(Expression expression, Evaluators evaluators) {
    return value(expression, List.of(), evaluators);
  }

  private static @Nullable Object value(
      Expression expression, List<Literal> literals, Evaluators evaluators) {
    List<Vector> vectors = new ArrayList<>();
    for (Literal literal : literals) {
      VectorBuilder builder = VectorBuilder.of(literal.type().lane());
      Values.append(builder, literal.value());
      vectors.add(builder.build());
    }
    Program program =
        new Program(literals.stream().map(Literal::type).toList(), null, List.of(expression));
    Batch result = evaluators.create(program).evaluate(Batch.of(1, vectors), context());
    return Values.get(result.column(0), 0);
  }

  static EvaluationContext context() {
    EvaluationContext context = new EvaluationContext(ZoneId.of("America/New_York"));
    context.startStep(NOW);
    return context;
  }

  static String show(@Nullable Object value, DataType type) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case Decimal decimal -> Values.decimal(value, decimal).toPlainString();
      case DataType.Bool _ ->
          (Long) value == 1 ? "true" : (Long) value == 0 ? "false" : "?" + value;
      case DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Floating _ ->
          String.valueOf(
              value(
                  new Cast(new Literal(value, type), DataType.STRING, false, HERE),
                  Evaluators.INTERPRETED));
      default -> value.toString();
    };
  }
}
