package io.velostream.sql;

import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.TableDescription;
import io.velostream.sql.CompiledStatement.Insert;
import io.velostream.sql.optimize.ShareScans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Puts the inserts of a set into stages that run one after the other: the inserts of a stage run
/// side by side, as one job that reads what they have in common once.
///
/// An insert that reads what one before it writes, or writes what one before it reads or writes,
/// comes in a later stage, so that the result is that of the inserts one by one. Inserts that have
/// nothing in common stay alone, unless one of them has no end.
final class InsertStages {
  private InsertStages() {}

  /// The stages of inserts, which keep their order where that matters.
  ///
  /// @param shares whether what inserts have in common is to be read once
  static List<List<Insert>> of(List<Insert> inserts, boolean shares) {
    List<List<Insert>> stages = new ArrayList<>();
    for (List<Insert> wave : waves(inserts)) {
      if (wave.stream().anyMatch(insert -> !insert.plan().root().isBounded())) {
        stages.add(united(wave, shares));
      } else if (shares) {
        related(wave).forEach(stage -> stages.add(united(stage, true)));
      } else {
        wave.forEach(insert -> stages.add(List.of(insert)));
      }
    }
    return stages;
  }

  /// Runs of inserts that do not care about each other.
  private static List<List<Insert>> waves(List<Insert> inserts) {
    List<List<Insert>> waves = new ArrayList<>();
    for (Insert insert : inserts) {
      boolean joins =
          !waves.isEmpty()
              && !isInMemory(insert)
              && waves.getLast().stream()
                  .noneMatch(other -> isInMemory(other) || depend(other, insert));
      if (!joins) {
        waves.add(new ArrayList<>());
      }
      waves.getLast().add(insert);
    }
    return waves;
  }

  private static boolean isInMemory(Insert insert) {
    return !insert.target().options().containsKey("connector");
  }

  private static boolean depend(Insert one, Insert other) {
    TableDescription first = one.target().description();
    TableDescription second = other.target().description();
    return TablePlaces.overlap(first, second)
        || tables(other.plan().root()).stream().anyMatch(t -> TablePlaces.overlap(t, first))
        || tables(one.plan().root()).stream().anyMatch(t -> TablePlaces.overlap(t, second));
  }

  /// Those that read a table in common, directly or through others, together.
  private static List<List<Insert>> related(List<Insert> wave) {
    List<List<Insert>> stages = new ArrayList<>();
    List<Set<TableDescription>> read = new ArrayList<>();
    for (Insert insert : wave) {
      List<Insert> stage = new ArrayList<>();
      Set<TableDescription> own = scanned(insert.plan().root());
      int place = stages.size();
      for (int i = stages.size() - 1; i >= 0; i--) {
        if (read.get(i).stream().anyMatch(own::contains)) {
          stage.addAll(0, stages.remove(i));
          own.addAll(read.remove(i));
          place = i;
        }
      }
      stage.add(insert);
      stages.add(place, stage);
      read.add(place, own);
    }
    return stages;
  }

  /// The tables of connectors that a plan reads from end to end.
  private static Set<TableDescription> scanned(PlanNode node) {
    Set<TableDescription> tables = new HashSet<>();
    if (node instanceof LeafNode.Scan scan && scan.table().options().containsKey("connector")) {
      tables.add(scan.table());
    }
    node.inputs().forEach(input -> tables.addAll(scanned(input)));
    return tables;
  }

  /// All tables that a plan reads, or looks rows up in.
  private static Set<TableDescription> tables(PlanNode node) {
    Set<TableDescription> tables = new HashSet<>();
    if (node instanceof LeafNode.Scan scan) {
      tables.add(scan.table());
    } else if (node instanceof RowNode.LookupJoin join) {
      tables.add(join.table());
    }
    node.inputs().forEach(input -> tables.addAll(tables(input)));
    return tables;
  }

  private static List<Insert> united(List<Insert> stage, boolean shares) {
    if (!shares || stage.size() == 1) {
      return stage;
    }
    List<PlanNode> roots =
        ShareScans.rewrite(stage.stream().map(insert -> insert.plan().root()).toList());
    List<Insert> united = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      Plan plan = stage.get(i).plan();
      united.add(
          new Insert(
              new Plan(roots.get(i), plan.sink(), plan.oneRecordPerStep(), plan.warnings()),
              stage.get(i).target()));
    }
    return united;
  }
}
