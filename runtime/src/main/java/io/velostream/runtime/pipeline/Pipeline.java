package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.connector.spi.Backlog;
import io.velostream.connector.spi.InputRange;
import io.velostream.expression.EvaluationContext;
import io.velostream.runtime.QuietSettings;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A plan in execution on one thread, or several side by side: sources, operators in topological
/// order, and a final output for each plan.
///
/// [#step()] reads at most one batch per source, pushes it through all operators, ends the step for
/// each of them and moves event time. What came out is then the answer over a prefix of the input.
public final class Pipeline implements AutoCloseable, MemorySized {
  private PipelineNodes nodes;
  private final EvaluationContext context;
  private final Clock clock;
  private final EventTime time;
  private final boolean oneRecordPerStep;
  private final int[] singleRow = new int[1];

  /// How often each source has said that it has nothing.
  private final long[] emptyReads;

  /// Makes the nodes anew, over the same readers; `null` for a pipeline that is never restarted.
  private final @Nullable UnaryOperator<PipelineNodes> renewal;

  Pipeline(
      PipelineNodes nodes,
      EvaluationContext context,
      Clock clock,
      QuietSettings quiet,
      boolean oneRecordPerStep,
      @Nullable UnaryOperator<PipelineNodes> renewal) {
    this.nodes = nodes;
    this.renewal = renewal;
    this.context = context;
    this.clock = clock;
    this.time = new EventTime(quiet);
    time.of(nodes.watermarks());
    this.oneRecordPerStep = oneRecordPerStep;
    this.emptyReads = new long[nodes.sources().size()];
  }

  /// Runs one step, or one per record where the plan asks for that. After the step in which the
  /// last source has ended everything has been emitted.
  ///
  /// @return whether there is more to come
  /// @throws IOException when a source fails
  public boolean step() throws IOException {
    if (renewal != null && !isMidBatch()) {
      restart(renewal);
    }
    if (oneRecordPerStep) {
      return stepByRecord();
    }
    if (isMidBatch()) {
      context.continueStep(clock.wallMicros());
      resumePending();
      endStep();
      return true;
    }
    context.startStep(clock.wallMicros());
    boolean more = false;
    boolean loading = isLoading();
    for (int i = 0; i < emptyReads.length; i++) {
      SourceNode source = nodes.sources().get(i);
      if (!source.hasEnded() && mustWait(source, loading)) {
        source.skip();
        more = true;
        continue;
      }
      Batch batch = read(i);
      if (batch != null) {
        source.push(batch);
        more = true;
      }
    }
    endStep();
    return more;
  }

  /// Whether a table is read that others wait for.
  private boolean isLoading() {
    for (SourceNode source : nodes.sources()) {
      if (source.isLoading()) {
        return true;
      }
    }
    return false;
  }

  /// A table that is being loaded waits for nobody, so that it gets done.
  private boolean mustWait(SourceNode source, boolean loading) {
    if (!loading) {
      return time.mustWait(source);
    }
    if (!source.isLoading()) {
      time.holdUp(source);
      return true;
    }
    return false;
  }

  /// Throws all operators away and goes on with what they have saved.
  private void restart(UnaryOperator<PipelineNodes> maker) {
    StateOutput saved = new StateOutput();
    save(saved);
    nodes = maker.apply(nodes);
    time.of(nodes.watermarks());
    restore(StateInput.of(saved.pieces()), KeyRange.ALL);
  }

  /// Whether a part of the last batch waits for the next step, because event time had to be
  /// announced before it.
  public boolean isMidBatch() {
    for (WatermarkNode node : nodes.watermarks()) {
      if (node.hasPending()) {
        return true;
      }
    }
    return false;
  }

  /// Notes what there is to read at present: of a source that has an end, everything. To be asked,
  /// between steps, whether all of that has been read, and has gone through all operators.
  ///
  /// @throws IOException when a source fails
  public Backlog backlog() throws IOException {
    List<Backlog> all = new ArrayList<>();
    for (int i = 0; i < emptyReads.length; i++) {
      all.add(backlog(i));
    }
    return () -> !isMidBatch() && all.stream().allMatch(Backlog::isRead);
  }

  private Backlog backlog(int number) throws IOException {
    SourceNode source = nodes.sources().get(number);
    if (source.isBounded()) {
      return () -> nodes.sources().get(number).hasEnded();
    }
    Optional<Backlog> told = source.reader().backlog();
    long before = emptyReads[number];
    Backlog noted = told.orElse(() -> emptyReads[number] > before);
    return () -> nodes.sources().get(number).hasEnded() || noted.isRead();
  }

  /// Whether a source that had to wait for others in the last step can be read in the next one.
  public boolean hasFreed() {
    boolean loading = isLoading();
    for (SourceNode source : nodes.sources()) {
      if (source.wasSkipped() && !mustWait(source, loading)) {
        return true;
      }
    }
    return false;
  }

  /// Goes on with batches that were cut short because event time had to be announced first.
  private void resumePending() {
    for (WatermarkNode node : nodes.watermarks()) {
      node.resume();
    }
  }

  private boolean stepByRecord() throws IOException {
    boolean more = false;
    boolean loading = isLoading();
    long before = rowsRead();
    for (int i = 0; i < emptyReads.length; i++) {
      SourceNode source = nodes.sources().get(i);
      if (!source.hasEnded() && mustWait(source, loading)) {
        source.skip();
        more = true;
        continue;
      }
      Batch batch = read(i);
      if (batch != null) {
        pushRecords(source, batch);
        more = true;
      }
    }
    // Time goes on without records, too.
    if (rowsRead() == before) {
      context.startStep(clock.wallMicros());
      endStep();
    }
    return more;
  }

