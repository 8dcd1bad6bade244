package io.velostream.runtime.exchange;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
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
  private final LiveRows live = new LiveRows();

  Exchange(Schema schema, List<HandoverQueue<Parcel>> queues, @Nullable Shares shares) {
    this.outlets = queues.stream().map(q -> new Outlet(schema, q)).toArray(Outlet[]::new);
    this.shares = shares;
  }

  @Override
  public void emit(Batch batch) {
    send(batch, null);
  }

  @Override
  public void emit(Batch keys, PartialRows states) {
    send(keys, states);
  }

  private void send(Batch batch, @Nullable PartialRows states) {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    if (shares == null) {
      outlets[0].append(batch, live.of(batch), 0, count, states);
      return;
    }
    shares.part(batch);
    for (int i = 0; i < outlets.length; i++) {
      outlets[i].append(batch, shares.rows(), shares.start(i), shares.count(i), states);
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
