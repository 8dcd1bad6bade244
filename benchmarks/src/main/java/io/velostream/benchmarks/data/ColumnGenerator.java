package io.velostream.benchmarks.data;

import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import java.util.function.IntFunction;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;

/// Makes the values of one column. One instance serves one data set, from its first record on.
@FunctionalInterface
public interface ColumnGenerator {
  /// The values of the records `first .. first + count - 1`, in a vector with arrays of its own.
  Vector generate(long first, int count);

  /// Values of lane LONG.
  static ColumnGenerator longs(LongUnaryOperator valueOf) {
    return (first, count) -> {
      long[] values = new long[count];
      for (int k = 0; k < count; k++) {
        values[k] = valueOf.applyAsLong(first + k);
      }
      return new LongVector(values, null);
    };
  }

  /// Values of lane DOUBLE.
  static ColumnGenerator doubles(LongToDoubleFunction valueOf) {
    return (first, count) -> {
      double[] values = new double[count];
      for (int k = 0; k < count; k++) {
        values[k] = valueOf.applyAsDouble(first + k);
      }
      return new DoubleVector(values, null);
    };
  }

  /// Strings as ids into one dictionary for all batches, as a source column of low cardinality
  /// delivers them.
  ///
  /// @param choice the number of the string, from 0 to `choices - 1`
  static ColumnGenerator coded(int choices, IntFunction<String> text, LongToIntFunction choice) {
    Dictionary dictionary = new Dictionary();
    int[] idOfChoice = new int[choices];
    for (int c = 0; c < choices; c++) {
      idOfChoice[c] = dictionary.idOf(Slice.utf8(text.apply(c)));
    }
    return (first, count) -> {
      int[] ids = new int[count];
      for (int k = 0; k < count; k++) {
        ids[k] = idOfChoice[choice.applyAsInt(first + k)];
      }
      return new DictionaryVector(ids, dictionary, null);
    };
  }

  /// Strings as plain bytes, each row with a copy of its own.
  ///
  /// @param choice the number of the string, from 0 to `choices - 1`
  static ColumnGenerator flat(int choices, IntFunction<String> text, LongToIntFunction choice) {
    Slice[] slices = new Slice[choices];
    for (int c = 0; c < choices; c++) {
      slices[c] = Slice.utf8(text.apply(c));
    }
    return (first, count) -> {
      BytesVectorBuilder builder = new BytesVectorBuilder();
      for (int k = 0; k < count; k++) {
        builder.append(slices[choice.applyAsInt(first + k)]);
      }
      return builder.build();
    };
  }
}
