package io.velostream.engine.execute;

import io.velostream.columnar.DataType;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.runtime.checkpoint.KeepingWriter;
import io.velostream.runtime.checkpoint.store.OutputFiles;
import io.velostream.sql.TableDefinition;
import java.util.function.Consumer;

/// Keeps the rows for those sinks of a job that cannot stage them, where the job may run in several
/// pipelines, or looks rows up: there no epoch is run again.
final class KeptOutputs {
  private final Environment environment;
  private final Saving saving;
  private final boolean looksUp;
  private int sinks;

  /// @param looksUp whether the job looks rows up: what it finds may be something else the next
  ///   time, so that an epoch cannot be run again
  KeptOutputs(Environment environment, Saving saving, boolean looksUp) {
    this.looksUp = looksUp;
    this.environment = environment;
    this.saving = saving;
  }

  /// A writer to the next table of the job. Tables come in one order, whatever the settings.
  ///
  /// @param again told when the writer gets rows that a dead process has given to it
  EpochWriter of(TableDefinition table, EpochWriter writer, Consumer<Boolean> again) {
    int sink = sinks++;
    if (writer.stagesDurably()) {
      return writer;
    }
    OutputFiles files =
        new OutputFiles(
            saving.policy().folder(),
            saving.world().files(),
            sink,
            table.physicalSchema().types().stream().map(DataType::lane).toList());
    int pipelines = environment.settings().job(environment.world().threads().cores()).pipelines();
    return new KeepingWriter(writer, files, pipelines > 1 || looksUp, again);
  }
}
