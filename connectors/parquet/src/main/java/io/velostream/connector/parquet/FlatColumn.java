package io.velostream.connector.parquet;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column that is stored as it is: one value or NULL a row.
///
/// Strings stay what they are in the file: ids of a dictionary, or spans of a page. Only a batch
/// that lies on two pages, or half on a dictionary, copies their bytes together.
final class FlatColumn implements FileColumn {
  private final LeafReader reader;
  private final Lanes lanes;
  private final @Nullable SharedIds sharedIds;
  private final boolean optional;
  private final boolean[] nulls;
  private final int[] levels;
  private final int[] ids;

  /// The array that the spans of the batch are of; `null` before its first span.
  private byte @Nullable [] data;

  /// Whether all values of the batch so far are ids.
  private boolean coded;

  private boolean anyNull;

  /// @param sharedIds the ids of the column's strings in all files; `null` to make none
  FlatColumn(Leaf leaf, int batchRows, @Nullable SharedIds sharedIds) {
    this.reader = new LeafReader(leaf);
    this.lanes = new Lanes(leaf.conversion().lane, batchRows);
    this.sharedIds = sharedIds;
    this.optional = leaf.maxDefinition() > 0;
    this.nulls = new boolean[optional ? batchRows : 0];
    this.levels = new int[optional ? batchRows : 0];
    this.ids = new int[sharedIds == null ? 0 : batchRows];
  }

  @Override
  public List<LeafReader> leaves() {
    return List.of(reader);
  }

  @Override
  public void startGroup() {}

  @Override
  public Vector read(int rows) throws IOException {
    if (anyNull) {
      Arrays.fill(nulls, false);
    }
    anyNull = false;
    data = null;
    coded = sharedIds != null;
    lanes.clearBuffer();
    int at = 0;
    while (at < rows) {
      if (reader.left() == 0) {
        keepBytes(at);
        reader.nextPage();
      }
      int count = Math.min(reader.left(), rows - at);
      int values = optional ? readNulls(at, count) : count;
      readValues(at, count, values);
      reader.taken(count);
      at += count;
    }
    return vector();
  }

  /// Marks the NULLs among `count` rows, and counts the others.
  private int readNulls(int at, int count) {
    if (reader.definitions.takeAll(count, 1)) {
      return count;
    }
    reader.definitions.read(levels, 0, count);
    int values = 0;
    for (int i = 0; i < count; i++) {
      values += levels[i];
      nulls[at + i] = levels[i] == 0;
    }
    anyNull |= values < count;
    return values;
  }

  private void readValues(int at, int count, int values) throws IOException {
    if (lanes.lane != Lane.BYTES) {
      reader.readValues(lanes, at, values);
    } else if (coded && sharedIds != null && sharedIds.take(reader)) {
      readIds(sharedIds, at, count, values);
      return;
    } else {
      readBytes(at, values);
    }
    if (values < count) {
      lanes.spread(nulls, at, count, values);
    }
  }

  private void readIds(SharedIds shared, int at, int count, int values) {
    reader.readIds(ids, at, values);
    shared.translate(ids, at, values);
    if (values < count) {
      int from = at + values;
      for (int i = at + count - 1; i >= at; i--) {
        ids[i] = nulls[i] ? 0 : ids[--from];
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // which array it is tells who owns it
  private void readBytes(int at, int values) throws IOException {
    if (coded) {
      coded = false;
      spansOfIds(at);
    }
    byte[] before = data;
    byte[] read = reader.readValues(lanes, at, values);
    if (before == null || before == read || read == lanes.buffer && at == 0) {
      data = read;
    } else if (read == lanes.buffer) {
      // The buffer may have been replaced by a longer one with the same content.
      data = read;
    } else {
      for (int i = at; i < at + values; i++) {
        lanes.spans[i] = lanes.copy(read, Span.start(lanes.spans[i]), Span.length(lanes.spans[i]));
      }
      data = lanes.buffer;
    }
  }

  /// The first rows of the batch are ids, but the next ones will not be.
  private void spansOfIds(int rows) {
    if (rows == 0 || sharedIds == null) {
      return;
    }
    byte[] from = sharedIds.dictionary().data();
    long[] spans = sharedIds.dictionary().spans();
    for (int i = 0; i < rows; i++) {
      boolean isNull = anyNull && nulls[i];
      long span = isNull ? 0 : spans[ids[i]];
      lanes.spans[i] = isNull ? 0 : lanes.copy(from, Span.start(span), Span.length(span));
    }
    data = lanes.buffer;
  }

  /// The next page overwrites this one: what the batch has of it is copied.
  @SuppressWarnings("ReferenceEquality") // which array it is tells who owns it
  private void keepBytes(int rows) {
    byte[] from = data;
    if (from == null || from == lanes.buffer || coded || rows == 0) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      long span = lanes.spans[i];
      lanes.spans[i] =
          anyNull && nulls[i] ? 0 : lanes.copy(from, Span.start(span), Span.length(span));
    }
    data = lanes.buffer;
  }

  private Vector vector() {
    boolean[] mask = anyNull ? nulls : null;
    return switch (lanes.lane) {
      case LONG -> new LongVector(lanes.longs, mask);
      case WIDE -> new WideVector(lanes.highs, lanes.longs, mask);
      case DOUBLE -> new DoubleVector(lanes.doubles, mask);
      case BYTES -> {
        if (coded && sharedIds != null) {
          yield sharedIds.vector(ids, mask);
        }
        yield new BytesVector(data == null ? lanes.buffer : data, lanes.spans, mask);
      }
    };
  }
}
