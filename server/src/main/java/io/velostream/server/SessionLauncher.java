package io.velostream.server;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.JobKeeping;
import io.velostream.engine.Session;
import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.server.catalog.Sessions;
import io.velostream.server.job.JobLauncher;
import io.velostream.server.job.JobObserver;
import io.velostream.server.job.JobRun;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.SessionRun;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.function.LongSupplier;

/// Runs jobs as statements of sessions, whose checkpoints lie in the data directory: a folder for
/// each job, and in it one for each table that it writes to.
final class SessionLauncher implements JobLauncher {
  private final Sessions sessions;
  private final Files files;
  private final ConfinedFiles confined;
  private final String folder;
  private final long mostStateBytes;
  private final LongSupplier nanos;

  /// @param files where the data directory is
  /// @param confined those that statements may use
  /// @param folder of the checkpoints of all jobs
  SessionLauncher(
      Sessions sessions,
      Files files,
      ConfinedFiles confined,
      String folder,
      long mostStateBytes,
      LongSupplier nanos) {
    this.nanos = nanos;
    this.confined = confined;
    this.sessions = sessions;
    this.files = files;
    this.folder = folder;
    this.mostStateBytes = mostStateBytes;
  }

  @Override
  public JobRun prepare(JobSpec spec, String identity, String savepoint, JobObserver observer) {
    return new SessionRun(
        spec, observer, () -> open(spec, identity, savepoint), mostStateBytes, nanos);
  }

  @Override
  public String savepointFolder(String path) {
    try {
      return confined.realPath(path);
    } catch (IOException e) {
      throw new UserException(ErrorCode.INVALID_OPTION, String.valueOf(e.getMessage()))
          .hint("savepoints lie in a folder below a --root of the server");
    }
  }

  private Session open(JobSpec spec, String identity, String savepoint) {
    Session session = sessions.openFor(spec.name());
    session.keep(new JobKeeping(files, folderOf(identity), identity, savepoint));
    return session;
  }

  private String folderOf(String identity) {
    return folder + "/" + identity;
  }

  @Override
  public void beginAnew(String identity) {
    String own = folderOf(identity);
    try {
      if (files.isFolder(own)) {
        for (Files.Entry table : files.list(own)) {
          CheckpointStore.clear(own + "/" + table.name(), files);
        }
      }
    } catch (IOException e) {
      throw failed("clear", own, e);
    }
  }

  @Override
  public void forget(String identity) {
    String own = folderOf(identity);
    try {
      if (files.isFolder(own)) {
        delete(own);
        files.durable().forceFolder(folder);
      }
    } catch (IOException e) {
      throw failed("delete", own, e);
    }
  }

  private void delete(String path) throws IOException {
    for (Files.Entry entry : files.list(path)) {
      String inside = path + "/" + entry.name();
      if (entry.folder() && !entry.link()) {
        delete(inside);
      } else {
        files.durable().delete(inside);
      }
    }
    files.durable().delete(path);
  }

  private static EnvironmentException failed(String verb, String path, IOException e) {
    return new EnvironmentException(
        "cannot %s the checkpoints in '%s': %s".formatted(verb, path, e), e, false);
  }
}
