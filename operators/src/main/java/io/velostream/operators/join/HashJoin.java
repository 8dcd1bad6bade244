package io.velostream.operators.join;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.expiry.Lifetimes;
import io.velostream.operators.expiry.StateTime;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A symmetric hash join (Wilschut and Apers, 1991) over Z-sets: a delta of one input is paired
/// with all rows of the other so far, and kept for what is to come; weights are multiplied.
///
/// Pairs of an inner join of inputs that only grow come out as they are found. Otherwise the pairs
/// of a step are added up first, so that a row that changes in both inputs makes one change. At the
/// end of the step comes first what is taken back, then what is new; rows that are put out by
/// themselves (those without a match, beside NULLs; those of SEMI and ANTI) among them.
///
/// All rows of both inputs are kept, unless there are bounds on their times: then event time lets
/// them go, and those without a match come out at that moment, never to be taken back. Where rows
/// have a lifetime, or are limited in number, they are forgotten: what came out of them stays.
public final class HashJoin implements Operator {
  private static final StateFormat FORMAT = new StateFormat("hash-join", JoinSide.PARTS_VERSION);
  private static final StateFormat BOUNDED_FORMAT =
      new StateFormat("interval-join", JoinSide.PARTS_VERSION);
  private static final StateFormat RULED_FORMAT =
      new StateFormat("ruled-join", JoinSide.PARTS_VERSION);
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  /// Without bounds on times no row is late.
  private static final LateRows NO_LATE_ROWS =
      (_, _, reason) -> {
        throw new IllegalStateException(reason);
      };

  private final JoinSpec spec;
  private final Optional<Evaluator> condition;
  private final EvaluationContext context;
  private final JoinSide left;
  private final JoinSide right;
  private final Pairs pairs;
  private final RowEmitter emitter;

  /// How far apart times may lie, and what is late; `null` without bounds.
  private final @Nullable TimeBounds bounds;

  private final @Nullable Lateness leftLateness;
  private final @Nullable Lateness rightLateness;

  /// When rows of each input come, where they have a lifetime.
  private final @Nullable StateTime leftTime;

  private final @Nullable StateTime rightTime;

  /// Rows that have come, which is what tells the older ones where they have no lifetime.
  private long arrivals;

  /// The pairs of a step, where some of them may cancel others.
  private final Optional<Consolidator> changes;

  /// @param condition over the columns of a pair, keeping the pairs that match, with all columns as
  ///   they are; used by this operator alone. Without one all pairs of equal keys match
  /// @param context the pipeline's
  public HashJoin(JoinSpec spec, Optional<Evaluator> condition, EvaluationContext context) {
    this(spec, condition, context, NO_LATE_ROWS, NO_LATE_ROWS);
  }

  /// @param condition as above
  /// @param lateLeft takes rows of the left input that are late by the bounds on times
  /// @param lateRight takes those of the right input
  public HashJoin(
      JoinSpec spec,
      Optional<Evaluator> condition,
      EvaluationContext context,
      LateRows lateLeft,
      LateRows lateRight) {
    this.spec = spec;
    this.condition = condition;
    this.context = context;
    List<JoinKey> keys = spec.keys();
    int[] leftKeys = keys.stream().mapToInt(JoinKey::left).toArray();
    int[] rightKeys = keys.stream().mapToInt(JoinKey::right).toArray();
    boolean[] nullsMatch = new boolean[keys.size()];
    for (int k = 0; k < nullsMatch.length; k++) {
      nullsMatch[k] = keys.get(k).nullsMatch();
    }
    JoinKind kind = spec.kind();
    bounds = spec.bounds().orElse(null);
    OptionalInt none = OptionalInt.empty();
    Optional<StateRules.Lifetime> lifetime = spec.rules().lifetime();
    leftTime = lifetime.map(l -> new StateTime(l.leftTime(), context)).orElse(null);
    rightTime = lifetime.map(l -> new StateTime(l.rightTime(), context)).orElse(null);
    left =
        new JoinSide(
            spec.left(),
            leftKeys,
            nullsMatch,
            kind.left(),
            spec.leftRetracts(),
            bounds == null ? none : OptionalInt.of(bounds.left()),
            lifetimes(lifetime.map(StateRules.Lifetime::left)));
    right =
        new JoinSide(
            spec.right(),
            rightKeys,
            nullsMatch,
            kind.right(),
            spec.rightRetracts(),
            bounds == null ? none : OptionalInt.of(bounds.right()),
            lifetimes(lifetime.map(StateRules.Lifetime::right)));
    leftLateness = bounds == null ? null : new Lateness(bounds, true, lateLeft);
    rightLateness = bounds == null ? null : new Lateness(bounds, false, lateRight);
    pairs = new Pairs(spec.left().size(), spec.pair().size());
    emitter = new RowEmitter(spec.output());
    changes =
        kind.showsPairs() && spec.takesBack()
            ? Optional.of(new Consolidator(spec.pair()))
            : Optional.empty();
  }

