package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression.And;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.compile.CompiledEvaluators;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the compiled form promises beyond the values of expressions: which arrays it hands on, what
/// it reuses, and what happens to code that is too large.
class CompiledEvaluatorTest {
  private static final Expression A = new Column(0, BIGINT, false);
  private static final Expression B = new Column(1, BIGINT, true);

  private final EvaluationContext context = Check.context();

  @Test
  void batchOfWhichAllRowsPassKeepsColumnsWeightsAndSelection() {
    int[] selection = {2, 0};
    long[] weights = {1, -1, 3};
    Batch input = new Batch(new Vector[] {longs(1, 2, 3)}, 2, selection, weights);
    Batch result = compile(greater(A, 0), A).evaluate(input, context);
    assertThat(result.selection()).isSameAs(selection);
    assertThat(result.weights()).isSameAs(weights);
    assertThat(result.column(0)).isSameAs(input.column(0));
  }

  @Test
  void filterWithoutSelectionKeepsNoneWhenAllRowsPass() {
    Batch result = compile(greater(A, 0), A).evaluate(batch(longs(1, 2)), context);
    assertThat(result.selection()).isNull();
    assertThat(result.rowCount()).isEqualTo(2);
  }

  @Test
  void computedOutputsStandAtTheIndexOfTheirRow() {
    Evaluator evaluator = compile(greater(A, 1), plus(A, 10));
    Batch result = evaluator.evaluate(batch(longs(5, 1, 7)), context);
    assertThat(result.rowCount()).isEqualTo(2);
    assertThat(result.rowAt(1)).isEqualTo(2);
    assertThat(Values.get(result.column(0), 2)).isEqualTo(17L);
  }

  @Test
  void buffersAreReusedAndGrowWithTheBatch() {
    Evaluator evaluator = compile(null, plus(A, 1));
    LongVector first = (LongVector) evaluator.evaluate(batch(longs(1, 2)), context).column(0);
    LongVector second = (LongVector) evaluator.evaluate(batch(longs(3, 4)), context).column(0);
    LongVector third = (LongVector) evaluator.evaluate(batch(longs(5, 6, 7)), context).column(0);
    assertThat(second.values()).isSameAs(first.values());
    assertThat(third.values()).startsWith(6, 7, 8);
  }

  @Test
  void rejectedRowsAreNotEvaluated() {
    Expression tenthOf = Check.call("/", BIGINT, literal(10), A);
    Batch result = compile(greater(A, 0), tenthOf).evaluate(batch(longs(0, 5)), context);
    assertThat(Values.get(result.column(0), 1)).isEqualTo(2L);
  }

