package io.velostream.runtime.parallel;

import io.velostream.plan.LeafNode;
import io.velostream.plan.TableDescription;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.StagedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which part of the plan of a run a crew has: saved state has the nodes of all parts, one behind
/// the other.
///
/// @param whole the plan of the run
/// @param before the parts whose nodes come first, in their order
/// @param outlived whether others go on when the crew has come to its end
record Section(SharedPlan whole, List<SharedPlan> before, boolean outlived) {
  Section {
    before = List.copyOf(before);
  }

  /// All of a plan.
  static Section of(SharedPlan plan) {
    return new Section(plan, List.of(), false);
  }

  /// That of the left input of a plan of this section.
  Section left() {
    return new Section(whole, before, true);
  }

  /// That of the right input.
  Section right(JoinedPlan plan) {
    return behind(plan.left(), true);
  }

  /// That of what comes behind both.
  Section rest(JoinedPlan plan) {
    return behind(plan.left(), true).behind(plan.right(), outlived);
  }

  private Section behind(SharedPlan plan, boolean isOutlived) {
    List<SharedPlan> all = new ArrayList<>(before);
    all.add(plan);
    return new Section(whole, all, isOutlived);
  }

  /// How many tables are read before those of this section.
  int tablesBefore() {
    return before.stream().mapToInt(plan -> tables(plan).size()).sum();
  }

  /// The tables that a plan reads, in the order in which their readers are opened.
  static List<TableDescription> tables(SharedPlan plan) {
    return switch (plan) {
      case StagedPlan staged ->
          staged.leaf() instanceof LeafNode.Scan scan ? List.of(scan.table()) : List.of();
      case JoinedPlan joined ->
          Stream.of(joined.left(), joined.right()).flatMap(side -> tables(side).stream()).toList();
    };
  }

  /// How many nodes a plan has.
  static int nodes(SharedPlan plan) {
    return switch (plan) {
      case StagedPlan staged ->
          1
              + staged.prepared().size()
              + (staged.watermark().isPresent() ? 1 : 0)
              + behindReading(staged);
      case JoinedPlan joined ->
          nodes(joined.left()) + nodes(joined.right()) + behindReading(joined.rest());
    };
  }

  /// How many nodes the stages of a plan have.
  static int behindReading(StagedPlan plan) {
    return plan.stages().stream().mapToInt(stage -> stage.nodes().size()).sum();
  }
}
