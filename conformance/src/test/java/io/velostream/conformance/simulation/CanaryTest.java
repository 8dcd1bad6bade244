package io.velostream.conformance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.stream.seam.DurableFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Engines with a bug each, of the kinds that jobs lose rows by: the simulation must notice.
class CanaryTest {
  private static final long SEEDS = 6_000;

  private static BuggyFiles.Habit notForcing(Predicate<String> paths) {
    return new BuggyFiles.Habit() {
      @Override
      public void force(String path, DurableFiles.Writing file) throws IOException {
        if (!paths.test(path)) {
          file.force();
        }
      }
    };
  }

  private static BuggyFiles.Habit notForcingFolder(Predicate<String> paths) {
    return new BuggyFiles.Habit() {
      @Override
      public void forceFolder(DurableFiles files, String path) throws IOException {
        if (!paths.test(path)) {
          files.forceFolder(path);
        }
      }
    };
  }

  private static final BuggyFiles.Habit REPLACING =
      new BuggyFiles.Habit() {
        @Override
        public boolean publish(DurableFiles files, String from, String to) throws IOException {
          files.rename(from, to);
          return true;
        }
      };

  private static final BuggyFiles.Habit DEAF_TO_A_FULL_DISK =
      new BuggyFiles.Habit() {
        @Override
        @SuppressWarnings("EmptyCatch") // that is the bug
        public void write(DurableFiles.Writing file, byte[] bytes, int offset, int count) {
          try {
            file.write(bytes, offset, count);
          } catch (IOException _) {
            // as if it had been written
          }
        }
      };

  private static final BuggyFiles.Habit BELIEVING_THE_SECOND_FORCE =
      new BuggyFiles.Habit() {
        @Override
        public void force(String path, DurableFiles.Writing file) throws IOException {
          try {
            file.force();
          } catch (IOException _) {
            file.force();
          }
        }
      };