  private @Nullable Batch read(int number) throws IOException {
    SourceNode source = nodes.sources().get(number);
    Batch batch = source.hasEnded() ? null : source.read();
    if (batch == null || batch.rowCount() == 0) {
      emptyReads[number]++;
    }
    return batch;
  }

  private void pushRecords(SourceNode source, Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      context.startStep(clock.wallMicros());
      singleRow[0] = batch.rowAt(k);
      source.push(batch.select(singleRow, 1));
      endStep();
    }
  }

  private void endStep() {
    time.passQuietTime();
    for (PipelineNode node : nodes.topological()) {
      node.endStep();
    }
  }

  /// Writes all that the pipeline remembers: event time, and the state of each operator. Where the
  /// readers stand is not part of it, except for VALUES.
  ///
  /// To be called between steps, when [#isMidBatch()] is false. Nothing is changed by it.
  public void save(StateOutput out) {
    if (isMidBatch()) {
      throw new IllegalStateException("a part of a batch waits for the next step");
    }
    out.begin(SavedNodes.PIPELINE);
    out.putVarint(nodes.topological().size());
    for (PipelineNode node : nodes.topological()) {
      node.save(out);
    }
    out.end();
  }

  /// Takes up what a pipeline of the same plan has saved, and goes on as that one would have. To be
  /// called before the first step, once for each pipeline that there was.
  ///
  /// @param keys the key groups of this pipeline: what belongs to others is passed over
  /// @throws DamagedStateException when the bytes are not the state of a pipeline of this plan;
  ///   this pipeline is then of no use any more
  public void restore(StateInput in, KeyRange keys) {
    in.enter(SavedNodes.PIPELINE);
    long count = in.getVarint();
    if (count != nodes.topological().size()) {
      throw in.damaged(count + " nodes where the plan has " + nodes.topological().size());
    }
    for (PipelineNode node : nodes.topological()) {
      node.restore(in, keys);
    }
    in.leave();
  }

  /// Whether the last step that read has taken anything from any source.
  public boolean hasRead() {
    for (SourceNode source : nodes.sources()) {
      if (source.hasMoved()) {
        return true;
      }
    }
    return false;
  }

  /// Rows read from all sources so far.
  public long rowsRead() {
    long rows = 0;
    for (SourceNode source : nodes.sources()) {
      rows += source.rows();
    }
    return rows;
  }

  /// Bytes read so far, and in all (or -1): for a progress display.
  public Progress progress() {
    long read = 0;
    long total = 0;
    for (SourceNode source : nodes.sources()) {
      read += source.reader().bytesRead();
      long bytes = source.reader().bytesTotal();
      total = bytes < 0 || total < 0 ? -1 : total + bytes;
    }
    return new Progress(rowsRead(), read, total);
  }

  /// How far the sources are.
  ///
  /// @param bytesTotal -1 when unknown
  public record Progress(long rows, long bytesRead, long bytesTotal) {}

  /// Where the rows lie that were taken from each source last, in the order in which they were
  /// opened; nothing of one that has given none.
  public List<Optional<InputRange>> lastRead() {
    return nodes.sources().stream().map(SourceNode::lastRead).toList();
  }

  /// How all nodes stand: those of a plan node's inputs before its own, the last one's being the
  /// result's.
  public List<NodeFigures> nodes() {
    return nodes.topological().stream().map(this::figures).toList();
  }

  private NodeFigures figures(PipelineNode node) {
    NodeFigures.Standing standing =
        node.watermark() == Watermarks.END
            ? NodeFigures.Standing.ENDED
            : node.isLoading()
                ? NodeFigures.Standing.LOADING
                : node.isIdle()
                    ? NodeFigures.Standing.IDLE
                    : node instanceof WatermarkNode source && time.isAhead(source)
                        ? NodeFigures.Standing.AHEAD
                        : NodeFigures.Standing.ACTIVE;
    return new NodeFigures(
        node.stateRows(),
        node.memoryBytes(),
        node.droppedState(),
        node.watermark(),
        standing,
        standing == NodeFigures.Standing.LOADING ? node.loading() : NodeFigures.Loading.NONE,
        node.lookups());
  }

  /// The event time that the result has reached; of several results, the one furthest behind.
  public long watermark() {
    return nodes.roots().stream().mapToLong(PipelineNode::watermark).min().orElseThrow();
  }

  /// Rows of state that all operators hold.
  public long stateRows() {
    return nodes.topological().stream().mapToLong(PipelineNode::stateRows).sum();
  }

  /// Rows and groups of state that operators have forgotten because of their age or number.
  public long droppedState() {
    return nodes.topological().stream().mapToLong(PipelineNode::droppedState).sum();
  }

  @Override
  public long memoryBytes() {
    return nodes.topological().stream().mapToLong(MemorySized::memoryBytes).sum();
  }

  /// Closes all readers.
  ///
  /// @throws IOException the first failure; all readers are closed nevertheless
  @Override
  public void close() throws IOException {
    closeAll(nodes.sources(), nodes.lookups());
  }

  static void closeAll(List<SourceNode> sources, List<LookupTable> lookups) throws IOException {
    List<Closeable> all = new ArrayList<>();
    sources.forEach(source -> all.add(source.reader()::close));
    lookups.forEach(lookup -> all.add(lookup::close));
    Closing.all(all, Closeable::close);
  }
}
