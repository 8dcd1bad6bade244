package io.velostream.benchmarks.report;

import io.velostream.benchmarks.checkpoint.CheckpointCost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// What it costs to save a job, as a table and as JSON.
public final class CheckpointReport {
  private CheckpointReport() {}

  /// A column for each case.
  public static String table(List<CheckpointCost> costs) {
    TextTable table = new TextTable();
    row(table, costs, "pipelines", "", c -> Integer.toString(c.of().pipelines()));
    row(table, costs, "keys that change", "%", c -> Integer.toString(c.of().hot()));
    row(table, costs, "state in memory", "MB", c -> number(c.stateBytes() / 1e6, 0));
    row(table, costs, "state saved", "MB", c -> number(c.savedBytes() / 1e6, 0));
    row(table, costs, "rows/s, not saved", "million", c -> number(c.plainRate() / 1e6, 2));
    row(table, costs, "rows/s, saved", "million", c -> number(c.savedRate() / 1e6, 2));
    row(table, costs, "cost", "% of time", c -> number(c.timeCost(), 1));
    row(table, costs, "", "% of CPU", c -> number(c.cpuCost(), 1));
    row(table, costs, "epochs", "", c -> Integer.toString(c.epochs()));
    row(table, costs, "postponed", "", c -> Long.toString(c.postponed()));
    row(table, costs, "written per epoch", "MB", c -> number(c.writtenBytes() / 1e6, 1));
    row(table, costs, "barrier p50", "ms", c -> number(c.standing().p50(), 1));
    row(table, costs, "barrier p99", "ms", c -> number(c.standing().p99(), 1));
    row(table, costs, "barrier max", "ms", c -> number(c.standing().max(), 1));
    row(table, costs, "durable after, p50", "ms", c -> number(c.durations().p50(), 1));
    row(table, costs, "durable after, max", "ms", c -> number(c.durations().max(), 1));
    row(table, costs, "restore", "s", c -> number(c.restoreSeconds(), 2));
    return table.render();
  }

  private interface Figure {
    String of(CheckpointCost cost);
  }

  private static void row(
      TextTable table, List<CheckpointCost> costs, String name, String unit, Figure figure) {
    List<String> cells = new ArrayList<>(List.of(name, unit));
    costs.forEach(cost -> cells.add(figure.of(cost)));
    table.add(cells);
  }

  /// An array, one object a case.
  public static String json(List<CheckpointCost> costs) {
    StringJoiner objects = new StringJoiner(",\n  ", "[\n  ", "\n]\n");
    costs.forEach(cost -> objects.add(object(cost)));
    return objects.toString();
  }

  private static String object(CheckpointCost c) {
    StringJoiner members = new StringJoiner(", ", "{", "}");
    members.add(member("rows", Long.toString(c.of().rows())));
    members.add(member("groups", Integer.toString(c.of().groups())));
    members.add(member("pipelines", Integer.toString(c.of().pipelines())));
    members.add(member("changed_keys_percent", Integer.toString(c.of().hot())));
    members.add(member("interval", "\"" + c.of().interval() + "\""));
    members.add(member("state_bytes", Long.toString(c.stateBytes())));
    members.add(member("saved_bytes", Long.toString(c.savedBytes())));
    members.add(member("rows_per_second", number(c.plainRate(), 0)));
    members.add(member("rows_per_second_saved", number(c.savedRate(), 0)));
    members.add(member("time_cost_percent", number(c.timeCost(), 3)));
    members.add(member("cpu_cost_percent", number(c.cpuCost(), 3)));
    members.add(member("epochs", Integer.toString(c.epochs())));
    members.add(member("postponed", Long.toString(c.postponed())));
    members.add(member("written_bytes_per_epoch", Long.toString(c.writtenBytes())));
    members.add(member("barrier_p50_millis", number(c.standing().p50(), 3)));
    members.add(member("barrier_p99_millis", number(c.standing().p99(), 3)));
    members.add(member("barrier_max_millis", number(c.standing().max(), 3)));
    members.add(member("durable_p50_millis", number(c.durations().p50(), 3)));
    members.add(member("durable_p99_millis", number(c.durations().p99(), 3)));
    members.add(member("durable_max_millis", number(c.durations().max(), 3)));
    members.add(member("restore_seconds", number(c.restoreSeconds(), 3)));
    return members.toString();
  }

  private static String member(String key, String value) {
    return "\"" + key + "\": " + value;
  }

  private static String number(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
