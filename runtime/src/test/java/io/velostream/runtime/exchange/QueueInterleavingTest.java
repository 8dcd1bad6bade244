package io.velostream.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.runtime.race.InterleavedLoader;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The queue as it is compiled, in every order in which its two threads can get on.
class QueueInterleavingTest {
  private static final Set<String> CLASSES =
      Set.of(HandoverQueue.class.getName(), QueueScenario.class.getName());

  private static long explore(String how, boolean releasing, int capacity, int items)
      throws ReflectiveOperationException {
    Object orders =
        new InterleavedLoader(CLASSES, releasing)
            .loadClass(QueueScenario.class.getName())
            .getMethod(how, int.class, int.class)
            .invoke(null, capacity, items);
    return (long) orders;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 5", "2, 2", "2, 4", "4, 5"})
  void handsOverInOrderAndNobodyTouchesWhatTheOtherHas(int capacity, int items)
      throws ReflectiveOperationException {
    long orders = explore("explore", true, capacity, items);
    assertThat(orders).isGreaterThan(items);
  }

  @Test
  void aReleaseThatReleasesNothingIsNoticed() {
    assertThatThrownBy(() -> explore("explore", false, 2, 3))
        .isInstanceOf(InvocationTargetException.class)
        .rootCause()
        .hasMessageContaining("data race");
  }

  @Test
  void aGiverThatDoesNotAskForRoomIsNoticed() {
    assertThatThrownBy(() -> explore("exploreImpatient", true, 1, 3))
        .isInstanceOf(InvocationTargetException.class)
        .rootCause()
        .hasMessageContaining("taken in another order");
  }
}
