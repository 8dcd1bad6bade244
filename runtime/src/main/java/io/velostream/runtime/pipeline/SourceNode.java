package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.InputRange;
import io.velostream.operators.Output;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A leaf: a reader and where its batches go.
final class SourceNode implements PipelineNode {
  private final BatchReader reader;
  private final Output output;
  private final boolean bounded;
  private final List<List<OperatorNode>> consumers = new ArrayList<>();
  private boolean ended;
  private boolean skipped;
  private boolean moved;
  private long bytes;
  private long rows;
  private long lastRows;

  /// @param bounded whether the reader comes to an end
  SourceNode(BatchReader reader, Output output, boolean bounded) {
    this.reader = reader;
    this.output = output;
    this.bounded = bounded;
  }

  /// Says through which operators the rows go on one of their ways.
  void passThrough(List<OperatorNode> way) {
    consumers.add(List.copyOf(way));
  }

  private boolean isWanted() {
    for (List<OperatorNode> way : consumers) {
      if (way.stream().noneMatch(OperatorNode::isSatisfied)) {
        return true;
      }
    }
    return false;
  }

  BatchReader reader() {
    return reader;
  }

  boolean isBounded() {
    return bounded;
  }

  boolean hasEnded() {
    return ended;
  }

  /// Live rows read so far.
  long rows() {
    return rows;
  }

  /// Where the rows lie that were read last; nothing when there were none.
  Optional<InputRange> lastRead() {
    if (lastRows == 0) {
      return Optional.empty();
    }
    return Optional.of(
        reader.firstPlace() < 0
            ? InputRange.rows(rows - lastRows + 1, rows)
            : reader.rangeOf(reader.part(), reader.firstPlace(), reader.lastPlace()));
  }

  /// Reads the next batch; `null` once the end is reached, or nobody wants more.
  @Nullable Batch read() throws IOException {
    Batch batch = isWanted() ? reader.read() : null;
    lastRows = batch == null ? 0 : batch.rowCount();
    rows += lastRows;
    skipped = false;
    long before = bytes;
    bytes = reader.bytesRead();
    // Bytes without rows: what was passed over is no row.
    moved = batch != null && (lastRows > 0 || bytes != before);
    ended = batch == null;
    return batch;
  }

  /// Whether the last step has taken anything from the input.
  boolean hasMoved() {
    return moved;
  }

  @Override
  public boolean isLoading() {
    return !ended && reader.isLoading();
  }

  @Override
  public NodeFigures.Loading loading() {
    return new NodeFigures.Loading(rows, reader.loading());
  }

  /// Reads nothing in this step.
  void skip() {
    lastRows = 0;
    moved = false;
    skipped = true;
  }

  /// Whether it had to wait in the last step.
  boolean wasSkipped() {
    return skipped;
  }

  /// Sends rows downstream.
  void push(Batch batch) {
    output.emit(batch);
  }

  @Override
  public void endStep() {}

  @Override
  public long watermark() {
    return ended ? Watermarks.END : Watermarks.NONE;
  }

  /// Where a reader of a connector stands is for its host to save.
  @Override
  public void save(StateOutput out) {
    SavedNodes.putSource(out, rows, ended);
  }

  /// The rows of several pipelines are added up; the source has ended when it has for all of them.
  @Override
  public void restore(StateInput in, KeyRange keys) {
    SavedNodes.SavedSource saved = SavedNodes.getSource(in);
    ended = saved.ended() && (ended || rows == 0);
    rows += saved.rows();
    if (reader instanceof ValuesReader values) {
      values.skipTo(rows);
    }
  }

  @Override
  public long stateRows() {
    return 0;
  }

  @Override
  public long memoryBytes() {
    return 0;
  }
}
