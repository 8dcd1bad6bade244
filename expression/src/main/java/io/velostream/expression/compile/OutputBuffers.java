package io.velostream.expression.compile;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import org.jspecify.annotations.Nullable;

/// The arrays of computed outputs in a frame: grown when a batch needs more rows, and otherwise
/// used again for every batch.
final class OutputBuffers {
  private final Frame frame;

  OutputBuffers(Frame frame) {
    this.frame = frame;
  }

  /// Makes room for rows below `capacity` in an output, which starts without NULLs.
  void prepare(int slot, Lane lane, int capacity, boolean coded) {
    frame.sawNull[slot] = false;
    if (frame.nulls[slot] == null || frame.nulls[slot].length < capacity) {
      frame.nulls[slot] = new boolean[capacity];
    }
    switch (lane) {
      case LONG -> longs(frame.longs, slot, capacity);
      case DOUBLE -> {
        if (frame.doubles[slot] == null || frame.doubles[slot].length < capacity) {
          frame.doubles[slot] = new double[capacity];
        }
      }
      case WIDE -> {
        longs(frame.longs, slot, capacity);
        longs(frame.lows, slot, capacity);
      }
      case BYTES -> bytes(slot, capacity, coded);
    }
  }

  /// The output as a vector over the arrays.
  Vector vector(int slot, Lane lane, @Nullable Dictionary dictionary) {
    boolean @Nullable [] nulls = frame.sawNull[slot] ? frame.nulls[slot] : null;
    return switch (lane) {
      case LONG -> new LongVector(frame.longs[slot], nulls);
      case DOUBLE -> new DoubleVector(frame.doubles[slot], nulls);
      case WIDE -> new WideVector(frame.longs[slot], frame.lows[slot], nulls);
      case BYTES ->
          dictionary == null
              ? new BytesVector(frame.buffers[slot].data(), frame.longs[slot], nulls)
              : new DictionaryVector(frame.ids[slot], dictionary, nulls);
    };
  }

  private void bytes(int slot, int capacity, boolean coded) {
    if (coded) {
      if (frame.ids[slot] == null || frame.ids[slot].length < capacity) {
        frame.ids[slot] = new int[capacity];
      }
      return;
    }
    longs(frame.longs, slot, capacity);
    if (frame.buffers[slot] == null) {
      frame.buffers[slot] = new BytesBuffer();
    }
    frame.buffers[slot].reset();
  }

  private static void longs(long[][] arrays, int slot, int capacity) {
    if (arrays[slot] == null || arrays[slot].length < capacity) {
      arrays[slot] = new long[capacity];
    }
  }
}
