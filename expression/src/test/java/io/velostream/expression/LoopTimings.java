package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.columnar.DataType.TIMESTAMP_MILLIS;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.compile.CompiledEvaluators;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Times the generated loops of a few typical stages: run `main`, which prints nanoseconds of
/// processor time per input row. Each stage is first checked against the interpreter.
final class LoopTimings {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROWS = 4096;
  private static final int BATCHES = 20_000;
  private static final int ROUNDS = 7;
  private static final Decimal PRICE = new Decimal(18, 4);

  private static final List<DataType> TYPES =
      List.of(BIGINT, DOUBLE, PRICE, BIGINT, STRING, STRING, TIMESTAMP_MILLIS, DOUBLE);

  private LoopTimings() {}

  public static void main(String[] arguments) {
    Batch batch = Batch.of(ROWS, List.of(vectors(false)));
    Expression amount = new Column(1, DOUBLE, false);
    Expression price = new Column(2, PRICE, false);
    Expression quantity = new Column(3, BIGINT, false);
    Expression coded = new Column(4, STRING, false);
    Expression flat = new Column(5, STRING, false);
    Expression time = new Column(6, TIMESTAMP_MILLIS, false);
    Expression half = new Column(7, DOUBLE, false);
    List<Expression> columns = List.of(new Column(0, BIGINT, false), amount);
    Literal hundred = new Literal(100.0, DOUBLE);
    Expression all = Check.call(">", BOOLEAN, amount, hundred);
    Expression some = Check.call(">", BOOLEAN, half, hundred);

    time("0: amount > 100, all pass", new Program(TYPES, all, columns), batch);
    time("0h: half > 100, half pass", new Program(TYPES, some, columns), batch);
    time(
        "half > 100 AND quantity < 700",
        new Program(
            TYPES,
            new Expression.And(
                List.of(some, Check.call("<", BOOLEAN, quantity, new Literal(700L, BIGINT)))),
            columns),
        batch);
    time("2: amount * quantity DOUBLE", project(Check.call("*", DOUBLE, amount, quantity)), batch);
    time(
        "2d: price * quantity DECIMAL(37,4)",
        project(Check.call("*", new Decimal(37, 4), price, quantity)),
        batch);
    time(
        "quantity + 1 BIGINT",
        project(Check.call("+", BIGINT, quantity, new Literal(1L, BIGINT))),
        batch);
    time(
        "price + price DECIMAL(19,4)",
        project(Check.call("+", new Decimal(19, 4), price, price)),
        batch);
    time(
        "symbol = 'SYM7', dictionary",
        new Program(TYPES, Check.call("=", BOOLEAN, coded, Check.text("SYM7")), columns),
        batch);
    time(
        "symbol = 'SYM7', flat",
        new Program(TYPES, Check.call("=", BOOLEAN, flat, Check.text("SYM7")), columns),
        batch);
    time(
        "symbol LIKE '%7%', flat",
        new Program(TYPES, Check.call("LIKE", BOOLEAN, flat, Check.text("%7%")), columns), batch);
    time("UPPER(symbol), dictionary", project(Check.call("UPPER", STRING, coded)), batch);
    time("UPPER(symbol), flat", project(Check.call("UPPER", STRING, flat)), batch);
    time(
        "FLOOR(time TO MINUTE)",
        project(Check.call("FLOOR", TIMESTAMP_MILLIS, time, Check.text("MINUTE"))),
        batch);
    time(
        "EXTRACT(MONTH FROM time)",
        project(Check.call("EXTRACT", BIGINT, Check.text("MONTH"), time)),
        batch);
    Batch nulls = Batch.of(ROWS, List.of(vectors(true)));
    time(
        "amount * quantity with NULLs",
        project(Check.call("*", DOUBLE, new Column(1, DOUBLE, true), new Column(3, BIGINT, true))),
        nulls);
  }

  private static Program project(Expression expression) {
    return new Program(TYPES, null, List.of(expression));
  }

  private static void time(String name, Program program, Batch batch) {
    Evaluator compiled = CompiledEvaluators.create(program);
    EvaluationContext context = Check.context();
    check(
        name,
        compiled.evaluate(batch, context),
        Evaluators.INTERPRETED.create(program).evaluate(batch, context));
    double[] nanos = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < BATCHES; i++) {
        compiled.evaluate(batch, context);
      }
      nanos[round] = (THREADS.getCurrentThreadCpuTime() - start) / ((double) BATCHES * ROWS);
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-40s %6.2f ns/row (min %.2f, max %.2f)%n",
        name, nanos[ROUNDS / 2], nanos[0], nanos[ROUNDS - 1]);
  }

  private static void check(String name, Batch actual, Batch expected) {
    if (actual.rowCount() != expected.rowCount()) {
      throw new AssertionError(name + ": " + actual.rowCount() + " rows");
    }
    for (int k = 0; k < actual.rowCount(); k++) {
      for (int c = 0; c < actual.columnCount(); c++) {
        Object a = Values.get(actual.column(c), actual.rowAt(k));
        Object b = Values.get(expected.column(c), expected.rowAt(k));
        if (!Objects.equals(a, b)) {
          throw new AssertionError(name + ": " + a + " instead of " + b);
        }
      }
    }
  }

  private static Vector[] vectors(boolean withNulls) {
    boolean @Nullable [] nulls = null;
    if (withNulls) {
      nulls = new boolean[ROWS];
      for (int i = 0; i < ROWS; i++) {
        nulls[i] = i % 10 == 3;
      }
    }
    Dictionary dictionary = new Dictionary();
    int[] ids = new int[ROWS];
    BytesVectorBuilder flat = new BytesVectorBuilder();
    double[] halves = new double[ROWS];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < ROWS; i++) {
      Slice symbol = Slice.utf8("SYM" + i % 50);
      ids[i] = dictionary.idOf(symbol);
      flat.append(symbol);
      halves[i] = 50 + random.nextInt(100);
    }
    return new Vector[] {
      longs(i -> i, nulls),
      doubles(i -> 150 + i % 100, nulls),
      longs(i -> 1_000_000 + i % 500_000, nulls),
      longs(i -> i % 1000, nulls),
      new DictionaryVector(ids, dictionary, nulls),
      flat.build(),
      longs(i -> 1_700_000_000 + i * 1000, nulls),
      new DoubleVector(halves, nulls)
    };
  }

  private static LongVector longs(IntUnaryOperator value, boolean @Nullable [] nulls) {
    long[] values = new long[ROWS];
    Arrays.setAll(values, value::applyAsInt);
    return new LongVector(values, nulls);
  }

  private static DoubleVector doubles(IntUnaryOperator value, boolean @Nullable [] nulls) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, value::applyAsInt);
    return new DoubleVector(values, nulls);
  }
}
