package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.operators.watermark.WatermarkGenerator;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Passes rows on and derives event time from them. At the end of its input time is at its end.
final class WatermarkNode implements PipelineNode {
  private final WatermarkGenerator generator;
  private final Output output;
  private @Nullable PipelineNode input;
  private List<SourceNode> sources = List.of();
  private @Nullable Batch pending;
  private int pendingFrom;
  private int[] selection = new int[0];
  private long watermark = Watermarks.NONE;
  private final Silence silence;

  /// Event time where the source is in parts; otherwise nothing ever happens there.
  private final PartTimes parts;

  /// What derives event time from the batch under way.
  private WatermarkGenerator deriving;

  /// @param silence tells how long no row has come
  WatermarkNode(WatermarkGenerator generator, Silence silence, PartTimes parts, Output output) {
    this.generator = generator;
    this.deriving = generator;
    this.parts = parts;
    this.silence = silence;
    this.output = output;
  }

  /// @param below the sources whose rows come here
  void connect(PipelineNode upstream, List<SourceNode> below) {
    input = upstream;
    sources = List.copyOf(below);
  }

  boolean isAbove(SourceNode source) {
    return sources.contains(source);
  }

  /// Where the input delivers to.
  Output port() {
    return this::process;
  }

  private void process(Batch batch) {
    if (pending != null) {
      throw new IllegalStateException("a batch came while another is still to be passed on");
    }
    if (batch.rowCount() > 0) {
      silence.end();
      deriving = isInParts() ? parts.of(sources.getFirst().reader().part()) : generator;
      pass(batch, 0);
    }
  }

  /// Rows of several sources come here one source after the other: their parts are not told apart.
  private boolean isInParts() {
    return sources.size() == 1 && sources.getFirst().reader().openParts() != null;
  }

  /// Whether rows of a batch wait for the next step; the sources must not be read before.
  boolean hasPending() {
    return pending != null;
  }

  /// Passes on what waits, or the part of it that belongs to this step.
  void resume() {
    Batch batch = pending;
    if (batch != null) {
      pending = null;
      pass(batch, pendingFrom);
    }
  }

  private void pass(Batch batch, int from) {
    int to = deriving.observe(batch, from);
    if (to < batch.rowCount()) {
      pending = batch;
      pendingFrom = to;
    }
    output.emit(from == 0 && to == batch.rowCount() ? batch : part(batch, from, to));
  }

  private Batch part(Batch batch, int from, int to) {
    if (selection.length < to - from) {
      selection = new int[Math.max(to - from, batch.rowCount())];
    }
    for (int k = from; k < to; k++) {
      selection[k - from] = batch.rowAt(k);
    }
    return batch.select(selection, to - from);
  }

  /// Has event time go on although no row comes.
  ///
  /// @param micros since the last row of any source
  void passTime(long micros) {
    long time = silence.goneOn(reached(), micros);
    generator.restore(time);
    parts.passTo(time);
  }

  /// How long no row has come.
  Silence silence() {
    return silence;
  }

  /// Where event time is, as far as the rows tell.
  long reached() {
    return Math.max(generator.watermark(), parts.reached());
  }

  boolean hasEnded() {
    return watermark == Watermarks.END;
  }

  @Override
  public boolean isLoading() {
    return sources.stream().anyMatch(SourceNode::isLoading);
  }

  @Override
  public NodeFigures.Loading loading() {
    return sources.stream()
        .map(SourceNode::loading)
        .reduce(NodeFigures.Loading.NONE, NodeFigures.Loading::plus);
  }

  @Override
  public boolean isIdle() {
    return silence.isIdle() && !hasEnded();
  }

  @Override
  public void endStep() {
    int[] open = sources.size() == 1 ? sources.getFirst().reader().openParts() : null;
    if (open == null) {
      generator.announce();
    } else {
      generator.restore(parts.endStep(open));
    }
    long upstream = Objects.requireNonNull(input).watermark();
    watermark =
        upstream == Watermarks.END && pending == null ? Watermarks.END : generator.watermark();
  }

  @Override
  public long watermark() {
    return watermark;
  }

  @Override
  public void save(StateOutput out) {
    if (pending != null) {
      throw new IllegalStateException("rows of a batch wait for the next step");
    }
    SavedNodes.putWatermark(out, generator.watermark(), watermark, parts.times());
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    SavedNodes.SavedTime time = SavedNodes.getWatermark(in);
    generator.restore(time.derived());
    parts.restore(time.parts(), time.derived());
    watermark = Math.max(watermark, time.announced());
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
