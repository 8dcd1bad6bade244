package io.velostream.state.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {
  private static final long LONG_42 = -9155234212562797434L;
  private static final long EURUSD = -3724747177164375694L;

  @Test
  void theRangesOfAllPipelinesAreAllGroupsOnce() {
    for (int pipelines = 1; pipelines <= KeyGroups.COUNT; pipelines++) {
      int next = 0;
      for (int i = 0; i < pipelines; i++) {
        KeyRange range = KeyGroups.rangeOf(i, pipelines);
        assertThat(range.first()).isEqualTo(next);
        assertThat(range.end()).isGreaterThan(next);
        next = range.end();
        assertThat(KeyGroups.ownerOf(range.first(), pipelines)).isEqualTo(i);
        assertThat(KeyGroups.ownerOf(range.end() - 1, pipelines)).isEqualTo(i);
        assertThat(range.holdsUnkeyed()).isEqualTo(i == 0);
      }
      assertThat(next).isEqualTo(KeyGroups.COUNT);
    }
  }

  @Test
  void theHashOfAKeyIsTheSameForEver() {
    assertThat(hash(new LongVector(new long[] {42}, null))).isEqualTo(LONG_42);
    assertThat(hash(text("EURUSD"))).isEqualTo(EURUSD);
    assertThat(hash()).isZero();
  }

  @Test
  void equalKeysHaveOneHashInAnyForm() {
    Dictionary dictionary = new Dictionary();
    dictionary.idOf(Slice.utf8("other"));
    int id = dictionary.idOf(Slice.utf8("EURUSD"));
    assertThat(hash(new DictionaryVector(new int[] {id}, dictionary, null)))
        .isEqualTo(hash(text("EURUSD")));
    assertThat(hash(doubles(-0.0))).isEqualTo(hash(doubles(0.0)));
    assertThat(hash(doubles(Double.longBitsToDouble(0x7FF8_0000_0000_1234L))))
        .isEqualTo(hash(doubles(Double.NaN)));
    assertThat(hash(new LongVector(new long[] {1}, new boolean[] {true})))
        .isEqualTo(hash(new LongVector(new long[] {2}, new boolean[] {true})));
  }

  @Test
  void aKeyWithMoreColumnsLivesWhereItsRowsWereSent() {
    Vector day = new LongVector(new long[] {20}, null);
    long[] out = new long[1];
    KeyRange.ALL.by(java.util.List.of(1)).hash(new Vector[] {day, text("EURUSD")}, 1, out);
    assertThat(out[0]).isEqualTo(hash(text("EURUSD"))).isNotEqualTo(hash(day, text("EURUSD")));
    KeyRange.ALL.hash(new Vector[] {day, text("EURUSD")}, 1, out);
    assertThat(out[0]).isEqualTo(hash(day, text("EURUSD")));
  }

  @Test
  void keysSpreadOverTheGroups() {
    int keys = 200_000;
    int[] numbers = new int[KeyGroups.COUNT];
    int[] texts = new int[KeyGroups.COUNT];
    for (int i = 0; i < keys; i++) {
      numbers[KeyGroups.of(hash(new LongVector(new long[] {i}, null)))]++;
      texts[KeyGroups.of(hash(text("T" + i), text("s")))]++;
    }
    int fair = keys / KeyGroups.COUNT;
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      assertThat(numbers[group]).isBetween(fair / 2, fair * 2);
      assertThat(texts[group]).isBetween(fair / 2, fair * 2);
    }
  }

  private static Vector doubles(double value) {
    return new DoubleVector(new double[] {value}, null);
  }

  private static Vector text(String value) {
    BytesVectorBuilder builder = new BytesVectorBuilder();
    builder.append(Slice.utf8(value));
    return builder.build();
  }

  private static long hash(Vector... columns) {
    long[] out = {-1};
    KeyHash.of(columns, null, 1, out);
    return out[0];
  }
}
