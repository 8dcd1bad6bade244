package io.velostream.conformance.file;

import io.velostream.columnar.error.UserException;
import io.velostream.conformance.file.Changes.Change;
import io.velostream.conformance.file.Entry.Step;
import io.velostream.engine.OpenQuery;
import io.velostream.engine.PreparedQuery;
import io.velostream.engine.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Drives a query step by step and compares what each step puts out.
final class StepRun {
  private final Session session;
  private final Entry.Watch watch;
  private final StepFeed feed;
  private final boolean exact;

  /// @param exact compare the changes one by one; otherwise their sum over each step
  StepRun(Session session, Entry.Watch watch, StepFeed feed, boolean exact) {
    this.session = session;
    this.watch = watch;
    this.feed = feed;
    this.exact = exact;
  }

  List<Outcome> run() {
    PreparedQuery query = session.prepare(watch.sql());
    Changes changes = new Changes(query.schema());
    try (OpenQuery pipeline = query.open(changes)) {
      return run(pipeline, changes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Outcome> run(OpenQuery pipeline, Changes changes) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    int number = 0;
    boolean ended = false;
    for (Step step : watch.steps()) {
      Optional<UserException> error = Optional.empty();
      try {
        if (step.end()) {
          drain(pipeline);
          ended = true;
        } else {
          for (int i = 0; i < feed.pipelineSteps().get(number); i++) {
            stepThroughBatch(pipeline);
          }
          number++;
        }
      } catch (UserException e) {
        error = Optional.of(e);
      }
      outcomes.add(outcome(step, changes.take(), error));
      if (error.isPresent()) {
        return outcomes;
      }
    }
    if (!ended) {
      drain(pipeline);
      List<Change> rest = changes.take();
      if (!rest.isEmpty()) {
        outcomes.add(
            Outcome.failed(
                watch.line(), "the end put out " + Changes.signedLines(rest) + ": add 'end'"));
      }
    }
    return outcomes;
  }

  /// One batch of each source, which takes more than one step where late rows part it.
  private static void stepThroughBatch(OpenQuery query) throws IOException {
    do {
      query.step();
    } while (query.pipeline().isMidBatch());
  }

  private static void drain(OpenQuery pipeline) throws IOException {
    while (pipeline.step()) {
      // until everything has been put out
    }
  }

  private Outcome outcome(Step step, List<Change> changes, Optional<UserException> error) {
    if (step.error().isPresent()) {
      return FileRunner.errorOutcome(step.line(), step.error().get(), error);
    }
    if (error.isPresent()) {
      return Outcome.failed(step.line(), FileRunner.describe(error.get()));
    }
    List<String> lines = Changes.signedLines(exact ? changes : Changes.net(changes));
    List<String> want =
        exact ? step.expected().lines() : FileRunner.netLines(step.expected().lines());
    return Outcome.compared(
        step.line(),
        step.expected(),
        lines,
        FileRunner.sortedFrom(want, 0),
        FileRunner.sortedFrom(lines, 0));
  }
}
