package io.velostream.runtime.checkpoint;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Lets any thread ask the job in execution for a [Savepoint]. The job makes it at the end of an
/// epoch, which it brings about as soon as it can.
public final class Savepoints {
  private final List<Request> waiting = new ArrayList<>();

  /// What the epoch that ends at the moment will answer.
  private final List<Request> claimed = new ArrayList<>();

  private int running;
  private volatile boolean asked;

  /// What somebody asked for.
  ///
  /// @param folder gets a folder for the job
  private record Request(String folder, CompletableFuture<Savepoint> answer) {}

  /// Makes a savepoint in a folder.
  @FunctionalInterface
  interface Maker {
    /// @param answer completed when it is there, by any thread
    void make(String folder, CompletableFuture<Savepoint> answer);
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

  /// A job begins.
  synchronized void begin() {
    running++;
  }

  /// A job has ended, so that nobody answers any more.
  synchronized void end() {
    running--;
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
      maker.make(request.folder(), request.answer());
    }
  }
}
