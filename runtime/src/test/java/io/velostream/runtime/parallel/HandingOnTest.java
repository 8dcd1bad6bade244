package io.velostream.runtime.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.runtime.race.InterleavedLoader;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What readers tell each other, in every order in which they can get on.
class HandingOnTest {
  private static final Set<String> CLASSES =
      Set.of(Batons.class.getName(), BatonScenario.class.getName());

  private static final int READERS = 2;
  private static final int ROUNDS = 4;

  private static long explore(String how, boolean releasing, int turns)
      throws ReflectiveOperationException {
    Object orders =
        new InterleavedLoader(CLASSES, releasing)
            .loadClass(BatonScenario.class.getName())
            .getMethod(how, int.class)
            .invoke(null, turns);
    return (long) orders;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void aTurnLearnsWhatTheOneBeforeHasMade(int turns) throws ReflectiveOperationException {
    assertThat(explore("explore", true, turns)).isGreaterThan(turns);
  }

  @Test
  void aBatonThatReleasesNothingIsNoticed() {
    assertThatThrownBy(() -> explore("explore", false, 2))
        .isInstanceOf(InvocationTargetException.class)
        .rootCause()
        .hasMessageContaining("data race");
  }

  @Test
  void aReaderThatDoesNotWaitForItIsNoticed() {
    assertThatThrownBy(() -> explore("exploreImpatient", true, 2))
        .isInstanceOf(InvocationTargetException.class)
        .rootCause()
        .hasMessageContaining("event time in another order");
  }

  /// Marks are asked for under a lock, so that the orders are those of whole calls: each reader
  /// asks behind each of its rounds, and somebody asks for two ends, the second one when the first
  /// has come.
  @Test
  void allReadersEndAnEpochBehindTheSameRound() {
    assertThat(orders(new int[READERS + 1], "")).isGreaterThan(400);
  }

  /// @param done how many calls each has made
  /// @param order the calls so far, by who has made them
  /// @return how many orders there are from here on
  private static long orders(int[] done, String order) {
    long count = 0;
    for (int who = 0; who <= READERS; who++) {
      if (done[who] < (who == READERS ? 2 : ROUNDS)) {
        int[] next = done.clone();
        next[who]++;
        count += orders(next, order + who);
      }
    }
    if (count == 0) {
      replay(order);
      return 1;
    }
    return count;
  }

  private static void replay(String order) {
    EpochMarks marks = new EpochMarks();
    int[] rounds = new int[READERS];
    boolean[][] ends = new boolean[READERS][ROUNDS];
    boolean asked = false;
    for (int at = 0; at < order.length(); at++) {
      int who = order.charAt(at) - '0';
      if (who < READERS) {
        int round = rounds[who]++;
        ends[who][round] = marks.isBehind(round);
      } else if (!asked || hasCome(ends)) {
        marks.request();
        asked = true;
      }
    }
    for (int reader = 1; reader < READERS; reader++) {
      assertThat(ends[reader]).as("%s: %s", order, Arrays.deepToString(ends)).isEqualTo(ends[0]);
    }
  }

  /// Whether all readers have ended an epoch.
  private static boolean hasCome(boolean[][] ends) {
    for (boolean[] ofReader : ends) {
      boolean any = false;
      for (boolean end : ofReader) {
        any |= end;
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }
}
