package io.velostream.connector.parquet;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import java.math.BigInteger;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/// What the least and the greatest value of a column and its count of NULLs rule out.
final class ChunkStatistics {
  private ChunkStatistics() {}

  /// Whether no row of the chunk can meet the condition.
  static boolean excludes(ColumnChunkMetaData chunk, Leaf leaf, ColumnBound condition) {
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics == null) {
      return false;
    }
    boolean countsNulls = statistics.isNumNullsSet();
    if (condition.relation() == ColumnBound.Relation.NULL) {
      return countsNulls && statistics.getNumNulls() == 0;
    }
    if (countsNulls && statistics.getNumNulls() == chunk.getValueCount()) {
      return true;
    }
    Object value = condition.value();
    if (value == null || !statistics.hasNonNullValue() || !isOrdered(leaf, condition)) {
      return false;
    }
    Object min = value(leaf, statistics.genericGetMin());
    Object max = value(leaf, statistics.genericGetMax());
    return min != null && max != null && excludes(condition, value, min, max);
  }

  private static boolean excludes(ColumnBound condition, Object value, Object min, Object max) {
    return switch (condition.relation()) {
      case EQUAL -> compare(value, min) < 0 || compare(value, max) > 0;
      case LESS -> compare(min, value) >= 0;
      case LESS_OR_EQUAL -> compare(min, value) > 0;
      case GREATER -> compare(max, value) <= 0;
      case GREATER_OR_EQUAL -> compare(max, value) < 0;
      case NULL, NOT_NULL -> false;
    };
  }

  /// Whether statistics order values as the condition does. They leave out NaN, which is the
  /// greatest of all, so that they cannot tell what is greater.
  private static boolean isOrdered(Leaf leaf, ColumnBound condition) {
    return switch (leaf.conversion()) {
      case BOOLEAN,
          INT,
          UNSIGNED_INT,
          INT_MILLIS,
          LONG,
          UNSIGNED_LONG,
          MILLIS,
          NANOS,
          DECIMAL,
          WIDE_DECIMAL ->
          true;
      case FLOAT, DOUBLE ->
          switch (condition.relation()) {
            case EQUAL, LESS, LESS_OR_EQUAL -> condition.value() instanceof Double d && !d.isNaN();
            case GREATER, GREATER_OR_EQUAL, NULL, NOT_NULL -> false;
          };
      case BYTES ->
          leaf.type() instanceof DataType.Varchar || leaf.type() instanceof DataType.Varbinary;
      case INT96, HALF, UUID, JSON, WKB -> false;
    };
  }

  /// A value of the statistics in the form of its lane, `null` if it is not as it should be.
  private static @Nullable Object value(Leaf leaf, @Nullable Object stored) {
    return switch (leaf.conversion()) {
      case BOOLEAN -> stored instanceof Boolean b ? (b ? 1L : 0L) : null;
      case INT -> stored instanceof Integer i ? (Object) (long) i : null;
      case UNSIGNED_INT -> stored instanceof Integer i ? (Object) Integer.toUnsignedLong(i) : null;
      case INT_MILLIS -> stored instanceof Integer i ? (Object) (i * 1_000L) : null;
      case LONG -> stored instanceof Long ? stored : null;
      case MILLIS -> stored instanceof Long l ? (Object) Times.millisToMicros(l) : null;
      case NANOS -> stored instanceof Long l ? (Object) Math.floorDiv(l, 1_000L) : null;
      case UNSIGNED_LONG ->
          stored instanceof Long l ? new BigInteger(Long.toUnsignedString(l)) : null;
      case DECIMAL ->
          stored instanceof Binary b && b.length() > 0 && b.length() <= 16
              ? (Object) new BigInteger(b.getBytes()).longValue()
              : null;
      case WIDE_DECIMAL ->
          stored instanceof Binary b && b.length() > 0 ? new BigInteger(b.getBytes()) : null;
      case FLOAT -> stored instanceof Float f ? (Object) (double) f : null;
      case DOUBLE -> stored instanceof Double ? stored : null;
      case BYTES -> stored instanceof Binary b ? new Slice(b.getBytes(), 0, b.length()) : null;
      case INT96, HALF, UUID, JSON, WKB -> null;
    };
  }

  private static int compare(Object a, Object b) {
    return switch (a) {
      case Long l when b instanceof Long other -> Long.compare(l, other);
      case Slice s when b instanceof Slice other -> s.compareTo(other);
      // Zero and minus zero are equal.
      case Double d when b instanceof Double other -> Double.compare(d + 0.0, other + 0.0);
      case BigInteger i when b instanceof BigInteger other -> i.compareTo(other);
      default -> throw new IllegalStateException("not of one lane: " + a + " and " + b);
    };
  }
}
