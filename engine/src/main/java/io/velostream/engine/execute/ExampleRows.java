package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.catalog.Catalog;
import io.velostream.engine.catalog.FileCatalog;
import io.velostream.plan.Plan;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.sql.SqlCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Runs the query of an example under the session's settings, but out of sight of its tables.
final class ExampleRows implements BatchWriter {
  private final Schema schema;
  private final List<String> rows = new ArrayList<>();

  private ExampleRows(Schema schema) {
    this.schema = schema;
  }

  /// The rows of the answer, cells parted by `|`.
  static List<String> of(String query, Environment session) {
    Catalog nothing =
        new Catalog(new FileCatalog(session.connectors(), session.world(), session.settings()));
    Environment apart =
        new Environment(
            session.world(),
            session.connectors(),
            nothing,
            session.settings(),
            session.cancellation(),
            session.arrivals(),
            session.jobs(),
            session.savepoints(),
            new OpenQueries());
    Plan plan =
        PlanRunner.finalRowsOnly(
            new SqlCompiler(nothing, session.settings().planner(1)).compileQuery(query).plan());
    ExampleRows result = new ExampleRows(plan.root().schema());
    new PlanRunner(apart, ProgressListener.NONE).run(StatementExecutor.QUERY_JOB, plan, result, "");
    return result.rows;
  }

  @Override
  public void write(Batch batch) {
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.rowAt(i);
      StringJoiner text = new StringJoiner(" | ");
      for (int c = 0; c < schema.size(); c++) {
        text.add(
            batch.column(c).isNull(row)
                ? "NULL"
                : ValueText.of(schema.type(c), batch.column(c), row));
      }
      for (long copies = batch.weightAt(row); copies > 0; copies--) {
        rows.add(text.toString());
      }
    }
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() {}

  @Override
  public void close() {}
}
