package io.velostream.runtime.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.race.Race;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Real threads at what pipelines tell each other beside their rows.
class SharedStateRaceTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "1, 4", "2, 4", "3, 2"})
  void theBatonSaysWhatAllTurnsBeforeHaveMade(int readers, int run) {
    int turns = 10_000;
    Batons batons = new Batons(readers, run);
    SourceTask.Place[] places = new SourceTask.Place[readers];
    Arrays.setAll(places, r -> new SourceTask.Place(r, readers, run, 0, batons));
    Runnable[] all = new Runnable[readers];
    for (int r = 0; r < readers; r++) {
      int reader = r;
      all[r] =
          () -> {
            for (int turn = 0; turn < turns; turn++) {
              for (int pauses = 0; !batons.has(reader, turn); pauses++) {
                Race.pause(pauses);
              }
              long moment = places[reader].moment(turn);
              if (moment > 0) {
                assertThat(batons.watermark(reader)).isEqualTo(moment - 1);
              }
              assertThat(batons.hasEnded(reader)).isFalse();
              assertThat(batons.has(reader, turn + 1)).isFalse();
              batons.pass(reader, turn, moment, false);
            }
          };
    }
    Race.together(all);
  }

  /// Whose table has ended in the middle of a run does not keep the baton.
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 6})
  void theBatonGoesRoundAtTheEndOfTheTable(int last) {
    Batons batons = new Batons(2, 4);
    for (int turn = 0; turn < last; turn++) {
      assertThat(batons.has(0, turn)).isTrue();
      batons.pass(0, turn, turn, false);
      if (turn % 4 == 3) {
        for (int other = turn - 3; other <= turn; other++) {
          assertThat(batons.has(1, other)).isTrue();
          batons.pass(1, other, turn, false);
        }
      }
    }
    assertThat(batons.has(0, last)).isTrue();
    batons.pass(0, last, last, true);
    int next = last / 4 * 4;
    assertThat(batons.has(1, next)).isTrue();
    assertThat(batons.hasEnded(1)).isTrue();
    batons.pass(1, next, last, true);
    assertThat(batons.has(0, next + 4)).isTrue();
  }

  @Test
  void theBatonComesWithWhatWasSaidBeforeItOrNotAtAll() {
    Map<String, Integer> outcomes =
        Race.run(
            300,
            () -> new Batons(2, 1),
            batons -> {
              batons.pass(0, 0, 42, true);
              return "passed";
            },
            batons -> batons.has(1, 0) ? batons.watermark(1) + " " + batons.hasEnded(1) : "waits");
    assertThat(outcomes.keySet()).isSubsetOf("passed, waits", "passed, 42 true");
  }

  @Test
  void whoSeesThatARunEndsKnowsWhy() {
    Map<String, Integer> outcomes =
        Race.run(
            300,
            () -> new Ending(2),
            ending -> {
              ending.fail(new IllegalStateException("first"));
              return "failed";
            },
            ending -> {
              if (!ending.isDue()) {
                return "goes on";
              }
              Throwable failure = ending.failure();
              return failure == null ? "without a reason" : String.valueOf(failure.getMessage());
            });
    assertThat(outcomes.keySet()).isSubsetOf("failed, goes on", "failed, first");
  }

  @Test
  void theFaultOfTheEarliestTurnIsTheOneThatCounts() {
    for (int round = 0; round < 500; round++) {
      Ending ending = new Ending(2);
      Race.together(
          () -> {
            ending.failAt(4, LastInput.somewhereIn(List.of("4")), new IllegalStateException("4"));
            ending.stopped();
          },
          () -> {
            ending.failAt(3, LastInput.somewhereIn(List.of("3")), new IllegalStateException("3"));
            ending.stopped();
          });
      assertThat(ending.failure()).hasMessage("3");
      assertThat(ending.faultyInput()).hasToString("3");
      assertThat(ending.isBefore(4)).isTrue();
      assertThat(ending.isBefore(3)).isFalse();
    }
  }

  @Test
  void progressOnlyGrowsAndCountsAll() {
    int batches = 200_000;
    Progress progress = new Progress();
    Race.together(
        () -> {
          for (int i = 1; i <= batches; i++) {
            progress.read(3, i * 10L);
          }
        },
        () -> {
          long rows = 0;
          long bytes = 0;
          while (rows < 3L * batches) {
            assertThat(progress.rows()).isGreaterThanOrEqualTo(rows);
            assertThat(progress.bytes()).isGreaterThanOrEqualTo(bytes);
            rows = progress.rows();
            bytes = progress.bytes();
            Race.pause(200);
          }
        });
    assertThat(progress.bytes()).isEqualTo(batches * 10L);
  }

  @Test
  void journalsOfSeveralThreadsJoinInTheOrderOfTheInput() {
    int threads = 3;
    int moments = 2_000;
    List<Journal> journals = new ArrayList<>();
    Runnable[] all = new Runnable[threads];
    for (int t = 0; t < threads; t++) {
      int number = t;
      SideTable table = SideTable.errors("j", 1 << 20);
      Journal journal = new Journal(table);
      journals.add(journal);
      all[t] =
          () -> {
            for (long turn = 0; turn < moments; turn++) {
              long moment = turn * threads + number;
              for (int row = 0; row < moment % 4; row++) {
                table.badRows().report("f", moment * 10 + row, Slice.utf8("x"), "bad");
              }
              journal.note(moment);
            }
          };
    }
    Race.together(all);
    SideTable joined = SideTable.errors("j", 1 << 20);
    Journals.join(journals, joined);
    List<Long> positions = new ArrayList<>();
    joined
        .rows()
        .batches()
        .forEach(batch -> {
          long[] values = ((LongVector) batch.column(1)).values();
          for (int k = 0; k < batch.rowCount(); k++) {
            positions.add(values[batch.rowAt(k)]);
          }
        });
    List<Long> expected = new ArrayList<>();
    for (long moment = 0; moment < (long) threads * moments; moment++) {
      for (int row = 0; row < moment % 4; row++) {
        expected.add(moment * 10 + row);
      }
    }
    assertThat(positions).isEqualTo(expected);
  }
}
