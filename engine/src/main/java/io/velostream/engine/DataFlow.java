package io.velostream.engine;

import io.velostream.columnar.Schema;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.TableDescription;
import io.velostream.sql.CompiledStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a statement that moves rows reads and writes.
///
/// @param reads the relations or files that it reads; those of views that it uses, not the views. A
///   file is its path, wherever it is named, so that a writer and a reader of it are found
/// @param writes the relations or files that it writes, named likewise
/// @param bounded whether it comes to an end by itself
/// @param warnings what the author should know, such as state without a bound
/// @param results what the rows are like that come out, of each of its queries
public record DataFlow(
    Set<String> reads,
    Set<String> writes,
    boolean bounded,
    List<String> warnings,
    List<Schema> results) {
  public DataFlow {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
    warnings = List.copyOf(warnings);
    results = List.copyOf(results);
  }

  static DataFlow of(CompiledStatement statement) {
    Set<String> reads = new TreeSet<>();
    Set<String> writes = new TreeSet<>();
    List<String> warnings = new ArrayList<>();
    List<Schema> results = new ArrayList<>();
    boolean bounded = true;
    for (Plan plan : statement.plans()) {
      addReads(plan.root(), reads);
      plan.sink().ifPresent(sink -> writes.add(identity(sink)));
      warnings.addAll(plan.warnings());
      results.add(plan.root().schema());
      bounded &= plan.root().isBounded();
    }
    return new DataFlow(reads, writes, bounded, warnings, results);
  }

  private static void addReads(PlanNode node, Set<String> reads) {
    if (node instanceof LeafNode.Scan scan) {
      reads.add(identity(scan.table()));
    }
    node.inputs().forEach(input -> addReads(input, reads));
  }

  private static String identity(TableDescription table) {
    String path = table.options().get("path");
    return path == null
        ? table.name().toLowerCase(java.util.Locale.ROOT)
        : "'" + java.nio.file.Path.of(path).normalize() + "'";
  }
}