  static Stream<Arguments> worlds() {
    return Stream.of(
        Arguments.of("the state is not forced", notForcing(p -> p.contains("/state-"))),
        Arguments.of("the manifest is not forced", notForcing(p -> p.contains("/manifest-"))),
        Arguments.of("the name of the manifest is not forced", notForcingFolder("state/o"::equals)),
        Arguments.of(
            "the manifest comes before the staged rows",
            notForcing(p -> p.contains("/rows-") || p.contains("/part-"))),
        Arguments.of("the sink's record is not forced", notForcing(p -> p.contains("/commit-"))),
        Arguments.of("no generation shuts out another", REPLACING),
        Arguments.of("a full disk goes unnoticed", DEAF_TO_A_FULL_DISK),
        Arguments.of("a second force is believed", BELIEVING_THE_SECOND_FORCE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worlds")
  void aBugWithFilesIsNoticed(String bug, BuggyFiles.Habit habit) {
    Optional<String> caught = Hunt.hunt(SEEDS, true, files -> new BuggyFiles(files, habit));
    assertTrue(caught.isPresent(), () -> SEEDS + " seeds have not noticed that " + bug);
  }

  static Stream<Arguments> mutations() {
    return Stream.of(
        bug(
            "positions are those of the epoch before",
            Mutation.altered("runtime.checkpoint.Epochs", "manifest", "positions")),
        bug(
            "event time is not restored",
            Mutation.altered("runtime.pipeline.SavedNodes", "getWatermark", "getLong"),
            Mutation.altered("runtime.pipeline.SavedNodes", "getOperator", "getLong")),
        bug(
            "the side tables are not restored",
            Mutation.idle("runtime.table.SideTable", "restore")),
        bug(
            "the record of the sink is not looked at",
            Mutation.without("runtime.checkpoint.protocol.Protocol", "resume", "epoch")),
        bug(
            "what a dead process has recorded is not made visible",
            Mutation.without("connector.file.FileEpochWriter", "fence", "publish")),
        bug(
            "a state that is still needed is deleted",
            Mutation.without("runtime.checkpoint.store.CheckpointStore", "isLeftOver", "contains")),
        bug(
            "epochs are staged again without the rows before",
            Mutation.idle("connector.file.WholeEpochs", "resume")),
        bug(
            "a part of the state that has changed is not written",
            Mutation.idle("state.SavedSlots", "mark")),
        bug(
            "a file that state refers to is deleted",
            Mutation.without("runtime.checkpoint.store.SavedPipeline", "files", "forEach")),
        bug(
            "a name that a staged file will have is given to another one",
            Mutation.without("connector.file.StagingFiles", "exists", "contains")),
        bug(
            "a stage is not saved when its epoch ends",
            Mutation.without("runtime.parallel.StageTask", "endStep", "save")),
        bug(
            "a join is not saved when its epoch ends",
            Mutation.without("runtime.parallel.JoinTask", "endStep", "save")),
        bug(
            "a table that was joined to its end is read again",
            Mutation.idle("runtime.parallel.Restoration$Table", "ended")),
        bug(
            "a reader is not saved when its epoch ends",
            Mutation.without("runtime.parallel.SourceTask", "endStep", "save")),
        bug(
            "an epoch ends behind a round that some readers have passed",
            Mutation.without("runtime.parallel.EpochMarks", "isBehind", "max")),
        bug(
            "an epoch ends with the mark of the first sender",
            Mutation.pretending("runtime.exchange.Inbox", "endsEpoch", "size")),
        bug("a turn does not wait for event time", Mutation.yes("runtime.parallel.Batons", "has")),
        bug("a full queue takes more", Mutation.yes("runtime.exchange.HandoverQueue", "hasRoom")),
        bug(
            "a thread ends with rows that wait",
            Mutation.pretending("runtime.parallel.SourceTask", "isDone", "isDrained")),
        bug("senders are not taken in turns", Mutation.idle("runtime.exchange.Inbox", "passOn")),
        bug(
            "the other threads do not hear of a failure",
            Mutation.idle("runtime.parallel.Ending", "isDue")));
  }

  private static Arguments bug(String name, Mutation... mutations) {
    return Arguments.of(name, List.of(mutations));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutations")
  void aBugInTheEngineIsNoticed(String bug, List<Mutation> mutations)
      throws ReflectiveOperationException {
    MutantLoader loader = new MutantLoader(mutations);
    String type = mutations.getFirst().type();
    boolean ofSaved =
        !type.startsWith("runtime.parallel.") && !type.startsWith("runtime.exchange.");
    Optional<?> caught = hunt(loader, SEEDS, ofSaved);
    assertTrue(loader.isMutated(), "the bug was never there");
    assertTrue(caught.isPresent(), () -> SEEDS + " seeds have not noticed that " + bug);
  }

  private static Optional<?> hunt(MutantLoader loader, long seeds, boolean ofSaved)
      throws ReflectiveOperationException {
    Object caught =
        loader
            .loadClass(Hunt.class.getName())
            .getMethod("hunt", long.class, boolean.class)
            .invoke(null, seeds, ofSaved);
    return (Optional<?>) caught;
  }

  @Test
  void aPartOfAJoinThatHasChangedAndIsNotWrittenIsNoticed() throws ReflectiveOperationException {
    MutantLoader loader = new MutantLoader(List.of(Mutation.idle("state.SavedSlots", "markOne")));
    Object caught =
        loader
            .loadClass(Hunt.class.getName())
            .getMethod("huntJoined", long.class)
            .invoke(null, SEEDS);
    assertTrue(loader.isMutated(), "the bug was never there");
    assertTrue(((Optional<?>) caught).isPresent(), () -> SEEDS + " seeds have not noticed it");
  }

  /// A reader that looks ahead and does not say so keeps the others waiting.
  @Test
  void pipelinesThatWaitForEachOtherAreNoticed() throws ReflectiveOperationException {
    MutantLoader loader =
        new MutantLoader(List.of(Mutation.without("runtime.parallel.Ahead", "look", "pass")));
    Optional<?> caught =
        (Optional<?>)
            loader
                .loadClass(Hunt.class.getName())
                .getMethod("huntStuck", long.class)
                .invoke(null, SEEDS);
    assertTrue(loader.isMutated(), "the bug was never there");
    String told = caught.map(Object::toString).orElse("");
    assertTrue(told.contains("SourceTask phase="), () -> "who waits is not told: " + told);
  }

  @Test
  void nothingIsNoticedWhereNoBugIs() throws ReflectiveOperationException {
    Mutation none = Mutation.without("runtime.checkpoint.Epochs", "end", "thereIsNoSuchCall");
    assertEquals(Optional.empty(), hunt(new MutantLoader(List.of(none)), 40, false));
  }
}
