package io.velostream.expression.user;

import io.velostream.columnar.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes rows retractable for a body that cannot take them back: the different rows are kept with
/// their number, in the order in which they first came, and each result is computed anew.
public final class KeptInputs implements LaneAggregate {
  private final LaneAggregate body;
  private int negative;

  /// A body that can take rows back, like another that cannot.
  public KeptInputs(LaneAggregate body) {
    this.body = body;
  }

  private static final class State {
    private final Map<List<Object>, Long> counts = new LinkedHashMap<>();
  }

  @Override
  public Object create() {
    return new State();
  }

  @Override
  public void add(Object state, Object[] arguments) {
    change((State) state, List.of(arguments), 1);
  }

  @Override
  public boolean canRetract() {
    return true;
  }

  @Override
  public void retract(Object state, Object[] arguments) {
    change((State) state, List.of(arguments), -1);
  }

  private void change(State state, List<Object> row, long by) {
    long old = state.counts.getOrDefault(row, 0L);
    long count = old + by;
    if (count == 0) {
      state.counts.remove(row);
    } else {
      state.counts.put(row, count);
    }
    negative += (count < 0 ? 1 : 0) - (old < 0 ? 1 : 0);
  }

  @Override
  public void merge(Object state, Object other) {
    ((State) other).counts.forEach((row, count) -> change((State) state, row, count));
  }

  @Override
  public @Nullable Object finish(Object state) {
    Object fresh = body.create();
    ((State) state)
        .counts.forEach((row, count) -> {
          for (long i = 0; i < count; i++) {
            body.add(fresh, row.toArray());
          }
        });
    return body.finish(fresh);
  }

  @Override
  public boolean anyNegative() {
    return negative > 0;
  }

  /// The rows are written, not what the body makes of them.
  @Override
  public boolean isSavable() {
    return true;
  }

  @Override
  public byte[] write(Object state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Map<List<Object>, Long> counts = ((State) state).counts;
      out.writeInt(counts.size());
      for (Map.Entry<List<Object>, Long> each : counts.entrySet()) {
        out.writeLong(each.getValue());
        out.writeInt(each.getKey().size());
        for (Object value : each.getKey()) {
          write(value, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Object value, DataOutputStream out) throws IOException {
    switch (value) {
      case Long number -> {
        out.writeByte('l');
        out.writeLong(number);
      }
      case Double number -> {
        out.writeByte('d');
        out.writeDouble(number);
      }
      case BigInteger number -> write('w', number.toByteArray(), out);
      case Slice slice -> write('b', bytes(slice), out);
      default -> throw new IllegalArgumentException("no lane value: " + value.getClass());
    }
  }

  private static byte[] bytes(Slice slice) {
    return Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + slice.length());
  }

  private static void write(char kind, byte[] bytes, DataOutputStream out) throws IOException {
    out.writeByte(kind);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public Object read(byte[] bytes) {
    State state = new State();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (int left = in.readInt(); left > 0; left--) {
        long count = in.readLong();
        List<Object> row = new ArrayList<>();
        for (int values = in.readInt(); values > 0; values--) {
          row.add(read(in));
        }
        change(state, List.copyOf(row), count);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not the state of an aggregate", e);
    }
    return state;
  }

  private static Object read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'l' -> in.readLong();
      case 'd' -> in.readDouble();
      case 'w' -> new BigInteger(in.readNBytes(in.readInt()));
      case 'b' -> {
        byte[] bytes = in.readNBytes(in.readInt());
        yield new Slice(bytes, 0, bytes.length);
      }
      default -> throw new IOException("no lane value of kind " + kind);
    };
  }
}
