package io.velostream.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  static final Schema SCHEMA =
      Schema.of(new Field("k", DataType.STRING, true), new Field("v", DataType.BIGINT, true));

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // gives way where there are fewer cores than threads
  void aQueueOfOneHandsOverInOrder() throws InterruptedException {
    int items = 20_000;
    HandoverQueue<long[]> queue = new HandoverQueue<>(1);
    Thread giver =
        Thread.ofPlatform()
            .start(() -> {
              long[] next = new long[1];
              for (int i = 0; i < items; i++) {
                while (!queue.hasRoom()) {
                  Thread.yield();
                }
                next[0] = i;
                long[] used = queue.offer(next);
                next = used == null ? new long[1] : used;
              }
            });
    for (int i = 0; i < items; i++) {
      long[] item = queue.peek();
      while (item == null) {
        Thread.yield();
        item = queue.peek();
      }
      assertThat(item[0]).isEqualTo(i);
      queue.release();
    }
    giver.join();
    assertThat(queue.peek()).isNull();
  }

  @Test
  void keysMeetWhateverTheFormOfTheirVectors() {
    Crossing crossing = new Crossing(SCHEMA, 2, 3, 8);
    Dictionary words = new Dictionary();
    for (String word : List.of("d", "c", "b", "a")) {
      words.idOf(Slice.utf8(word));
    }
    Exchange first = crossing.byHash(0, List.of(0));
    first.emit(batch(coded(words, 3, 2, 1, -1), 1, 2, 3, 4));
    first.endStep(10, true);
    Exchange second = crossing.byHash(1, List.of(0));
    second.emit(batch(flat("a", "b", "c", null), 5, 6, 7, 8));
    second.endStep(20, true);
    List<String> all = new ArrayList<>();
    for (int receiver = 0; receiver < 3; receiver++) {
      Inbox inbox = crossing.inbox(receiver, Inbox.Order.TURNS);
      List<String> own = new ArrayList<>(take(inbox));
      own.addAll(take(inbox));
      all.addAll(own);
      // each key has come twice, from the first sender before it came from the second
      for (String key : List.of("a", "b", "c", "NULL")) {
        assertThat(own.stream().filter(row -> row.startsWith(key + "=")).count()).isIn(0L, 2L);
      }
      assertThat(inbox.arrived()).isFalse();
    }
    assertThat(all)
        .containsExactlyInAnyOrder("a=1", "b=2", "c=3", "NULL=4", "a=5", "b=6", "c=7", "NULL=8");
  }

  @Test
  void wordsTravelOnceAndDictionariesMayChange() {
    Crossing crossing = new Crossing(SCHEMA, 1, 1, 8);
    Exchange exchange = crossing.toOne(0);
    Inbox inbox = crossing.inbox(0, Inbox.Order.TURNS);
    Dictionary one = new Dictionary();
    Dictionary other = new Dictionary();
    one.idOf(Slice.utf8("x"));
    other.idOf(Slice.utf8("y"));
    other.idOf(Slice.utf8("x"));
    exchange.emit(batch(coded(one, 0, 0), 1, 2));
    exchange.emit(batch(coded(other, 0, 1), 3, 4));
    one.idOf(Slice.utf8("z"));
    exchange.emit(batch(coded(one, 1, 0), 5, 6));
    exchange.emit(batch(flat("x"), 7));
    exchange.endStep(1, true);
    assertThat(take(inbox)).containsExactly("x=1", "x=2", "y=3", "x=4", "z=5", "x=6", "x=7");
  }

  @Test
  void idsOfAFrozenDictionaryTravelAsTheyAre() {
    Crossing crossing = new Crossing(SCHEMA, 1, 1, 8);
    Exchange exchange = crossing.toOne(0);
    Inbox inbox = crossing.inbox(0, Inbox.Order.TURNS);
    Dictionary growing = new Dictionary();
    growing.idOf(Slice.utf8("x"));
    growing.idOf(Slice.utf8("y"));
    Dictionary frozen = growing.frozen();
    growing.idOf(Slice.utf8("z"));
    exchange.emit(batch(coded(frozen, 1, 0, -1), 1, 2, 3));
    exchange.emit(batch(coded(growing, 2, 1), 4, 5));
    exchange.emit(batch(coded(growing.frozen(), 2), 6));
    exchange.emit(batch(flat("y"), 7));
    exchange.endStep(1, true);
    assertThat(inbox.arrived()).isTrue();
    Vector keys = inbox.rows().column(0);
    assertThat(((DictionaryVector) keys).dictionary()).isSameAs(frozen);
    assertThat(List.of(text(keys, 0), text(keys, 1), text(keys, 2)))
        .containsExactly("y", "x", "NULL");
    inbox.release();
    assertThat(take(inbox)).containsExactly("z=4", "y=5", "z=6", "y=7");
  }

  @Test
  void weightsTravelWithTheirRows() {
    Crossing crossing = new Crossing(SCHEMA, 1, 1, 8);
    Exchange exchange = crossing.toOne(0);
    Inbox inbox = crossing.inbox(0, Inbox.Order.TURNS);
    exchange.emit(batch(flat("a"), 1));
    Batch retraction = batch(flat("a", "b"), 1, 2);
    exchange.emit(new Batch(retraction.columns(), 2, null, new long[] {-1, 3}));
    exchange.endStep(1, true);
    assertThat(inbox.arrived()).isTrue();
    Batch rows = inbox.rows();
    assertThat(rows.weightAt(0)).isEqualTo(1);
    assertThat(rows.weightAt(1)).isEqualTo(-1);
    assertThat(rows.weightAt(2)).isEqualTo(3);
  }

  @Test
  void manyRowsAreLentUntilTheirParcelComesBack() {
    Crossing crossing = new Crossing(SCHEMA, 1, 1, 1);
    Exchange exchange = crossing.toOne(0);
    Inbox inbox = crossing.inbox(0, Inbox.Order.STEPS);
    Batch many = flatRows(1000);
    List<String> ended = new ArrayList<>();
    exchange.emit(batch(flat("a"), -1));
    assertThat(exchange.lend(many, () -> ended.add("first"))).isTrue();
    assertThat(exchange.lend(batch(flat("few"), -2), () -> ended.add("few"))).isFalse();
    assertThat(exchange.lend(many, () -> ended.add("second"))).isTrue();
    exchange.endStep(1, true);

    assertThat(take(inbox)).containsExactly("a=-1");
    exchange.flush();
    assertThat(inbox.arrived()).isTrue();
    assertThat(inbox.rows()).isSameAs(many);
    inbox.release();
    assertThat(ended).isEmpty();
    exchange.flush();
    assertThat(ended).containsExactly("first");
    assertThat(take(inbox)).containsExactly("few=-2");
    exchange.flush();
    assertThat(inbox.arrived()).isTrue();
    assertThat(inbox.rows()).isSameAs(many);
    assertThat(inbox.endsStep()).isFalse();
    inbox.release();
    assertThat(exchange.flush()).isTrue();
    assertThat(ended).containsExactly("first", "second");
    assertThat(inbox.arrived()).isTrue();
    assertThat(inbox.endsStep()).isTrue();
    assertThat(inbox.rows().rowCount()).isZero();
  }

  @Test
  void whatOneThreadStillWritesIsNotLent() {
    Dictionary growing = new Dictionary();
    growing.idOf(Slice.utf8("x"));
    int[] ids = new int[1000];
    long[] values = new long[1000];
    Batch coded = batch(coded(growing, ids), values);
    Exchange one = new Crossing(SCHEMA, 1, 1, 1).toOne(0);
    assertThat(one.lend(coded, () -> {})).isFalse();
    assertThat(one.lend(batch(coded(growing.frozen(), ids), values), () -> {})).isTrue();
    Exchange several = new Crossing(SCHEMA, 1, 2, 1).byHash(0, List.of(0));
    assertThat(several.lend(flatRows(1000), () -> {})).isFalse();
  }

  private static Batch flatRows(int rows) {
    String[] keys = new String[rows];
    long[] values = new long[rows];
    Arrays.setAll(keys, i -> "k" + i);
    Arrays.setAll(values, i -> i);
    return batch(flat(keys), values);
  }

  @Test
  void rowsMayTravelWhereGroupsDo() {
    Schema keys = Schema.of(SCHEMA.field(0));
    Crossing crossing = new Crossing(keys, Optional.of(SCHEMA), 1, 2, new Room(8));
    assertThat(crossing.takesRows()).isTrue();
    Exchange exchange = crossing.byHash(0, List.of(0), List.of(0));
    Dictionary words = new Dictionary();
    List<String> texts = List.of("a", "b", "c", "d", "e");
    texts.forEach(word -> words.idOf(Slice.utf8(word)));
    int rows = 10_000;
    int[] ids = new int[rows];
    long[] values = new long[rows];
    Arrays.setAll(ids, i -> i % 5);
    Arrays.setAll(values, i -> i);
    exchange.emit(batch(coded(words, ids), values));
    exchange.endStep(10, true);
    exchange.flush();
    int taken = 0;
    for (int receiver = 0; receiver < 2; receiver++) {
      Inbox inbox = crossing.inbox(receiver, Inbox.Order.STEPS);
      Map<String, Long> last = new HashMap<>();
      while (inbox.arrived()) {
        Batch batch = inbox.rows();
        assertThat(batch.rowCount() == 0 || inbox.isPlain()).isTrue();
        for (int k = 0; k < batch.rowCount(); k++) {
          long value = ((LongVector) batch.column(1)).values()[batch.rowAt(k)];
          String key = text(batch.column(0), batch.rowAt(k));
          assertThat(key).isEqualTo(texts.get((int) (value % 5)));
          assertThat(last.getOrDefault(key, -1L)).isLessThan(value);
          last.put(key, value);
          taken++;
        }
        inbox.release();
      }
    }
    assertThat(taken).isEqualTo(rows);
  }

  @Test
  void whatAQueueHasNoRoomForWaitsWithTheSender() {
    Crossing crossing = new Crossing(SCHEMA, 1, 1, 1);
    Exchange exchange = crossing.toOne(0);
    Inbox inbox = crossing.inbox(0, Inbox.Order.TURNS);
    for (int i = 0; i < 3; i++) {
      exchange.emit(batch(flat("a"), i));
      exchange.endStep(i, true);
    }
    assertThat(exchange.flush()).isFalse();
    assertThat(take(inbox)).containsExactly("a=0");
    assertThat(exchange.flush()).isFalse();
    assertThat(take(inbox)).containsExactly("a=1");
    assertThat(exchange.flush()).isTrue();
    assertThat(take(inbox)).containsExactly("a=2");
  }

  @Test
  void aStepIsThatOfAllSendersTogether() {
    Crossing crossing = new Crossing(SCHEMA, 2, 1, 8);
    Inbox inbox = crossing.inbox(0, Inbox.Order.STEPS);
    Exchange first = crossing.toOne(0);
    Exchange second = crossing.toOne(1);
    second.emit(batch(flat("b"), 2));
    second.endStep(7, true);
    assertThat(inbox.arrived()).isFalse();
    first.emit(batch(flat("a"), 1));
    first.endStep(5, true);
    assertThat(inbox.arrived()).isTrue();
    assertThat(inbox.endsStep()).isFalse();
    assertThat(take(inbox)).containsExactly("a=1");
    assertThat(inbox.arrived()).isTrue();
    assertThat(inbox.endsStep()).isTrue();
    assertThat(inbox.watermark()).isEqualTo(7);
    assertThat(take(inbox)).containsExactly("b=2");
    // the second has ended a step before the first, which has no rows any more
    first.endStep(9, true);
    second.endStep(Watermarks.END, true);
    take(inbox);
    assertThat(inbox.arrived()).isTrue();
    assertThat(inbox.watermark()).isEqualTo(Watermarks.END);
    inbox.release();
    assertThat(inbox.isDone()).isFalse();
    first.endStep(Watermarks.END, true);
    assertThat(inbox.arrived()).isFalse();
    assertThat(inbox.isDone()).isTrue();
  }

  @Test
  void rowsAfterTheEndAreAMistake() {
    Crossing crossing = new Crossing(SCHEMA, 2, 1, 8);
    Inbox inbox = crossing.inbox(0, Inbox.Order.TURNS);
    crossing.toOne(0).endStep(Watermarks.END, true);
    Exchange second = crossing.toOne(1);
    second.emit(batch(flat("a"), 1));
    second.endStep(3, true);
    take(inbox);
    assertThatThrownBy(inbox::arrived).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void groupsOfKeysHaveAnOwnerEach() {
    for (int pipelines = 1; pipelines <= 7; pipelines++) {
      int last = 0;
      for (int group = 0; group < KeyGroups.COUNT; group++) {
        int owner = KeyGroups.ownerOf(group, pipelines);
        assertThat(owner).isBetween(last, Math.min(last + 1, pipelines - 1));
        last = owner;
      }
      assertThat(last).isEqualTo(pipelines - 1);
    }
  }

  private static List<String> take(Inbox inbox) {
    List<String> rows = new ArrayList<>();
    boolean more = true;
    while (more && inbox.arrived()) {
      Batch batch = inbox.rows();
      for (int k = 0; k < batch.rowCount(); k++) {
        int row = batch.rowAt(k);
        rows.add(text(batch.column(0), row) + "=" + text(batch.column(1), row));
      }
      more = inbox.watermark() == Watermarks.NONE;
      inbox.release();
    }
    return rows;
  }

  private static String text(Vector column, int row) {
    if (column.isNull(row)) {
      return "NULL";
    }
    return switch (column) {
      case LongVector v -> Long.toString(v.values()[row]);
      case BytesVector v -> v.slice(row).toString();
      case DictionaryVector v -> v.dictionary().slice(v.ids()[row]).toString();
      default -> throw new IllegalArgumentException("not here: " + column);
    };
  }

  static Batch batch(Vector keys, long... values) {
    return Batch.of(values.length, List.of(keys, new LongVector(values, null)));
  }

  /// Ids, -1 for NULL.
  private static Vector coded(Dictionary dictionary, int... ids) {
    int[] valid = new int[ids.length];
    boolean[] nulls = new boolean[ids.length];
    for (int i = 0; i < ids.length; i++) {
      valid[i] = Math.max(0, ids[i]);
      nulls[i] = ids[i] < 0;
    }
    return new DictionaryVector(valid, dictionary, nulls);
  }

  static Vector flat(@Nullable String... values) {
    BytesVectorBuilder builder = new BytesVectorBuilder();
    for (String value : values) {
      if (value == null) {
        builder.appendNull();
      } else {
        builder.append(Slice.utf8(value));
      }
    }
    return builder.build();
  }
}