  /// @param lifetime that of an input, empty in either way when it has none
  private @Nullable Lifetimes lifetimes(Optional<OptionalLong> lifetime) {
    boolean evicts =
        bounds == null && spec.rules().limit().map(StateRules.Limit::evicts).orElse(false);
    return lifetime.isPresent() || evicts
        ? new Lifetimes(lifetime.orElse(OptionalLong.empty()).orElse(Lifetimes.ENDLESS))
        : null;
  }

  private boolean isRuled() {
    return !spec.rules().equals(StateRules.NONE);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    boolean fromLeft = input == LEFT;
    JoinSide come = fromLeft ? left : right;
    JoinSide there = fromLeft ? right : left;
    Lateness lateness = fromLeft ? leftLateness : rightLateness;
    Vector[] columns = batch.columns();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (lateness != null && lateness.isLate(batch, row)) {
        continue;
      }
      long weight = batch.weightAt(row);
      if (come.canMatch(columns, row)) {
        meet(columns, row, weight, come, there, fromLeft, output);
      } else if (come.alone().shows(false)) {
        show(columns, row, weight, fromLeft, output);
      }
    }
    finishPairs(columns, come, there, fromLeft, output);
    emitter.flush(output);
  }

  private void meet(
      Vector[] columns,
      int row,
      long weight,
      JoinSide come,
      JoinSide there,
      boolean fromLeft,
      Output output) {
    StateTime clock = fromLeft ? leftTime : rightTime;
    long now = clock == null ? ++arrivals : clock.of(columns, row);
    if (weight < 0
        && clock != null
        && come.wasForgotten(columns, row, clock.own(columns, row), now)) {
      return;
    }
    long hash = come.keyHash(columns, row);
    int before = come.size();
    int slot = come.add(columns, row, hash, weight);
    boolean isNew = come.size() > before;
    come.touch(slot, now);
    long time = bounds == null ? now : come.time(columns, row);
    for (int at = there.first(hash); at != KeyChains.NONE; at = there.after(at)) {
      if (there.keysEqual(at, come, columns, row)
          && inTime(time, come, there, at, fromLeft)
          && pairs.add(row, slot, isNew, weight, at, there.weight(at))) {
        finishPairs(columns, come, there, fromLeft, output);
      }
    }
  }

  private boolean inTime(long time, JoinSide come, JoinSide there, int at, boolean fromLeft) {
    if (bounds == null) {
      return leftTime == null || there.isThereAt(at, come, time);
    }
    return fromLeft ? bounds.allow(time, there.time(at)) : bounds.allow(there.time(at), time);
  }

  private void finishPairs(
      Vector[] columns, JoinSide come, JoinSide there, boolean fromLeft, Output output) {
    if (pairs.isEmpty()) {
      return;
    }
    Batch all = pairs.batch(columns, there.columns(), fromLeft);
    Batch matching = condition.isPresent() ? condition.get().evaluate(all, context) : all;
    if (left.isWatched() || right.isWatched()) {
      pairs.count(matching, come, there);
    }
    if (changes.isPresent()) {
      changes.get().add(matching);
    } else if (spec.kind().showsPairs() && matching.rowCount() > 0) {
      output.emit(matching);
    }
    pairs.clear();
  }

  @Override
  public void endStep(Output output) {
    JoinSide.Shown ofLeft = (rows, slot, change) -> show(rows, slot, change, true, output);
    JoinSide.Shown ofRight = (rows, slot, change) -> show(rows, slot, change, false, output);
    left.takeBack(ofLeft);
    right.takeBack(ofRight);
    changes.ifPresent(rows -> flush(rows, output));
    left.settle(ofLeft);
    right.settle(ofRight);
    if (leftTime != null && !leftTime.isEventTime()) {
      left.expire(leftTime.now());
      right.expire(leftTime.now());
    }
    if (spec.rules().limit().isPresent()) {
      limit(left, "left", spec.rules().limit().get(), ofWaiting(true, output));
      limit(right, "right", spec.rules().limit().get(), ofWaiting(false, output));
    }
    emitter.flush(output);
  }

  private static void limit(
      JoinSide side, String input, StateRules.Limit limit, JoinSide.Shown output) {
    if (side.size() <= limit.rows()) {
      return;
    }
    if (!limit.evicts()) {
      throw new UserException(
              ErrorCode.LIMIT_EXCEEDED,
              "%s keeps %d rows of its %s input, more than the %d that 'join.state.max-rows' allows"
                  .formatted(limit.name(), side.size(), input, limit.rows()))
          .hint(
              "give the join a condition on event time, its tables a 'state.ttl', allow more rows,"
                  + " or SET 'join.state.on-limit' = 'evict-oldest'");
    }
    side.evict(limit.rows(), output);
  }

  /// Takes rows that have waited for a match.
  private JoinSide.Shown ofWaiting(boolean ofLeft, Output output) {
    return (rows, slot, weight) -> show(rows, slot, weight, ofLeft, output);
  }

  /// First what is taken back, so that who keeps a row by its key has the new one in the end.
  private void flush(Consolidator rows, Output output) {
    int[] slots = rows.liveSlots();
    Vector[] columns = rows.columns();
    long[] weights = rows.weights();
    for (int slot : slots) {
      if (weights[slot] < 0) {
        emitter.emit(columns, slot, weights[slot], output);
      }
    }
    for (int slot : slots) {
      if (weights[slot] > 0) {
        emitter.emit(columns, slot, weights[slot], output);
      }
      rows.remove(slot);
    }
  }

  /// Puts out a row of one input by itself, with NULL for all columns of the other.
  private void show(Vector[] columns, int row, long weight, boolean fromLeft, Output output) {
    if (!spec.kind().showsPairs()) {
      emitter.emit(columns, row, weight, output);
      return;
    }
    VectorBuilder[] builders = emitter.builders();
    int leftColumns = spec.left().size();
    for (int c = 0; c < builders.length; c++) {
      boolean ofLeft = c < leftColumns;
      if (ofLeft == fromLeft) {
        builders[c].append(columns[ofLeft ? c : c - leftColumns], row);
      } else {
        builders[c].appendNull();
      }
    }
    emitter.finishRow(weight, output);
  }

  @Override
  public void reached(int input, long watermark) {
    Lateness lateness = input == LEFT ? leftLateness : rightLateness;
    if (lateness != null) {
      lateness.reached(watermark);
    }
    StateTime time = input == LEFT ? leftTime : rightTime;
    if (time != null) {
      time.reached(watermark);
    }
  }

  @Override
  public void advance(long watermark, Output output) {
    reached(LEFT, watermark);
    reached(RIGHT, watermark);
    if (leftTime != null && leftTime.isEventTime() && watermark != Watermarks.END) {
      left.expire(watermark);
      right.expire(watermark);
    }
    if (bounds == null) {
      return;
    }
    left.letGo(bounds.leftGoneBefore(watermark), ofWaiting(true, output));
    right.letGo(bounds.rightGoneBefore(watermark), ofWaiting(false, output));
    emitter.flush(output);
  }

  @Override
  public long watermarkBehind(long watermark) {
    boolean moves = watermark != Watermarks.NONE && watermark != Watermarks.END;
    return bounds != null && moves ? watermark - bounds.delay() : watermark;
  }

  @Override
  public StateFormat stateFormat() {
    return isRuled() ? RULED_FORMAT : bounds == null ? FORMAT : BOUNDED_FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    if (leftLateness != null && rightLateness != null) {
      leftLateness.save(out);
      rightLateness.save(out);
    }
    if (isRuled()) {
      out.putLong(leftTime == null ? Watermarks.NONE : leftTime.watermark());
      out.putLong(rightTime == null ? Watermarks.NONE : rightTime.watermark());
      out.putVarint(arrivals);
      out.putVarint(droppedState());
    }
    left.save(out);
    right.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    if (leftLateness != null && rightLateness != null) {
      leftLateness.restore(in);
      rightLateness.restore(in);
    }
    if (isRuled()) {
      restoreTimes(in, keys);
    }
    left.restore(in, keys);
    right.restore(in, keys);
  }

  private void restoreTimes(StateInput in, KeyRange keys) {
    long ofLeft = in.getLong();
    long ofRight = in.getLong();
    if (leftTime != null && rightTime != null) {
      leftTime.reached(ofLeft);
      rightTime.reached(ofRight);
    }
    arrivals = Math.max(arrivals, in.getVarint());
    long dropped = in.getVarint();
    left.addDropped(keys.holdsUnkeyed() ? dropped : 0);
  }

  @Override
  public long droppedState() {
    return left.dropped() + right.dropped();
  }

  @Override
  public long stateRows() {
    return (long) left.size() + right.size();
  }

  @Override
  public long memoryBytes() {
    return left.memoryBytes()
        + right.memoryBytes()
        + pairs.memoryBytes()
        + emitter.memoryBytes()
        + changes.map(Consolidator::memoryBytes).orElse(0L);
  }
}