  @Test
  void errorTellsThePositionOfTheCallAtFault() {
    Expression tenthOf = Check.call("/", BIGINT, literal(10), A);
    assertThatThrownBy(
            () -> compile(null, plus(A, 1), tenthOf).evaluate(batch(longs(1, 0)), context))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO);
              assertThat(e.position()).isEqualTo(Check.HERE);
            });
  }

  @Test
  void evaluatorCanBeUsedAfterAnError() {
    Evaluator evaluator = compile(null, Check.call("/", BIGINT, literal(10), A));
    assertThatThrownBy(() -> evaluator.evaluate(batch(longs(1, 0)), context))
        .isInstanceOf(UserException.class);
    Batch result = evaluator.evaluate(batch(longs(1, 2)), context);
    assertThat(Values.get(result.column(0), 1)).isEqualTo(5L);
  }

  @Test
  void constantThatFailsIsAnErrorOfTheRowsThatNeedIt() {
    Expression failing = Check.call("/", BIGINT, literal(1), literal(0));
    Evaluator evaluator = compile(greater(A, 0), failing);
    assertThat(evaluator.evaluate(batch(longs(0)), context).rowCount()).isZero();
    assertThatThrownBy(() -> evaluator.evaluate(batch(longs(1)), context))
        .isInstanceOf(UserException.class);
  }

  @Test
  void textFunctionOfADictionaryColumnGivesADictionaryColumn() {
    Dictionary dictionary = new Dictionary();
    Expression symbol = new Column(0, STRING, true);
    Evaluator evaluator =
        CompiledEvaluators.create(
            new Program(List.of(STRING), null, List.of(Check.call("UPPER", STRING, symbol))));
    Vector first = evaluator.evaluate(batch(coded(dictionary, "a", "B", "b")), context).column(0);
    assertThat(first).isInstanceOf(DictionaryVector.class);
    assertThat(texts(first, 3)).containsExactly("A", "B", "B");
    Vector second = evaluator.evaluate(batch(coded(dictionary, "c", "b")), context).column(0);
    assertThat(((DictionaryVector) second).dictionary())
        .isSameAs(((DictionaryVector) first).dictionary());
    assertThat(texts(second, 2)).containsExactly("C", "B");
  }

  @Test
  void entryOfADictionaryThatFailsMattersOnlyWhereARowHasIt() {
    Dictionary dictionary = new Dictionary();
    dictionary.idOf(Slice.utf8("no number"));
    Expression number = new Cast(new Column(0, STRING, true), INTEGER, false, Check.HERE);
    Evaluator evaluator =
        CompiledEvaluators.create(new Program(List.of(STRING), null, List.of(number)));
    Batch good = batch(coded(dictionary, "12", "7"));
    assertThat(Values.get(evaluator.evaluate(good, context).column(0), 0)).isEqualTo(12L);
    Batch bad = batch(coded(dictionary, "12", "no number"));
    assertThatThrownBy(() -> evaluator.evaluate(bad, context))
        .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_CAST);
  }

  @Test
  void dictionaryThatIsReplacedIsLearnedAnew() {
    Expression isA = Check.call("=", BOOLEAN, new Column(0, STRING, true), Check.text("a"));
    Evaluator evaluator =
        CompiledEvaluators.create(new Program(List.of(STRING), isA, List.of(literal(1))));
    assertThat(evaluator.evaluate(batch(coded(new Dictionary(), "a", "b")), context).rowCount())
        .isEqualTo(1);
    assertThat(
            evaluator.evaluate(batch(coded(new Dictionary(), "b", "a", "a")), context).rowCount())
        .isEqualTo(2);
    BytesVector flat = new BytesVector(new byte[17], new long[] {0}, null);
    assertThat(evaluator.evaluate(batch(flat), context).rowCount()).isZero();
  }

  @Test
  void codeThatIsTooLargeForTheCompilerOfTheJvmStillRuns() {
    Expression sum = A;
    for (int i = 0; i < 700; i++) {
      sum = Check.call("+", BIGINT, sum, Check.call("%", BIGINT, B, literal(1000 + i)));
    }
    List<Expression> conditions = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      conditions.add(Check.call("<>", BOOLEAN, Check.call("%", BIGINT, B, A), literal(1000 + i)));
    }
    Program program =
        new Program(List.of(BIGINT, BIGINT), new And(conditions), List.of(sum, plus(A, 1), B));
    Batch input = Batch.of(2, List.of(longs(5, 6), new LongVector(new long[] {3, 4}, null)));
    assertSame(program, input);
  }

  @Test
  void manySmallOutputsAreSplitOverSeveralLoops() {
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      outputs.add(Check.call("*", BIGINT, plus(A, i), B));
    }
    assertSame(
        new Program(List.of(BIGINT, BIGINT), null, outputs),
        Batch.of(2, List.of(longs(5, 6), longs(3, 4))));
  }

  @Test
  void listingReadsLikeTheLoopThatRuns() {
    Program program =
        new Program(
            List.of(DOUBLE, BIGINT),
            Check.call(">", BOOLEAN, new Column(0, DOUBLE, false), new Literal(100.0, DOUBLE)),
            List.of(
                Check.call(
                    "*", DOUBLE, new Column(0, DOUBLE, false), new Column(1, BIGINT, true))));
    assertThat(CompiledEvaluators.describe(program))
        .startsWith(
            """
            // batches without NULLs
            int filter(Frame frame, int count, int[] kept) {
              int passed = 0;
              double[] doubles0 = frame.doubles[0];
              for (int k = 0; k < count; k++) {
                kept[passed] = k;
                passed = passed + ((doubles0[k] > 100.0) ? 1 : 0);
              }
              return passed;
            }
            """)
        .contains("doubles2[row] = FloatKernels.multiply(")
        .contains("// batches with NULLs");
  }

  @Test
  void exactProductNeedsNoObjects() {
    Decimal price = new Decimal(18, 4);
    Program program =
        new Program(
            List.of(price, BIGINT),
            null,
            List.of(
                Check.call(
                    "*",
                    new Decimal(37, 4),
                    new Column(0, price, false),
                    new Column(1, BIGINT, false))));
    assertThat(CompiledEvaluators.describe(program))
        .contains("multiplyHigh")
        .doesNotContain("WideKernels");
  }

  private static Evaluator compile(Expression filter, Expression... outputs) {
    return CompiledEvaluators.create(
        new Program(List.of(BIGINT, BIGINT), filter, List.of(outputs)));
  }

  private void assertSame(Program program, Batch input) {
    Batch expected = Evaluators.INTERPRETED.create(program).evaluate(input, context);
    Batch actual = Evaluators.COMPILED.create(program).evaluate(input, context);
    assertThat(actual.rowCount()).isEqualTo(expected.rowCount());
    for (int k = 0; k < expected.rowCount(); k++) {
      for (int c = 0; c < expected.columnCount(); c++) {
        assertThat(Values.get(actual.column(c), actual.rowAt(k)))
            .isEqualTo(Values.get(expected.column(c), expected.rowAt(k)));
      }
    }
  }

  private static Expression greater(Expression value, long than) {
    return Check.call(">", BOOLEAN, value, literal(than));
  }

  private static Expression plus(Expression value, long number) {
    return Check.call("+", BIGINT, value, literal(number));
  }

  private static Literal literal(long value) {
    return new Literal(value, BIGINT);
  }

  private static LongVector longs(long... values) {
    return new LongVector(values, null);
  }

  private static Batch batch(Vector column) {
    int rows =
        switch (column) {
          case LongVector v -> v.values().length;
          case DictionaryVector v -> v.ids().length;
          case BytesVector v -> v.spans().length;
          default -> throw new IllegalArgumentException(column.lane().name());
        };
    return Batch.of(rows, List.of(column, column));
  }

  private static DictionaryVector coded(Dictionary dictionary, String... texts) {
    int[] ids = new int[texts.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = dictionary.idOf(Slice.utf8(texts[i]));
    }
    return new DictionaryVector(ids, dictionary, null);
  }

  private static List<String> texts(Vector vector, int rows) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      texts.add(String.valueOf(Values.get(vector, row)));
    }
    return texts;
  }
}
