package io.velostream.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.compile.CompiledEvaluators;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random expressions over random batches: the compiled form must give the same values, NULLs and
/// errors as the interpreter.
class CompiledAgainstInterpretedTest {
  private static final int PROGRAMS = Integer.getInteger("expressions.programs", 4_000);
  private static final int OUTPUTS = 5;
  private static final int BATCHES = 2;
  private static final String ERROR = "error ";

  @Test
  void bothFormsAgreeOnValuesNullsAndErrors() {
    long seed = Long.getLong("seed", 1_000_000 * Long.getLong("velostream.seeds", 1));
    for (int i = 0; i < PROGRAMS; i++) {
      long caseSeed = seed + i;
      try {
        checkProgram(new SplittableRandom(caseSeed));
      } catch (Throwable e) {
        throw new AssertionError(
            "seed " + caseSeed + " (re-run with -Dseed=" + caseSeed + " -Dexpressions.programs=1)",
            e);
      }
    }
  }

  private static void checkProgram(SplittableRandom random) {
    List<DataType> columns = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      columns.add(RandomExpressions.TYPES.get(random.nextInt(RandomExpressions.TYPES.size())));
    }
    RandomExpressions expressions = new RandomExpressions(random, columns);
    Expression filter =
        random.nextInt(3) == 0 ? expressions.draw(DataType.BOOLEAN, 1 + random.nextInt(3)) : null;
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < OUTPUTS; i++) {
      DataType type = RandomExpressions.TYPES.get(random.nextInt(RandomExpressions.TYPES.size()));
      outputs.add(expressions.draw(type, 1 + random.nextInt(4)));
    }
    Program program = new Program(columns, filter, outputs);
    Evaluator compiled = Evaluators.COMPILED.create(program);
    Evaluator interpreted = Evaluators.INTERPRETED.create(program);
    Map<Integer, Dictionary> dictionaries = new HashMap<>();
    for (int i = 0; i < BATCHES; i++) {
      Batch batch = batch(columns, dictionaries, random);
      checkBatch(program, compiled, interpreted, batch);
    }
  }

  private static void checkBatch(
      Program program, Evaluator compiled, Evaluator interpreted, Batch batch) {
    String expected = outcome(interpreted, batch);
    String actual = outcome(compiled, batch);
    if (!actual.equals(expected)) {
      assertThat(actual)
          .as(
              "%s%n%s%non %s",
              program, CompiledEvaluators.describe(program), show(batch, program.inputs()))
          .isEqualTo(expected);
    }
    if (expected.startsWith(ERROR) && batch.rowCount() > 1) {
      // The rows that do not fail have values to compare.
      for (int k = 0; k < Math.min(3, batch.rowCount()); k++) {
        checkBatch(program, compiled, interpreted, batch.select(new int[] {batch.rowAt(k)}, 1));
      }
    }
  }

  private static Batch batch(
      List<DataType> types, Map<Integer, Dictionary> dictionaries, SplittableRandom random) {
    int rows = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(8);
    boolean nulls = random.nextInt(3) > 0;
    Vector[] vectors = new Vector[types.size()];
    for (int c = 0; c < vectors.length; c++) {
      DataType type = types.get(c);
      boolean coded =
          type.lane() == Lane.BYTES && (dictionaries.containsKey(c) || random.nextBoolean());
      vectors[c] =
          coded
              ? coded(
                  type, rows, nulls, dictionaries.computeIfAbsent(c, _ -> new Dictionary()), random)
              : flat(type, rows, nulls, random);
    }
    int live = rows;
    int @Nullable [] selection = null;
    if (random.nextInt(3) == 0) {
      selection = new int[rows];
      live = 0;
      for (int row = 0; row < rows; row++) {
        if (random.nextBoolean()) {
          selection[live++] = row;
        }
      }
    }
    long[] weights = random.nextInt(3) == 0 ? random.longs(rows).toArray() : null;
    return new Batch(vectors, live, selection, weights);
  }

  private static Vector flat(DataType type, int rows, boolean nulls, SplittableRandom random) {
    VectorBuilder builder = VectorBuilder.of(type.lane());
    boolean[] isNull = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      isNull[row] = nulls && random.nextInt(4) == 0;
      Values.append(builder, isNull[row] ? null : RandomValues.some(type, random));
    }
    Vector vector = builder.build();
    if (vector instanceof BytesVector bytes && bytes.nulls() != null) {
      // What stands at a NULL row is unspecified: it must not be looked at.
      long[] spans = bytes.spans().clone();
      for (int row = 0; row < rows; row++) {
        spans[row] = isNull[row] ? random.nextLong() : spans[row];
      }
      return new BytesVector(bytes.data(), spans, bytes.nulls());
    }
    return vector;
  }

  private static Vector coded(
      DataType type, int rows, boolean nulls, Dictionary dictionary, SplittableRandom random) {
    dictionary.idOf((Slice) RandomValues.some(type, random));
    int[] ids = new int[rows];
    boolean[] isNull = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      isNull[row] = nulls && random.nextInt(4) == 0;
      ids[row] = isNull[row] ? 0 : dictionary.idOf((Slice) RandomValues.some(type, random));
    }
    return new DictionaryVector(ids, dictionary, nulls ? isNull : null);
  }

  private static String outcome(Evaluator evaluator, Batch batch) {
    try {
      Batch result = evaluator.evaluate(batch, Check.context());
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < result.rowCount(); k++) {
        int row = result.rowAt(k);
        text.append(row).append('*').append(result.weightAt(row)).append(':');
        for (int c = 0; c < result.columnCount(); c++) {
          text.append(' ').append(Values.get(result.column(c), row));
        }
        text.append('\n');
      }
      return text.toString();
    } catch (UserException e) {
      return ERROR + e.code() + " at " + e.position() + ": " + e.message();
    }
  }

  private static String show(Batch batch, List<DataType> types) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < batch.rowCount(); k++) {
      for (int c = 0; c < types.size(); c++) {
        text.append(' ').append(Values.get(batch.column(c), batch.rowAt(k)));
      }
      text.append('\n');
    }
    return text + " selection " + Arrays.toString(batch.selection());
  }
}
