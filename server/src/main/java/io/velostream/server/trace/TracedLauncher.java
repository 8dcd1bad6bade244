package io.velostream.server.trace;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.server.job.JobLauncher;
import io.velostream.server.job.JobObserver;
import io.velostream.server.job.JobReport;
import io.velostream.server.job.JobRun;
import io.velostream.server.job.JobSpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Runs jobs as another launcher does, with spans.
public record TracedLauncher(JobLauncher launcher, Tracing tracing) implements JobLauncher {
  @Override
  public JobRun prepare(JobSpec spec, String identity, String savepoint, JobObserver observer) {
    JobSpan span = tracing.job(spec.name());
    return new TracedRun(
        launcher.prepare(spec, identity, savepoint, new TracedObserver(observer, span)), span);
  }

  @Override
  public String savepointFolder(String path) {
    return launcher.savepointFolder(path);
  }

  @Override
  public void beginAnew(String identity) {
    launcher.beginAnew(identity);
  }

  @Override
  public void forget(String identity) {
    launcher.forget(identity);
  }

  private record TracedObserver(JobObserver observer, JobSpan span) implements JobObserver {
    @Override
    public void began() {
      observer.began();
    }

    @Override
    public void saved(CheckpointFigures figures) {
      span.saved(figures);
      observer.saved(figures);
    }

    @Override
    public void wrote(Schema schema, Batch rows) {
      observer.wrote(schema, rows);
    }
  }

  private static final class TracedRun implements JobRun {
    private final JobRun run;
    private final JobSpan span;

    TracedRun(JobRun run, JobSpan span) {
      this.run = run;
      this.span = span;
    }

    @Override
    public End run() {
      span.begin();
      try {
        End end = run.run();
        span.end(end.name());
        return end;
      } catch (RuntimeException | Error e) {
        span.fail(e);
        throw e;
      }
    }

    @Override
    public void hold() {
      run.hold();
    }

    @Override
    public void release() {
      run.release();
    }

    @Override
    public void end() {
      run.end();
    }

    @Override
    public CompletableFuture<Savepoint> savepoint(String folder) {
      return run.savepoint(folder);
    }

    @Override
    public Duration silence() {
      return run.silence();
    }

    @Override
    public JobReport report() {
      return run.report();
    }
  }
}
