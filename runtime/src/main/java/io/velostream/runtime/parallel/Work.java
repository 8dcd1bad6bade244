package io.velostream.runtime.parallel;

import io.velostream.columnar.Schema;
import io.velostream.plan.stage.SetPlan;
import io.velostream.plan.stage.SharedPlan;
import java.util.List;

/// What a run in several pipelines computes.
public sealed interface Work {
  /// By plan, what names its side tables.
  List<String> jobs();

  /// By plan, the columns of its result.
  List<Schema> schemas();

  /// One plan.
  ///
  /// @param job names the side tables
  record One(String job, SharedPlan plan) implements Work {
    @Override
    public List<String> jobs() {
      return List.of(job);
    }

    @Override
    public List<Schema> schemas() {
      return List.of(plan.last().output());
    }
  }

  /// Plans that run side by side.
  record SideBySide(List<String> jobs, SetPlan plan) implements Work {
    public SideBySide {
      jobs = List.copyOf(jobs);
      if (jobs.size() != plan.outputs().size()) {
        throw new IllegalArgumentException(jobs.size() + " names for " + plan.outputs().size());
      }
    }

    @Override
    public List<Schema> schemas() {
      return plan.outputs();
    }
  }
}
