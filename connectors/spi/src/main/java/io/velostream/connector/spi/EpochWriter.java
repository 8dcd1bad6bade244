package io.velostream.connector.spi;

import io.velostream.columnar.Batch;
import java.io.IOException;

/// Writes a table epoch by epoch, each of which becomes visible as a whole and once, whatever dies
/// when. Belongs to one thread.
///
/// The sink itself keeps a record of how far it is, and writes it in the same step that makes an
/// epoch visible: that record alone says whether an epoch was committed. Calls come in this order:
/// [#fence] once, then for each epoch [#begin], [#write] any number of times, [#stage], [#commit].
/// Where [#overlaps] says so, the next epoch may begin, and its rows come, before the one that was
/// staged is committed; it is not staged before that. Before the first one begins, the epochs that
/// a dead process has staged may be committed.
public interface EpochWriter extends AutoCloseable {
  /// Shuts out every writer of an older generation for good: it can commit nothing from now on.
  ///
  /// @param owner who writes from now on
  /// @param fresh whether to start over: what was not made visible is dropped, and the progress is
  ///   that of a sink that was never written to
  /// @return how far the sink is
  /// @throws FencedException when a newer generation has come
  /// @throws IOException when the sink fails
  SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException;

  /// The last epoch that any part of the sink has, where it has several: [#fence] gives that of the
  /// slowest part. 0 when all are equally far.
  default long furthest() {
    return 0;
  }

  /// Begins an epoch.
  ///
  /// @param epoch its number, from 1
  /// @throws IOException when the sink fails
  void begin(long epoch) throws IOException;

  /// Writes the live rows of a batch with their weights.
  ///
  /// @throws IOException when the sink fails
  void write(Batch batch) throws IOException;

  /// Whether what [#stage] gives outlives the process, so that one that comes after can commit it.
  /// If not, that one must run the epoch again.
  boolean stagesDurably();

  /// Whether an epoch may begin before the one that was staged is committed. If not, the job waits
  /// while its state is written.
  default boolean overlaps() {
    return false;
  }

  /// Ends the epoch that was begun: its rows are complete. They stay invisible.
  ///
  /// @param last whether no other epoch will come
  /// @return what [#commit] needs
  /// @throws IOException when the sink fails
  StagedEpoch stage(boolean last) throws IOException;

  /// Makes an epoch visible and records it, in one step.
  ///
  /// @param staged what [#stage] has given, perhaps to another process
  /// @param last whether no other epoch will come
  /// @throws FencedException when a newer generation has come; the epoch is not committed by this
  ///   call
  /// @throws IOException when the sink fails; whether the epoch is committed is then not known
  void commit(long epoch, StagedEpoch staged, boolean last) throws IOException;

  /// Releases everything; what was not committed stays invisible.
  @Override
  void close() throws IOException;
}
