package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Makes a failing case smaller as long as it still fails: steps, rows (by delta debugging), parts
/// of the query, columns.
final class Shrinker {
  private static final int MAX_ATTEMPTS = 2_000;

  private final Predicate<OracleCase> fails;
  private int attempts;

  Shrinker(Predicate<OracleCase> fails) {
    this.fails = fails;
  }

  /// The smallest failing case found.
  OracleCase shrink(OracleCase failing) {
    OracleCase current = failing;
    OracleCase before;
    do {
      before = current;
      current = fewerRows(current);
      current = smallerQuery(current);
      current = fewerColumns(current);
    } while (current != before && attempts < MAX_ATTEMPTS);
    return current;
  }

  private OracleCase fewerRows(OracleCase failing) {
    OracleCase current = failing;
    int size = Math.max(1, rows(current).size() / 2);
    while (size > 0) {
      int from = 0;
      while (from < rows(current).size()) {
        OracleCase smaller = without(current, from, from + size);
        if (holdsTogether(smaller.data()) && stillFails(smaller)) {
          current = smaller;
        } else {
          from += size;
        }
      }
      size /= 2;
    }
    return withoutEmptySteps(current);
  }

  private OracleCase withoutEmptySteps(OracleCase current) {
    List<List<Dataset.Change>> steps =
        current.data().steps().stream().filter(s -> !s.isEmpty()).toList();
    OracleCase smaller =
        new OracleCase(
            current.seed(),
            new Dataset(
                current.data().columns(),
                current.data().delaySeconds(),
                steps.isEmpty() ? List.of(List.of()) : steps),
            current.question());
    return steps.size() < current.data().steps().size() && stillFails(smaller) ? smaller : current;
  }

  private OracleCase smallerQuery(OracleCase failing) {
    OracleCase current = failing;
    boolean found = true;
    while (found && attempts < MAX_ATTEMPTS) {
      found = false;
      for (Relation relation : current.question().relation().smaller()) {
        OracleCase smaller =
            new OracleCase(
                current.seed(), current.data(), new Question(relation, current.question().emit()));
        if (!relation.columns().isEmpty() && stillFails(smaller)) {
          current = smaller;
          found = true;
          break;
        }
      }
    }
    return current;
  }

  /// Drops the values of columns that do not matter: they become NULL.
  private OracleCase fewerColumns(OracleCase failing) {
    OracleCase current = failing;
    for (int column = 0; column < current.data().columns().size(); column++) {
      int index = column;
      List<List<Dataset.Change>> steps = new ArrayList<>();
      for (List<Dataset.Change> step : current.data().steps()) {
        steps.add(step.stream().map(c -> withNull(c, index)).toList());
      }
      Dataset data = new Dataset(current.data().columns(), current.data().delaySeconds(), steps);
      OracleCase smaller = new OracleCase(current.seed(), data, current.question());
      if (!data.equals(current.data()) && stillFails(smaller)) {
        current = smaller;
      }
    }
    return current;
  }

  private static Dataset.Change withNull(Dataset.Change change, int column) {
    List<String> values = new ArrayList<>(change.values());
    values.set(column, "NULL");
    return new Dataset.Change(change.table(), values, change.weight());
  }

  private boolean stillFails(OracleCase smaller) {
    return attempts++ < MAX_ATTEMPTS && fails.test(smaller);
  }

  private static List<Dataset.Change> rows(OracleCase oracleCase) {
    return oracleCase.data().steps().stream().flatMap(List::stream).toList();
  }

  private static OracleCase without(OracleCase current, int from, int to) {
    List<List<Dataset.Change>> steps = new ArrayList<>();
    int at = 0;
    for (List<Dataset.Change> step : current.data().steps()) {
      List<Dataset.Change> kept = new ArrayList<>();
      for (Dataset.Change change : step) {
        if (at < from || at >= to) {
          kept.add(change);
        }
        at++;
      }
      steps.add(kept);
    }
    Dataset data = new Dataset(current.data().columns(), current.data().delaySeconds(), steps);
    return new OracleCase(current.seed(), data, current.question());
  }

  /// Whether no row is taken back that is not there.
  private static boolean holdsTogether(Dataset data) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (List<Dataset.Change> step : data.steps()) {
      for (Dataset.Change change : step) {
        List<String> key = new ArrayList<>(change.values());
        key.add(change.table());
        if (counts.merge(key, change.weight(), Integer::sum) < 0) {
          return false;
        }
      }
    }
    return true;
  }
}
