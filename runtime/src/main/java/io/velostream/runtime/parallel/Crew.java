package io.velostream.runtime.parallel;

import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All pipelines of one run, wired. Made and looked at by one thread, before and after the workers
/// run.
sealed interface Crew extends AutoCloseable permits Team, JoinedTeam, Company {
  /// Number of pipelines.
  int size();

  /// Number of readers.
  int readers();

  /// The tables that they read.
  ReadTables tables();

  /// How many pipelines have part in the last stage.
  int width();

  /// Whether rows leave the last stage in turns: it is the first one, too.
  boolean givesTurns();

  /// What one pipeline has to do; asked once for each.
  Share share(int number, Ending ending, Clock clock);

  /// Where a pipeline reports how much state it holds.
  Progress progressOf(int number);

  /// How far all readers are.
  Pipeline.Progress progress();

  /// Rows of state, as the pipelines have reported them.
  long stateRows();

  /// How the pipelines stand, as each of them has said last.
  List<WorkerFigures> standing();

  /// How full the fullest queue is, from 0 to 1; roughly.
  double queueFill();

  /// Makes sure that all can be read on from the middle, before anything is read.
  ///
  /// @throws io.velostream.columnar.error.UserException if not
  void requirePlaces() throws IOException;

  /// Asks for the end of an epoch.
  void requestEpochEnd();

  /// Joins what was put aside up to the end of an epoch that nobody saves.
  void join();

  /// What there is to save, when the parts of all tasks are. What was put aside is joined, too.
  ///
  /// @param last whether all workers have ended
  CrewState state(boolean last) throws IOException;

  /// By plan, what was put aside, as far as it was joined.
  List<PutAside> putAside();

  /// Takes out the undecodable input up to the last end of an epoch that is written elsewhere.
  List<Letters> takeLetters();

  /// Closes all readers.
  ///
  /// @throws IOException the first failure; all readers are closed nevertheless
  @Override
  void close() throws IOException;

  /// The work of one pipeline.
  default Worker worker(
      int number, Worker.Watch watch, Ending ending, Clock clock, Threads threads) {
    Share share = share(number, ending, clock);
    List<Task> tasks = new ArrayList<>(share.urgent());
    tasks.addAll(share.tasks());
    return new Worker(
        share.preparation(),
        tasks,
        share.standing(),
        progressOf(number),
        watch,
        ending,
        clock,
        threads);
  }
}
