package io.velostream.runtime.exchange;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.PartialRows;
import io.velostream.operators.aggregate.PartialState;
import io.velostream.stream.Watermarks;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What travels through a queue: copied or lent rows, or groups, and whether a step or a turn ends
/// behind them.
///
/// It belongs to the sender until it is handed over, then to the receiver until it is released, and
/// so on.
final class Parcel {
  private final ParcelColumn[] columns;
  private final ParcelColumn[] plainColumns;

  /// Whether there are rows where otherwise groups are.
  private boolean plain;

  private long[] weights = new long[0];
  private boolean weighted;
  private @Nullable PartialState states;

  /// Rows that lie elsewhere, instead of copied ones, and whom to tell when they are done with.
  private @Nullable Batch lent;

  private Output.@Nullable Loan loan;
  private int rows;
  private boolean endsStep;
  private boolean endsTurn;
  private boolean endsEpoch;
  private long watermark = Watermarks.NONE;

  /// What all this was made of.
  private final InputSpans origin = new InputSpans();

  /// @param plain the columns of rows that travel besides groups, if any do
  Parcel(Schema schema, Optional<Schema> plain) {
    columns = columns(schema);
    plainColumns = plain.map(Parcel::columns).orElse(new ParcelColumn[0]);
  }

  private static ParcelColumn[] columns(Schema schema) {
    ParcelColumn[] columns = new ParcelColumn[schema.size()];
    Arrays.setAll(columns, c -> new ParcelColumn(schema.type(c).lane()));
    return columns;
  }

  private ParcelColumn[] present() {
    return plain ? plainColumns : columns;
  }

  /// Whether there are rows where otherwise groups are. The receiver's.
  boolean isPlain() {
    return plain;
  }

  int rows() {
    return rows;
  }

  /// Whether rows of a batch can join those that are here; when there are none, a parcel takes any.
  /// The sender's.
  ///
  /// @param asPlain whether they are rows where otherwise groups are
  boolean takes(Batch batch, boolean asPlain, SentWords[] sent) {
    if (rows == 0) {
      return true;
    }
    if (plain != asPlain) {
      return false;
    }
    ParcelColumn[] own = present();
    for (int c = 0; c < own.length; c++) {
      if (!own[c].takes(batch.column(c), sent[c])) {
        return false;
      }
    }
    return true;
  }

  /// Copies the rows `selected[from .. from + count - 1]`. The sender's.
  ///
  /// @param asPlain whether they are rows where otherwise groups are
  void append(Batch batch, boolean asPlain, int[] selected, int from, int count, SentWords[] sent) {
    plain = asPlain;
    ParcelColumn[] own = present();
    for (int c = 0; c < own.length; c++) {
      own[c].append(batch.column(c), selected, from, count, sent[c]);
    }
    if (weighted || batch.weights() != null) {
      appendWeights(batch, selected, from, count);
    }
    rows += count;
  }

  private void appendWeights(Batch batch, int[] selected, int from, int count) {
    if (weights.length < rows + count) {
      weights = Arrays.copyOf(weights, Math.max(rows + count, weights.length * 2));
    }
    if (!weighted) {
      Arrays.fill(weights, 0, rows, 1);
      weighted = true;
    }
    for (int i = 0; i < count; i++) {
      weights[rows + i] = batch.weightAt(selected[from + i]);
    }
  }

  /// Copies the states that belong to rows which were appended. The sender's.
  void append(PartialRows partial, int[] selected, int from, int count) {
    PartialState own = states;
    if (own == null) {
      own = new PartialState();
      states = own;
    }
    own.append(partial, selected, from, count);
  }

  /// Takes rows as they are; there are none so far. The sender's.
  void lend(Batch batch, Output.Loan until) {
    lent = batch;
    loan = until;
    rows = batch.rowCount();
  }

  /// The states that belong to the rows. The receiver's, and only where groups travel.
  PartialState states() {
    PartialState own = states;
    if (own == null) {
      throw new IllegalStateException("rows without states");
    }
    return own;
  }

  /// Says what the rows were made of, and what the step was if it ends behind them. The sender's.
  void comeFrom(InputSpans places) {
    origin.clear();
    origin.addAll(0, places);
  }

  /// What they were made of. The receiver's.
  InputSpans origin() {
    return origin;
  }

  /// A step ends behind the rows.
  void endStep(long reached) {
    endsStep = true;
    watermark = reached;
  }

  /// A turn ends behind the rows.
  void endTurn() {
    endsTurn = true;
  }

  /// An epoch ends behind the rows.
  void endEpoch() {
    endsEpoch = true;
  }

  boolean endsStep() {
    return endsStep;
  }

  boolean endsTurn() {
    return endsTurn;
  }

  boolean endsEpoch() {
    return endsEpoch;
  }

  /// How far event time is behind the step that ends here.
  long watermark() {
    return watermark;
  }

  /// The rows; called once. The receiver's.
  Batch build(HeardWords[] heard) {
    if (lent != null) {
      return lent;
    }
    ParcelColumn[] own = present();
    Vector[] built = new Vector[own.length];
    for (int c = 0; c < own.length; c++) {
      built[c] = own[c].build(heard[c]);
    }
    return new Batch(built, rows, null, weighted ? weights : null);
  }

  /// Forgets everything and keeps the arrays, and ends a loan. The sender's.
  void reset() {
    Output.Loan ending = loan;
    if (ending != null) {
      loan = null;
      lent = null;
      ending.end();
    }
    for (ParcelColumn column : present()) {
      column.reset();
    }
    plain = false;
    if (states != null) {
      states.clear();
    }
    rows = 0;
    weighted = false;
    endsStep = false;
    endsTurn = false;
    endsEpoch = false;
    watermark = Watermarks.NONE;
  }
}
