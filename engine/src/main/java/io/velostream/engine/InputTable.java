package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.input.InputBuffer;
import io.velostream.engine.value.FromJava;
import org.jspecify.annotations.Nullable;

/// A table whose rows come from the program: [Session#input(InputSpec)] makes one.
///
/// **Who gets the rows.** Every query that is open when a row is added. Rows that are added while
/// none is open wait for the next one. A query over the table ends when the table is closed and all
/// its rows are read.
///
/// **Threads.** Any thread may add and close; the rows of one thread keep their order.
///
/// **Back-pressure.** When [InputSpec#capacity()] rows wait for the slowest query, adding waits
/// until there is room. If the adding thread is the one that reads (the session's), waiting would
/// be for ever: an [IllegalStateException] says so instead.
public final class InputTable implements AutoCloseable {
  private final InputSpec spec;
  private final InputBuffer buffer;

  InputTable(InputSpec spec, InputBuffer buffer) {
    this.spec = spec;
    this.buffer = buffer;
  }

  /// Its name in queries.
  public String name() {
    return spec.name();
  }

  /// Its columns.
  public Schema schema() {
    return spec.schema();
  }

  /// Adds a row: one object per column, of the class that [Row#getObject(int)] gives for its type,
  /// or any exact number for a numeric column.
  ///
  /// @throws UserException when a value does not fit its column
  /// @throws IllegalStateException when the table is closed, or see above
  public void add(@Nullable Object... values) {
    buffer.add(boxed(values), 1);
  }

  /// Takes a row back that was added before.
  ///
  /// @throws UserException INVALID_STATEMENT unless the table was made with
  ///   [InputSpec#withRetractions()]
  public void retract(@Nullable Object... values) {
    if (!spec.changelog()) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT, "rows of '" + name() + "' cannot be taken back")
          .hint("make the input with InputSpec.withRetractions()");
    }
    buffer.add(boxed(values), -1);
  }

  /// Adds the rows of a batch without copying them: nobody may change its arrays any more.
  ///
  /// @throws UserException when the columns are not those of the table, or it has weights though
  ///   rows cannot be taken back
  public void add(Batch batch) {
    check(batch);
    buffer.add(batch);
  }

  /// A way to add many rows without an object per value. It belongs to one thread.
  ///
  /// @param batchRows rows that are handed over at once
  public RowAppender appender(int batchRows) {
    return new RowAppender(spec.schema(), batchRows, buffer);
  }

  /// No more rows will come. Does nothing the second time.
  @Override
  public void close() {
    buffer.close();
  }

  private @Nullable Object[] boxed(@Nullable Object[] values) {
    Schema schema = spec.schema();
    if (values.length != schema.size()) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "'%s' has %d columns, the row has %d".formatted(name(), schema.size(), values.length));
    }
    @Nullable Object[] boxed = new @Nullable Object[values.length];
    for (int c = 0; c < values.length; c++) {
      boxed[c] = boxed(schema.field(c), values[c]);
    }
    return boxed;
  }

  private static @Nullable Object boxed(Field field, @Nullable Object value) {
    if (value == null) {
      if (!field.nullable()) {
        throw RowAppender.notNull(field);
      }
      return null;
    }
    try {
      return FromJava.box(field.type(), value);
    } catch (UserException e) {
      throw new UserException(e.code(), "column '" + field.name() + "': " + e.message());
    }
  }

  private void check(Batch batch) {
    Schema schema = spec.schema();
    boolean fits = batch.columnCount() == schema.size();
    for (int c = 0; fits && c < schema.size(); c++) {
      fits = batch.column(c).lane() == schema.type(c).lane();
    }
    if (!fits) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH, "the columns of the batch are not " + schema);
    }
    if (batch.weights() != null && !spec.changelog()) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT, "'" + name() + "' takes no batch with weights")
          .hint("make the input with InputSpec.withRetractions()");
    }
  }
}
