package io.velostream.server;

import com.sun.net.httpserver.HttpServer;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.server.catalog.KeptViews;
import io.velostream.server.catalog.ServerCatalog;
import io.velostream.server.catalog.Sessions;
import io.velostream.server.http.AccessGuard;
import io.velostream.server.http.Api;
import io.velostream.server.http.HttpFrontEnd;
import io.velostream.server.job.DelayedTasks;
import io.velostream.server.job.JobManager;
import io.velostream.server.job.RestartPolicy;
import io.velostream.server.log.EventLog;
import io.velostream.server.metrics.PrometheusPage;
import io.velostream.server.statement.ServerStatements;
import io.velostream.server.trace.TracedLauncher;
import io.velostream.server.trace.Tracing;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A running server: jobs in the data directory, and HTTP to them.
public final class VelostreamServer implements AutoCloseable {
  /// Its version, as its description says.
  public static final String VERSION = "0.1.0";

  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private final ServerOptions options;
  private final DataFolder data;
  private final ScheduledExecutorService timer;
  private final KeptViews views;
  private final JobManager jobs;
  private final HttpServer http;
  private final HttpFrontEnd frontEnd;
  private final EventLog log;
  private final StallWatch stalls;
  private final Tracing tracing;
  private volatile boolean ready;

  private VelostreamServer(ServerOptions options, EventLog log) {
    this.options = options;
    this.log = log;
    this.stalls = new StallWatch(log);
    this.http = Listener.open(options);
    try {
      this.data = DataFolder.take(options.data());
    } catch (RuntimeException e) {
      http.stop(0);
      throw e;
    }
    World world = SystemWorld.create();
    this.tracing = options.traces().isEmpty() ? Tracing.OFF : Tracing.to(options.traces());
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("server-timer").unstarted(task));
    DelayedTasks tasks = this::later;
    try {
      Persistence persistence = new Persistence(world.files(), options.data().toString());
      ServerCatalog catalog = new ServerCatalog(persistence.definitionJournal());
      catalog.recover(persistence.definitions());
      ConfinedFiles files = new ConfinedFiles(world.files(), options.roots());
      World confined = world.withFiles(files);
      this.views = new KeptViews(task -> Thread.ofPlatform().daemon().unstarted(task), log);
      Sessions sessions = new Sessions(catalog, views, confined, options.settings(), log);
      RandomGenerator random = world.random().seeded(world.random().freshSeed());
      this.jobs =
          new JobManager(
              new JobManager.Surroundings(
                  new TracedLauncher(
                      new SessionLauncher(
                          sessions,
                          world.files(),
                          files,
                          options.data() + "/checkpoints",
                          options.jobStateBytes(),
                          world.clock()::monotonicNanos),
                      tracing),
                  persistence.jobJournal(),
                  tasks,
                  task -> Thread.ofPlatform().daemon().unstarted(task),
                  world.clock(),
                  random::nextDouble,
                  log,
                  RestartPolicy.STANDARD,
                  STOP_GRACE,
                  options.mostJobs()));
      ServerStatements statements =
          new ServerStatements(sessions, jobs, options.limits(), world.clock(), tasks, tracing);
      Api api =
          new Api(
              statements, jobs, catalog, new PrometheusPage(world.clock()), () -> ready, VERSION);
      AccessGuard guard =
          new AccessGuard(
              Listener.hosts(options), options.token().map(Secret::reveal), world.clock());
      this.frontEnd = new HttpFrontEnd(http, guard, api, tracing, log);
      jobs.recover(persistence.jobs());
      sessions.keepViews();
    } catch (IOException e) {
      shut();
      throw new EnvironmentException("cannot use a root folder: " + e, e, false);
    } catch (RuntimeException e) {
      shut();
      throw e;
    }
    frontEnd.start();
    ready = true;
    later(StallWatch.INTERVAL, this::watch);
    log.info("server.started", "url", url(), "data", options.data());
    if (options.insecure()) {
      warnHourly();
    }
  }

  /// Starts a server. When the call returns, it answers, and its jobs are on their way.
  ///
  /// @throws io.velostream.columnar.error.UserException when the options would be unsafe
  /// @throws EnvironmentException when the address or the data directory is taken, or what is in it
  ///   is damaged
  public static VelostreamServer start(ServerOptions options, EventLog log) {
    return new VelostreamServer(options, log);
  }

  private void later(Duration delay, Runnable task) {
    try {
      Future<?> _ = timer.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.warn("server.too-late", "message", "nothing is started while the server shuts down");
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) { // the timer serves others too
      log.error("server.task-failed", e);
    }
  }

  private void watch() {
    stalls.look(jobs.all());
    later(StallWatch.INTERVAL, this::watch);
  }

  private void warnHourly() {
    log.warn("server.insecure", "message", "anybody who reaches the address can use the server");
    later(Duration.ofHours(1), this::warnHourly);
  }

  /// The port that it listens on.
  public int port() {
    return http.getAddress().getPort();
  }

  /// Where it is to be found.
  public String url() {
    String host = options.bind().contains(":") ? "[" + options.bind() + "]" : options.bind();
    return (options.tls().isPresent() ? "https" : "http") + "://" + host + ":" + port();
  }

  /// Ends all runs, each as its kind allows, and then itself, within the bound of its options. Jobs
  /// that ran will run again when a server is started on the same data.
  @Override
  public void close() {
    ready = false;
    frontEnd.close();
    boolean all = jobs.close(options.shutdown());
    views.close();
    shut();
    if (all) {
      log.info("server.stopped");
    } else {
      log.warn("server.stopped", "message", "some runs did not end in time, and were left");
    }
  }

  private void shut() {
    http.stop(0);
    tracing.close();
    timer.shutdownNow();
    data.close();
  }
}
