package io.velostream.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.runtime.race.Race;
import io.velostream.stream.Watermarks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real threads at the two ends of queues.
class QueueRaceTest {
  private static final Schema SCHEMA =
      Schema.of(new Field("k", DataType.STRING, true), new Field("v", DataType.BIGINT, true));

  /// An object whose fields belong together.
  private static final class Item {
    private long left;
    private long right;

    void set(long value) {
      left = value;
      right = value;
    }

    String seen() {
      return left == right ? String.valueOf(left) : "torn";
    }
  }

  private static final class Meeting {
    private final HandoverQueue<Item> queue = new HandoverQueue<>(1);
  }

  @Test
  void whatIsTakenIsComplete() {
    Map<String, Integer> outcomes =
        Race.run(
            300,
            Meeting::new,
            meeting -> {
              Item item = new Item();
              item.set(7);
              meeting.queue.offer(item);
              return "gave";
            },
            meeting -> {
              Item item = meeting.queue.peek();
              return item == null ? "nothing" : item.seen();
            });
    assertThat(outcomes.keySet()).isSubsetOf("gave, nothing", "gave, 7").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void itemsGoRoundAndAreNeverSharedBetweenBoth(int capacity) {
    int items = 200_000;
    HandoverQueue<Item> queue = new HandoverQueue<>(capacity);
    Race.together(
        () -> {
          Item item = new Item();
          for (int i = 0; i < items; i++) {
            for (int pauses = 0; !queue.hasRoom(); pauses++) {
              Race.pause(pauses);
            }
            item.set(i);
            Item used = queue.offer(item);
            item = used == null ? new Item() : used;
          }
        },
        () -> {
          for (int i = 0; i < items; i++) {
            Item item = queue.peek();
            for (int pauses = 0; item == null; pauses++) {
              Race.pause(pauses);
              item = queue.peek();
            }
            assertThat(item.seen()).isEqualTo(String.valueOf(i));
            queue.release();
          }
        });
    assertThat(queue.fill()).isZero();
  }

  private static String word(long number) {
    return "w" + number * 31 % 97 + "-" + number / 5_000;
  }

  private static Batch batch(long from, int rows, Dictionary dictionary) {
    int[] ids = new int[rows];
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      byte[] word = word(from + i).getBytes(StandardCharsets.UTF_8);
      ids[i] = dictionary.idOf(word, 0, word.length);
      values[i] = from + i;
    }
    Vector[] columns = {new DictionaryVector(ids, dictionary, null), new LongVector(values, null)};
    return new Batch(columns, rows, null, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void wordsAreHeardAsTheyWereSent(int capacity) {
    int batches = 2_000;
    int rows = 37;
    Crossing crossing = new Crossing(SCHEMA, 1, 1, capacity);
    Exchange exchange = crossing.toOne(0);
    Inbox inbox = crossing.inbox(0, Inbox.Order.TURNS);
    Race.together(
        () -> {
          Dictionary dictionary = new Dictionary();
          for (int b = 0; b < batches; b++) {
            if (b % 100 == 99) {
              dictionary = new Dictionary(); // the numbers start anew
            }
            exchange.emit(batch((long) b * rows, rows, dictionary));
            exchange.endStep(b + 1 == batches ? Watermarks.END : b, true);
            for (int pauses = 0; !exchange.flush(); pauses++) {
              Race.pause(pauses);
            }
          }
        },
        () -> {
          long next = 0;
          int pauses = 0;
          while (!inbox.isDone()) {
            if (!inbox.arrived()) {
              Race.pause(pauses++);
              continue;
            }
            pauses = 0;
            Batch batch = inbox.rows();
            for (int i = 0; i < batch.rowCount(); i++) {
              int row = batch.rowAt(i);
              long value = ((LongVector) batch.column(1)).values()[row];
              assertThat(value).isEqualTo(next);
              assertThat(text(batch.column(0), row)).isEqualTo(word(next));
              next++;
            }
            inbox.release();
          }
          assertThat(next).isEqualTo((long) batches * rows);
        });
  }

  private static String text(Vector vector, int row) {
    return switch (vector) {
      case BytesVector bytes -> bytes.slice(row).toText();
      case DictionaryVector words -> words.dictionary().slice(words.ids()[row]).toText();
      default -> throw new AssertionError("another vector: " + vector);
    };
  }

  @Test
  void whatNothingOrdersIsSeenInAnyOrder() {
    // The tool itself: two threads that write and then read without any order see each other's
    // writes or not; one of the two must have come first, so there is more than one outcome.
    Map<String, Integer> outcomes =
        Race.run(
            2_000,
            () -> new long[2],
            pair -> {
              pair[0] = 1;
              return String.valueOf(pair[1]);
            },
            pair -> {
              pair[1] = 1;
              return String.valueOf(pair[0]);
            });
    assertThat(outcomes).hasSizeGreaterThan(1);
    assertThat(outcomes.keySet()).isSubsetOf(List.of("0, 0", "0, 1", "1, 0", "1, 1"));
  }
}
