package io.velostream.expression.compile;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of one expression for the entries of one dictionary: place 0 is for NULL, place `id +
/// 1` for an entry. It follows the dictionary as that grows.
final class MemoTable {
  private static final int INITIAL_CAPACITY = 64;

  private final Memos.Memo memo;
  private final Evaluator evaluator;
  private @Nullable Dictionary dictionary;
  private @Nullable ZoneId zone;
  private int known;
  private boolean failed;
  private Dictionary texts = new Dictionary();
  private long[] longs = new long[INITIAL_CAPACITY];
  private long[] lows = new long[INITIAL_CAPACITY];
  private double[] doubles = new double[INITIAL_CAPACITY];
  private int[] ids = new int[INITIAL_CAPACITY];
  private boolean[] nulls = new boolean[INITIAL_CAPACITY];

  MemoTable(Memos.Memo memo, DataType columnType) {
    this.memo = memo;
    Expression alone = Columns.renumber(memo.expression(), 0);
    evaluator = CompiledEvaluators.create(new Program(List.of(columnType), null, List.of(alone)));
  }

  /// What is remembered.
  Memos.Memo memo() {
    return memo;
  }

  /// Results that are text; their ids are those in the frame.
  Dictionary texts() {
    return texts;
  }

  /// Learns the entries that are new.
  ///
  /// @return whether all entries have a value; if not, they must be computed row by row, since only
  ///   the rows that are really there may raise an error
  boolean learn(Dictionary current, EvaluationContext context) {
    if (current != dictionary || !context.zone().equals(zone)) {
      forget(current, context.zone());
    }
    if (failed) {
      return false;
    }
    try {
      if (known == 0) {
        BytesVector nothing = new BytesVector(new byte[0], new long[1], new boolean[] {true});
        store(evaluator.evaluate(Batch.of(1, List.of(nothing)), context).column(0), 0, 0);
        known = 1;
      }
      if (known <= current.size()) {
        learnFrom(current, context);
      }
    } catch (UserException | ArithmeticException e) {
      // Perhaps no row has that value; if one has, it raises the error again. A value in the midst
      // of an expression may also be wider than a column can hold: row by row it need not be held.
      failed = true;
    }
    return !failed;
  }

  /// Shows the values to generated code.
  void fill(Frame frame) {
    int slot = memo.slot();
    frame.longs[slot] = longs;
    frame.lows[slot] = lows;
    frame.doubles[slot] = doubles;
    frame.ids[slot] = ids;
    frame.nulls[slot] = nulls;
    frame.bytes[slot] = texts.data();
  }

  private void forget(Dictionary current, ZoneId currentZone) {
    dictionary = current;
    zone = currentZone;
    known = 0;
    failed = false;
    texts = new Dictionary();
  }

  private void learnFrom(Dictionary current, EvaluationContext context) {
    int first = known - 1;
    int count = current.size() - first;
    int[] selection = new int[count];
    Arrays.setAll(selection, i -> first + i);
    Vector entries = new BytesVector(current.data(), current.spans(), null);
    Batch batch = new Batch(new Vector[] {entries}, count, selection, null);
    Vector values = evaluator.evaluate(batch, context).column(0);
    for (int id = first; id < current.size(); id++) {
      store(values, id, id + 1);
    }
    known = current.size() + 1;
  }

  private void store(Vector values, int row, int place) {
    grow(place + 1);
    Object value = Values.get(values, row);
    nulls[place] = value == null;
    switch (value) {
      case Long number -> longs[place] = number;
      case Double number -> doubles[place] = number;
      case BigInteger wide -> {
        longs[place] = WideInteger.high(wide);
        lows[place] = WideInteger.low(wide);
      }
      case Slice text -> ids[place] = texts.idOf(text);
      // A NULL row still needs an id that exists.
      case null -> ids[place] = texts.size() == 0 ? texts.idOf(Slice.EMPTY) : 0;
      default -> throw new IllegalStateException("not a value: " + value);
    }
    if (value instanceof Slice) {
      longs[place] = texts.spans()[ids[place]];
    }
  }

  private void grow(int capacity) {
    if (capacity > longs.length) {
      int larger = Math.max(capacity, longs.length * 2);
      longs = Arrays.copyOf(longs, larger);
      lows = Arrays.copyOf(lows, larger);
      doubles = Arrays.copyOf(doubles, larger);
      ids = Arrays.copyOf(ids, larger);
      nulls = Arrays.copyOf(nulls, larger);
    }
  }
}
