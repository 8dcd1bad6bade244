package io.velostream.operators.testing;

import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.PartSize;
import io.velostream.state.snapshot.SavedPart;
import io.velostream.state.snapshot.StateFile;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// An operator that is saved, thrown away, made anew and restored between any two steps. Whoever
/// drives it must not notice.
///
/// It demands that a restored operator saves the same bytes again, and that bytes which were cut
/// short or changed are either refused as damaged or read without any other failure.
public final class RestartedOperator implements Operator {
  private static final int FEW_BYTES = 3_000;

  /// What happens between steps.
  public enum Restart {
    /// One operator takes up all that another one has saved.
    WHOLE,
    /// The state is shared out among several operators by key group, and those are joined again.
    /// The order in which groups first appeared is lost by that.
    SHARED_OUT,

    /// Only what has changed is saved; now and then one operator takes up what another one has left
    /// so, and otherwise goes on by itself.
    IN_PARTS
  }

  private final Supplier<? extends Operator> factory;
  private final Restart restart;
  private final long seed;
  private final SplittableRandom random;
  private final StateOutput saved = new StateOutput();
  private final StateOutput inParts = StateOutput.inParts(new PartSize(1, 1));
  private final Map<SavedPart, byte[]> kept = new HashMap<>();
  private StateFile file = new StateFile("0");
  private Operator operator;
  private boolean betweenSteps;

  /// @param factory makes operators of one description
  /// @param seed decides on how state is shared out and damaged
  public RestartedOperator(Supplier<? extends Operator> factory, Restart restart, long seed) {
    this.factory = factory;
    this.restart = restart;
    this.seed = seed;
    random = new SplittableRandom(seed);
    operator = factory.get();
  }

  /// The operator at work.
  public Operator current() {
    return operator;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    restartAtBorder();
    operator.process(input, batch, output);
  }

  @Override
  public void endStep(Output output) {
    restartAtBorder();
    operator.endStep(output);
    betweenSteps = true;
  }

  @Override
  public void advance(long watermark, Output output) {
    operator.advance(watermark, output);
    betweenSteps = true;
  }

  @Override
  public void reached(int input, long watermark) {
    operator.reached(input, watermark);
    betweenSteps = true;
  }

  @Override
  public long watermarkBehind(long watermark) {
    return operator.watermarkBehind(watermark);
  }

  private void restartAtBorder() {
    if (betweenSteps) {
      betweenSteps = false;
      operator = restarted();
    }
  }

  private Operator restarted() {
    byte[] bytes = save(operator);
    damage(bytes);
    Operator next =
        switch (restart) {
          case WHOLE -> restored(List.of(bytes), KeyRange.ALL);
          case SHARED_OUT -> restored(sharedOut(bytes), KeyRange.ALL);
          case IN_PARTS -> restored(List.of(saveInParts()), KeyRange.ALL);
        };
    require(
        next.stateRows() == operator.stateRows(),
        next.stateRows() + " rows of state where there were " + operator.stateRows());
    if (restart != Restart.SHARED_OUT) {
      require(sameBytes(bytes, save(next)), "a restored operator saves other bytes");
    }
    return restart == Restart.IN_PARTS && random.nextInt(4) > 0 ? operator : next;
  }

  /// In any order: sketches put what they hold in order of their coming.
  private static boolean sameBytes(byte[] a, byte[] b) {
    byte[] left = a.clone();
    byte[] right = b.clone();
    Arrays.sort(left);
    Arrays.sort(right);
    return Arrays.equals(left, right);
  }

  private List<byte[]> sharedOut(byte[] bytes) {
    int shares = 2 + random.nextInt(3);
    List<byte[]> result = new ArrayList<>();
    long rows = 0;
    for (int i = 0; i < shares; i++) {
      Operator part = restored(List.of(bytes), KeyGroups.rangeOf(i, shares));
      rows += part.stateRows();
      result.add(save(part));
    }
    require(rows >= operator.stateRows(), "a part of the state got lost");
    return result;
  }

  private byte[] save(Operator from) {
    saved.reset();
    saved.begin(from.stateFormat());
    from.save(saved);
    saved.end();
    return saved.toByteArray();
  }

  /// Saves what has changed, and puts it together with what was saved before.
  private byte[] saveInParts() {
    if (random.nextInt(5) == 0) {
      file.retire();
      file = new StateFile("next");
    }
    inParts.reset();
    inParts.begin(operator.stateFormat());
    operator.save(inParts);
    inParts.end();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (StateOutput.Section section : inParts.sections()) {
      SavedPart part = section.part();
      byte[] own = part == null ? null : kept.get(part);
      if (!section.isElsewhere()) {
        own = bytes(section.bytes());
      }
      all.writeBytes(Objects.requireNonNull(own));
      if (part != null && !section.isElsewhere()) {
        kept.put(part, own);
        part.liesIn(file, 0);
      }
    }
    return all.toByteArray();
  }

  private static byte[] bytes(List<ByteBuffer> buffers) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer buffer : buffers) {
      byte[] own = new byte[buffer.remaining()];
      buffer.duplicate().get(own);
      all.writeBytes(own);
    }
    return all.toByteArray();
  }

  private Operator restored(List<byte[]> parts, KeyRange keys) {
    Operator next = factory.get();
    for (byte[] part : parts) {
      StateInput in = StateInput.of(part);
      in.enter(next.stateFormat());
      next.restore(in, keys);
      in.leave();
      require(in.remaining() == 0, "bytes after the end");
    }
    return next;
  }

  private void damage(byte[] bytes) {
    if (bytes.length > FEW_BYTES || random.nextInt(4) != 0) {
      return;
    }
    int length = random.nextInt(bytes.length);
    require(isRefused(Arrays.copyOf(bytes, length)), "state cut short was not refused");
    byte[] changed = bytes.clone();
    changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    isRefused(changed);
  }

  private boolean isRefused(byte[] bytes) {
    try {
      restored(List.of(bytes), KeyRange.ALL);
      return false;
    } catch (DamagedStateException e) {
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message + " (" + restart + ", seed " + seed + ")");
    }
  }

  @Override
  public boolean isSatisfied() {
    return operator.isSatisfied();
  }

  @Override
  public StateFormat stateFormat() {
    return operator.stateFormat();
  }

  @Override
  public void save(StateOutput out) {
    operator.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    operator.restore(in, keys);
  }

  @Override
  public long stateRows() {
    return operator.stateRows();
  }

  @Override
  public long memoryBytes() {
    return operator.memoryBytes();
  }
}
