package io.velostream.engine.execute;

import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.SecretOptions;
import io.velostream.plan.TableDescription;
import io.velostream.plan.explain.PlanText;
import io.velostream.runtime.RuntimeSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// All that must stay the same for a checkpoint of a job to fit, as lines to be compared by people:
/// its plan, the tables that it reads and writes, and the settings that its results depend on.
final class JobText {
  private final Set<String> lines = new LinkedHashSet<>();

  private JobText() {}

  /// @param target where the rows go
  static String of(Plan plan, TableDescription target, RuntimeSettings settings) {
    JobText text = new JobText();
    Plan bare = new Plan(plan.root(), plan.sink(), plan.oneRecordPerStep(), List.of());
    text.addTables(plan.root());
    text.add("writes", target);
    return PlanText.of(bare)
        + String.join("\n", text.lines)
        + "\nzone "
        + settings.zone()
        + "\nfuture bound "
        + settings.futureBoundMicros() / 1_000_000
        + " s\n";
  }

  private void addTables(PlanNode node) {
    if (node instanceof LeafNode.Scan scan) {
      add("reads", scan.table());
    }
    node.inputs().forEach(this::addTables);
  }

  private void add(String verb, TableDescription table) {
    lines.add(verb + " " + table.name());
    new TreeMap<>(table.options())
        .forEach((name, value) ->
            lines.add("  %s %s: %s".formatted(table.name(), name, shown(name, value))));
    table
        .schema()
        .fields()
        .forEach(field ->
            lines.add(
                "  %s column %s %s%s"
                    .formatted(
                        table.name(),
                        field.name(),
                        field.type(),
                        field.nullable() ? "" : " NOT NULL")));
  }

  /// Secrets are not to be found in checkpoints, and another password is no other job.
  private static String shown(String option, String value) {
    return SecretOptions.isSecret(option) ? "******" : SecretOptions.shown(option, value);
  }
}
