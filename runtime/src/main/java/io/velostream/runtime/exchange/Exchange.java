package io.velostream.runtime.exchange;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.PartialOutput;
import io.velostream.operators.aggregate.PartialRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sending end of a change of cores: copies rows to the pipelines that they belong to. Belongs
/// to one thread.
public final class Exchange implements Output, PartialOutput {
  private final Outlet[] outlets;
  private final @Nullable Shares shares;
  private final @Nullable Shares plainShares;
  private final boolean plain;
  private final LiveRows live = new LiveRows();

  /// @param outlets by receiver
  /// @param plain whether rows may travel besides groups
  /// @param shares of groups, or of rows where nothing else travels; `null` for a single receiver
  /// @param plainShares of rows that travel besides groups
  Exchange(
      List<Outlet> outlets, boolean plain, @Nullable Shares shares, @Nullable Shares plainShares) {
    this.outlets = outlets.toArray(Outlet[]::new);
    this.plain = plain;
    this.shares = shares;
    this.plainShares = plainShares;
  }

  /// Says where it is always to be seen what is being sent was made of; the sender's, who changes
  /// it from step to step.
  public void comesFrom(InputSpans places) {
    for (Outlet outlet : outlets) {
      outlet.comesFrom(places);
    }
  }

  /// Whether rows may be put in besides groups.
  public boolean takesRows() {
    return plain;
  }

  @Override
  public void emit(Batch batch) {
    send(batch, plain, plain ? plainShares : shares, null);
  }

  /// Where all rows belong to one receiver, they need not be copied.
  @Override
  public boolean lend(Batch batch, Loan loan) {
    if (shares == null && batch.rowCount() > 0 && outlets[0].lend(batch, loan)) {
      return true;
    }
    emit(batch);
    return false;
  }

  @Override
  public void emit(Batch keys, PartialRows states) {
    send(keys, false, shares, states);
  }

  private void send(
      Batch batch, boolean asPlain, @Nullable Shares parted, @Nullable PartialRows states) {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    if (parted == null) {
      outlets[0].append(batch, asPlain, live.of(batch), 0, count, states);
      return;
    }
    parted.part(batch);
    for (int i = 0; i < outlets.length; i++) {
      outlets[i].append(batch, asPlain, parted.rows(), parted.start(i), parted.count(i), states);
    }
  }

  /// Tells all receivers that the step has ended.
  ///
  /// @param endsTurn whether the sender's turn has ended, too
  public void endStep(long watermark, boolean endsTurn) {
    endStep(watermark, endsTurn, false);
  }

  /// Tells all receivers that the step has ended.
  ///
  /// @param endsTurn whether the sender's turn has ended, too
  /// @param endsEpoch whether the sender's part of an epoch has
  public void endStep(long watermark, boolean endsTurn, boolean endsEpoch) {
    for (Outlet outlet : outlets) {
      outlet.endStep(watermark, endsTurn, endsEpoch);
    }
  }

  /// Hands over what is still to be handed over, as far as the queues have room.
  ///
  /// @return whether nothing is left
  public boolean flush() {
    boolean done = true;
    for (Outlet outlet : outlets) {
      done &= outlet.flush();
    }
    return done;
  }
}
