package io.velostream.conformance.oracle;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.conformance.file.ValueText;
import io.velostream.connector.spi.BatchReader;
import io.velostream.engine.Session;
import io.velostream.expression.Evaluators;
import io.velostream.operators.Output;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.sql.PlannerSettings;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers questions by the engine: plans once, runs the plan over any cut of the input.
final class Engine {
  private static final World WORLD = SystemWorld.create();

  private Engine() {}

  /// What a run had put out, in sum, after each step of the dataset and at the end.
  ///
  /// @param canonical rows as [Canonical] text, comparable with DuckDB
  /// @param raw rows to the last bit, comparable with other runs
  record Answers(List<Map<String, Long>> canonical, List<Map<String, Long>> raw) {}

  /// The plan of a question.
  static Plan plan(Question question, Dataset data) {
    return plan(question, data, "");
  }

  /// The plan of a question without some passes of the optimiser.
  ///
  /// @param passesOff their names, with commas
  static Plan plan(Question question, Dataset data, String passesOff) {
    return plan(question.sql(Dialect.VELOSTREAM), data, passesOff);
  }

  /// The plan of a query over the dataset's tables.
  static Plan plan(String sql, Dataset data) {
    return plan(sql, data, "");
  }

  private static Plan plan(String sql, Dataset data, String passesOff) {
    boolean retracts = data.steps().stream().flatMap(List::stream).anyMatch(c -> c.weight() < 0);
    Optional<String> watermark =
        retracts
            ? Optional.empty()
            : Optional.of("WATERMARK FOR ts AS ts - INTERVAL '" + data.delaySeconds() + "' SECOND");
    try (Session session = Session.open(WORLD)) {
      session.set(PlannerSettings.PASSES_OFF, passesOff);
      for (String table : List.of("t", "u")) {
        List<Batch> batches = cut(data, table, Integer.MAX_VALUE).stream().map(Cut::batch).toList();
        session.register(table, schema(data), batches, watermark);
      }
      return session.prepare(sql).plan();
    }
  }

  /// Runs a plan with at most so many rows per batch.
  ///
  /// @param kinds of the result's columns, which say how values are compared
  /// @param restarts whether the pipeline is saved, made anew and restored between all steps
  static Answers run(
      Plan plan,
      List<Kind> kinds,
      Dataset data,
      int batchRows,
      Evaluators evaluators,
      boolean restarts,
      Fault fault) {
    Map<String, List<Cut>> cuts = new HashMap<>();
    for (String table : List.of("t", "u")) {
      cuts.put(table, fault.input(cut(data, table, batchRows)));
    }
    RuntimeSettings base = RuntimeSettings.DEFAULT;
    RuntimeSettings settings =
        new RuntimeSettings(
            batchRows,
            evaluators,
            base.zone(),
            base.futureBoundMicros(),
            base.keptRows(),
            restarts);
    Sums sums = new Sums(plan.root().schema(), kinds);
    Output output = fault.output(sums);
    try (Pipeline pipeline =
        PipelineBuilder.build(
            fault.plan(plan),
            scan -> new FeedReader(cuts.getOrDefault(scan.table().name(), List.of()), scan),
            new LoweringContext(settings, "oracle"),
            WORLD.clock(),
            output)) {
      return drive(pipeline, data, batchRows, sums);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answers drive(Pipeline pipeline, Dataset data, int batchRows, Sums sums)
      throws IOException {
    List<Map<String, Long>> canonical = new ArrayList<>();
    List<Map<String, Long>> raw = new ArrayList<>();
    for (List<Dataset.Change> step : data.steps()) {
      for (int i = 0; i < cutsOf(step, batchRows); i++) {
        do {
          pipeline.step();
        } while (pipeline.isMidBatch());
      }
      canonical.add(sums.canonical());
      raw.add(sums.raw());
    }
    boolean more = true;
    while (more) {
      more = pipeline.step();
    }
    canonical.add(sums.canonical());
    raw.add(sums.raw());
    return new Answers(canonical, raw);
  }

  /// How many pipeline steps a step of the dataset takes: both tables have as many batches.
  private static int cutsOf(List<Dataset.Change> step, int batchRows) {
    long longest =
        Math.max(
            step.stream().filter(c -> c.table().equals("t")).count(),
            step.stream().filter(c -> c.table().equals("u")).count());
    return (int) Math.max(1, (longest + batchRows - 1) / batchRows);
  }

  /// A batch of a table.
  record Cut(Batch batch, Schema schema) {}

  /// The batches of a table: in each step both tables have as many.
  static List<Cut> cut(Dataset data, String table, int batchRows) {
    Schema schema = schema(data);
    List<Cut> cuts = new ArrayList<>();
    for (List<Dataset.Change> step : data.steps()) {
      List<Dataset.Change> rows = step.stream().filter(c -> c.table().equals(table)).toList();
      int count = cutsOf(step, batchRows);
      for (int i = 0; i < count; i++) {
        int from = (int) Math.min(rows.size(), (long) i * batchRows);
        int to = (int) Math.min(rows.size(), (long) from + batchRows);
        cuts.add(new Cut(batch(schema, rows.subList(from, to)), schema));
      }
    }
    return cuts;
  }

  private static Batch batch(Schema schema, List<Dataset.Change> rows) {
    Vector[] columns = new Vector[schema.size()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = VectorBuilder.of(schema.type(c).lane());
      for (Dataset.Change row : rows) {
        Values.append(builder, ValueText.parse(row.values().get(c), schema.type(c)));
      }
      columns[c] = builder.build();
    }
    boolean retracts = rows.stream().anyMatch(r -> r.weight() < 0);
    long[] weights = rows.stream().mapToLong(Dataset.Change::weight).toArray();
    return new Batch(columns, rows.size(), null, retracts ? weights : null);
  }

  static Schema schema(Dataset data) {
    return new Schema(
        data.columns().stream().map(c -> Field.of(c.name(), c.kind().type())).toList());
  }

  /// Delivers the cuts, only the wanted columns.
  private static final class FeedReader implements BatchReader {
    private final List<Cut> cuts;
    private final LeafNode.Scan scan;
    private int next;

    FeedReader(List<Cut> cuts, LeafNode.Scan scan) {
      this.cuts = cuts;
      this.scan = scan;
    }

    @Override
    public @Nullable Batch read() {
      if (next == cuts.size()) {
        return null;
      }
      Batch batch = cuts.get(next++).batch();
      return batch.withColumns(scan.columns().stream().map(batch::column).toArray(Vector[]::new));
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesTotal() {
      return -1;
    }

    @Override
    public void close() {}
  }
}
