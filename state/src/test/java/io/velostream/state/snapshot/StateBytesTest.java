package io.velostream.state.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateBytesTest {
  private static final StateFormat OUTER = new StateFormat("outer", 2);
  private static final StateFormat INNER = new StateFormat("inner", 1);

  private static void write(StateOutput out) {
    out.begin(OUTER);
    out.putLong(Long.MIN_VALUE + 3);
    out.begin(INNER);
    out.putSigned(-5);
    out.putSigned(Long.MIN_VALUE);
    out.putVarint(Long.MAX_VALUE);
    out.putVarint(-1);
    out.putText("grün");
    out.end();
    out.putBoolean(true);
    out.putInt(-7);
    out.putDouble(-0.0);
    out.putBytes(new byte[] {1, 2, 3}, 1, 2);
    out.end();
  }

  private static void read(StateInput in) {
    assertThat(in.enter(OUTER)).isEqualTo(2);
    assertThat(in.getLong()).isEqualTo(Long.MIN_VALUE + 3);
    in.enter(INNER);
    assertThat(in.getSigned()).isEqualTo(-5);
    assertThat(in.getSigned()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.getVarint()).isEqualTo(Long.MAX_VALUE);
    assertThat(in.getVarint()).isEqualTo(-1);
    assertThat(in.getText()).isEqualTo("grün");
    in.leave();
    assertThat(in.getBoolean()).isTrue();
    assertThat(in.getInt()).isEqualTo(-7);
    assertThat(Double.doubleToRawLongBits(in.getDouble())).isEqualTo(1L << 63);
    assertThat(in.getBytes()).containsExactly(2, 3);
    in.leave();
    assertThat(in.remaining()).isZero();
  }

  @Test
  void whatIsWrittenIsReadWhereverPiecesEnd() {
    for (int length = 1; length < 40; length++) {
      StateOutput out = new StateOutput(length);
      write(out);
      read(StateInput.of(out.pieces()));
      read(StateInput.of(out.toByteArray()));
      assertThat(out.size()).isEqualTo(out.toByteArray().length);
      byte[] before = out.toByteArray();
      out.reset();
      assertThat(out.size()).isZero();
      write(out);
      assertThat(out.toByteArray()).isEqualTo(before);
    }
  }

  @Test
  void everyTruncationIsFound() {
    StateOutput out = new StateOutput();
    write(out);
    byte[] bytes = out.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      StateInput in = StateInput.of(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> read(in)).isInstanceOf(DamagedStateException.class);
    }
  }

  @Test
  void aFaultNamesTheBlockAndThePlace() {
    StateOutput out = new StateOutput();
    write(out);
    StateInput in = StateInput.of(out.toByteArray());
    in.enter(OUTER);
    in.getLong();
    in.enter(INNER);
    assertThatThrownBy(in::leave)
        .isInstanceOf(DamagedStateException.class)
        .hasMessage("saved state of inner, byte 38: 36 bytes are left over");
    StateInput other = StateInput.of(out.toByteArray());
    assertThatThrownBy(() -> other.enter(INNER))
        .isInstanceOf(DamagedStateException.class)
        .hasMessage("saved state of pipeline, byte 6: it is of another kind than inner");
    StateInput older = StateInput.of(out.toByteArray());
    assertThatThrownBy(() -> older.enter(new StateFormat("outer", 1)))
        .hasMessageContaining("outer has version 2, and only those up to 1 are known");
  }

  @Test
  void countsAndIndexesAreHeldToWhatCanBe() {
    StateOutput out = new StateOutput();
    out.putVarint(9);
    out.putLong(0);
    assertThatThrownBy(() -> StateInput.of(out.toByteArray()).getCount(1))
        .isInstanceOf(DamagedStateException.class);
    assertThatThrownBy(() -> StateInput.of(out.toByteArray()).getIndex(9))
        .isInstanceOf(DamagedStateException.class);
    assertThat(StateInput.of(out.toByteArray()).getIndex(10)).isEqualTo(9);
    assertThatThrownBy(() -> StateInput.of(new byte[] {2}).getBoolean())
        .isInstanceOf(DamagedStateException.class);
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xFF);
    assertThatThrownBy(() -> StateInput.of(endless).getVarint())
        .isInstanceOf(DamagedStateException.class);
  }

  @Test
  void columnsAreReadAsWritten() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      int count = random.nextInt(20);
      int[] at = random.ints(0, 50).distinct().limit(count).toArray();
      int bits = random.nextInt(65);
      long[] longs = random.longs(50).map(v -> bits == 0 ? 0 : v >> 64 - bits).toArray();
      double[] doubles = random.doubles(50).toArray();
      boolean[] marks = new boolean[50];
      for (int i = 0; i < 50; i++) {
        marks[i] = random.nextBoolean();
      }
      StateOutput out = new StateOutput(1 + random.nextInt(40));
      out.putLongs(longs, at, 0, count);
      int[] rows = IntStream.of(at).map(slot -> slot / 2).toArray();
      out.putLongs(longs, 2, 1, rows, 0, count);
      out.putSigned(longs, 2, 1, rows, 0, count);
      out.putDoubles(doubles, at, 0, count);
      out.putMarks(marks, at, 0, count);
      StateInput in = StateInput.of(out.pieces());
      long[] readLongs = new long[50];
      double[] readDoubles = new double[50];
      boolean[] readMarks = new boolean[50];
      in.getLongs(readLongs, at, 0, count);
      long[] ofRows = new long[50];
      int[] places = IntStream.range(0, count).toArray();
      in.getLongs(ofRows, places, 0, count);
      for (int i = 0; i < count; i++) {
        assertThat(ofRows[i]).isEqualTo(longs[2 * rows[i] + 1]);
        assertThat(in.getSigned()).isEqualTo(longs[2 * rows[i] + 1]);
      }
      in.getDoubles(readDoubles, at, 0, count);
      in.getMarks(readMarks, at, 0, count);
      assertThat(in.remaining()).isZero();
      for (int slot : at) {
        assertThat(readLongs[slot]).isEqualTo(longs[slot]);
        assertThat(readDoubles[slot]).isEqualTo(doubles[slot]);
        assertThat(readMarks[slot]).isEqualTo(marks[slot]);
      }
    }
  }

  @Test
  void longRunsOfBytesSpanPieces() {
    byte[] bytes = new byte[1000];
    new Random(5).nextBytes(bytes);
    StateOutput out = new StateOutput(64);
    out.putBytes(bytes, 10, 900);
    List<ByteBuffer> pieces = out.pieces();
    assertThat(pieces).hasSizeGreaterThan(10);
    assertThat(StateInput.of(pieces).getBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, 910));
  }
}
