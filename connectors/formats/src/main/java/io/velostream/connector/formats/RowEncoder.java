package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// Turns batches into the bytes of a text format; has no state.
///
/// With a changelog, each row starts with a field `op`, `+I` for an insertion and `-D` for a
/// retraction, unless the format has a way of its own to tell. A row of weight n is written n
/// times.
public abstract sealed class RowEncoder implements MessageEncoder
    permits CsvEncoder, DebeziumEncoder, JsonEncoder, RawEncoder {
  /// Name of the field that tells insertions from retractions.
  public static final String OP = "op";

  static final String INSERT = "+I";
  static final String DELETE = "-D";

  final Schema schema;
  final boolean changelog;
  final TimestampFormat timestamps;

  RowEncoder(Schema schema, boolean changelog, TimestampFormat timestamps) {
    this.schema = schema;
    this.changelog = changelog;
    this.timestamps = timestamps;
  }

  /// Sees to it that a changelog can have a field [#OP] of its own.
  static void requireOp(Schema schema, boolean changelog) {
    if (changelog && schema.indexOf(OP) >= 0) {
      throw opIsTaken();
    }
  }

  /// The error for a changelog of a table with a column [#OP].
  public static UserException opIsTaken() {
    return new UserException(
            ErrorCode.AMBIGUOUS_NAME,
            "the changelog needs a column '" + OP + "', but the table has one of that name")
        .hint("give the table's column another name");
  }

  @Override
  public final boolean isChangelog() {
    return changelog;
  }

  /// Appends what comes before the first row.
  public abstract void header(TextBuffer out);

  /// Appends the live rows of a batch with their weights.
  public final void encode(Batch batch, TextBuffer out) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      if (weight < 0 && !changelog) {
        throw new IllegalStateException("a retraction in an append-only output");
      }
      if (weight == 0) {
        continue;
      }
      int from = out.length();
      row(batch, row, weight > 0 ? INSERT : DELETE, out);
      int length = out.length() - from;
      for (long n = Math.abs(weight); n > 1; n--) {
        out.append(out.array(), from, length);
      }
    }
  }

  @Override
  public final void message(Batch batch, int row, boolean inserted, TextBuffer out) {
    row(batch, row, inserted ? INSERT : DELETE, out);
    out.truncate(out.length() - 1);
  }

  /// Appends one row with its newline.
  abstract void row(Batch batch, int row, String op, TextBuffer out);
}
