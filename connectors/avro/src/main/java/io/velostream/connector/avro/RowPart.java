package io.velostream.connector.avro;

import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.connector.formats.rows.SlotSink;
import io.velostream.connector.formats.rows.ValueSink;
import java.util.Arrays;

/// Reads a record as a ROW.
final class RowPart implements AvroPart {
  private final AvroPart[] parts;

  /// By field of the record, which one of the ROW it is, or -1.
  private final int[] target;

  private final int count;
  private final boolean inOrder;

  RowPart(AvroPart[] parts, int[] target, int count) {
    this.parts = parts;
    this.target = target;
    this.count = count;
    int[] wanted = Arrays.stream(target).filter(t -> t >= 0).toArray();
    boolean ordered = wanted.length == count;
    for (int i = 0; ordered && i < count; i++) {
      ordered = wanted[i] == i;
    }
    this.inOrder = ordered;
  }

  @Override
  public void read(AvroInput in, ValueSink out) {
    in.enter();
    SlotSink slots = out.open();
    slots.out().begin(Tag.ROW);
    if (inOrder) {
      for (AvroPart part : parts) {
        part.read(in, slots);
      }
    } else {
      mixed(in, slots);
    }
    slots.out().end();
    out.close();
    in.leave();
  }

  private void mixed(AvroInput in, SlotSink slots) {
    SlotWriter out = slots.out();
    int start = out.length();
    int[] from = new int[count];
    Arrays.fill(from, -1);
    for (int i = 0; i < parts.length; i++) {
      if (target[i] >= 0) {
        from[target[i]] = out.length() - start;
      }
      parts[i].read(in, slots);
    }
    byte[] mixed = Arrays.copyOfRange(out.array(), start, out.length());
    out.truncate(start);
    for (int place : from) {
      if (place < 0) {
        out.putNull();
      } else {
        out.putSlots(mixed, place, SlotReader.end(mixed, place));
      }
    }
  }
}
