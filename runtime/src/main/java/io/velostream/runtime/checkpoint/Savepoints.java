package io.velostream.runtime.checkpoint;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Lets any thread ask the job in execution for a [Savepoint]. The job makes it at the end of an
/// epoch, which it brings about as soon as it can.
public final class Savepoints {
  private final List<Request> waiting = new ArrayList<>();

  /// What the epoch that ends at the moment will answer.
  private final List<Request> claimed = new ArrayList<>();

  /// What has ended of a set of statements that run one after the other.
  private final List<EndedJob> ended = new ArrayList<>();

  private int running;
  private boolean inSet;
  private boolean partUnsaved;
  private volatile boolean asked;

  /// What somebody asked for.
  ///
  /// @param folder gets a folder for the job
  private record Request(String folder, CompletableFuture<Savepoint> answer) {}

  /// Makes a savepoint in a folder.
  @FunctionalInterface
  interface Maker {
    /// @param before what belongs into the savepoint, too
    /// @param answer completed when it is there, by any thread
    void make(String folder, Before before, CompletableFuture<Savepoint> answer);
  }

  /// What comes before the statement that makes a savepoint.
  ///
  /// @param ofSet whether it is one of a set
  /// @param ended those of the set that have come to their end
  record Before(boolean ofSet, List<EndedJob> ended) {
    Before {
      ended = List.copyOf(ended);
    }
  }

  /// A job that has come to its end, and lies where it was saved.
  @FunctionalInterface
  interface EndedJob {
    /// @param folder gets a folder for the job
    void copyTo(String folder) throws IOException;
  }

  /// Asks for a savepoint of the job in execution, in a folder of its own name in `folder`. Does
  /// not wait. Any thread may call it.
  ///
  /// @return fails with a [UserException] when no job is running that is saved, or the job ends
  ///   before, and with an [IOException] when it cannot be written: the job goes on
  public synchronized CompletableFuture<Savepoint> ask(String folder) {
    CompletableFuture<Savepoint> answer = new CompletableFuture<>();
    if (running == 0) {
      answer.completeExceptionally(none("no job is running that is saved"));
    } else if (partUnsaved) {
      answer.completeExceptionally(ofPart());
    } else {
      waiting.add(new Request(folder, answer));
      asked = true;
    }
    return answer;
  }

  private static UserException none(String why) {
    return new UserException(ErrorCode.INVALID_STATEMENT, "there is no savepoint: " + why)
        .hint("jobs are saved where 'checkpoint.dir' names a folder");
  }

  private static UserException ofPart() {
    return new UserException(
            ErrorCode.NOT_SUPPORTED,
            "there is no savepoint: a statement of the set begins anew at each start")
        .hint("make a job of each INSERT");
  }

  /// Statements begin that run one after the other as one job: a savepoint is one of all of them,
  /// and who asks for one between two of them is answered by the next.
  public synchronized void beginSet() {
    running++;
    inSet = true;
  }

  /// A statement of a set runs without being saved: nobody could begin behind it.
  public synchronized void runsUnsaved() {
    if (inSet) {
      partUnsaved = true;
      claim();
      take().forEach(request -> request.answer().completeExceptionally(ofPart()));
    }
  }

  /// The statements of a set have ended.
  public synchronized void endSet() {
    inSet = false;
    partUnsaved = false;
    ended.clear();
    end();
  }

  /// A job has come to its end: of a set, it is copied with those to come.
  synchronized void keep(EndedJob job) {
    if (inSet) {
      ended.add(job);
    }
  }

  private synchronized Before before() {
    return new Before(inSet, ended);
  }

  /// A job begins.
  synchronized void begin() {
    running++;
  }

  /// A job has ended, so that nobody answers any more.
  synchronized void end() {
    running--;
    if (running > 0) {
      return; // the next statement of the set will answer
    }
    claim();
    take()
        .forEach(
            request -> request.answer().completeExceptionally(none("the job has ended before")));
  }

  /// An epoch has been cut, and will answer all who have asked by now.
  synchronized void claim() {
    claimed.addAll(waiting);
    waiting.clear();
    asked = false;
  }

  /// Whether somebody waits; asked by the job all the time.
  boolean isAsked() {
    return asked;
  }

  private synchronized List<Request> take() {
    List<Request> taken = List.copyOf(claimed);
    claimed.clear();
    return taken;
  }

  /// Answers those whom the epoch was cut for; called by the job when that has ended.
  void answer(Maker maker) {
    for (Request request : take()) {
      maker.make(request.folder(), before(), request.answer());
    }
  }
}
