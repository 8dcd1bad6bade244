package io.velostream.runtime.checkpoint.protocol;

import io.velostream.connector.spi.SinkProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// A small world of processes that run one job into two sinks: the first stages its output so that
/// anyone can commit it, the second does not, so that its epochs are run again.
///
/// A process cuts an epoch, and reads on while that is being saved: the next one has begun before
/// the manifest of this one is there, but is not cut before this one is committed.
///
/// Input is a number line; an epoch covers a piece of it, one or two long, as the process likes. A
/// sink holds the piece of input whose output it shows. All that a process keeps in memory dies
/// with it; manifests and sinks stay.
final class ProtocolModel {
  static final int SINKS = 2;

  /// How the protocol can be broken, to see that it is noticed.
  enum Flaw {
    NONE,
    COMMIT_BEFORE_MANIFEST,
    COLLECT_WITHOUT_WAITING,
    NO_FENCE,
    FORGET_SUPPRESSION,

    /// A sink commits what was cut, before it is known to be durable.
    COMMIT_WHAT_IS_BEING_SAVED,

    /// What is being saved changes meanwhile, as the process reads on.
    SAVE_WHAT_CHANGES,
    TRUST_ANY_MANIFEST
  }

  enum Phase {
    FENCING,
    RECOVERING,
    FENCING_FRESH,
    COMMITTING_READY,
    REPLAYING,
    RUNNING,
    SAVING,
    COMMITTING,
    COLLECTING,
    DONE
  }

  /// A manifest and the input of its epoch.
  record Manifest(ManifestHead head, int from, int to) {}

  /// @param shown how far along the input its output reaches
  record Sink(long fence, SinkProgress progress, int shown) {}

  /// What a process has in its memory.
  ///
  /// @param ahead how far it has read, where that is beyond the epoch that it has cut
  record Worker(
      int generation,
      long run,
      Phase phase,
      int sink,
      List<SinkProgress> progress,
      List<List<ManifestHead>> ready,
      List<ManifestHead> replay,
      long epoch,
      int from,
      int to,
      int ahead,
      boolean last) {
    Worker at(Phase next) {
      return new Worker(
          generation, run, next, 0, progress, ready, replay, epoch, from, to, ahead, last);
    }

    Worker atSink(int next) {
      return new Worker(
          generation, run, phase, next, progress, ready, replay, epoch, from, to, ahead, last);
    }
  }

  /// Everything at one moment.
  record World(
      int generations, List<Manifest> manifests, List<Sink> sinks, List<Worker> processes) {}

  /// A thing that can happen.
  record Event(String what, World after) {}

  /// What must never happen has happened.
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
      super(what);
    }
  }

  /// A process finds itself unable to go on.
  private static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stuck(String what) {
      super(what);
    }
  }

  private final Flaw flaw;
  private final int maxGenerations;
  private final int maxAlive;
  private final int inputLength;

  ProtocolModel(Flaw flaw, int maxGenerations, int maxAlive, int inputLength) {
    this.flaw = flaw;
    this.maxGenerations = maxGenerations;
    this.maxAlive = maxAlive;
    this.inputLength = inputLength;
  }

  static World start() {
    return new World(
        0, List.of(), Collections.nCopies(SINKS, new Sink(0, SinkProgress.NONE, 0)), List.of());
  }

  /// All that can happen next.
  List<Event> events(World world) {
    List<Event> events = new ArrayList<>();
    if (world.generations() < maxGenerations && world.processes().size() < maxAlive) {
      int generation = world.generations() + 1;
      Worker born =
          new Worker(
              generation, 0, Phase.FENCING, 0, List.of(), List.of(), List.of(), 0, 0, 0, 0, false);
      List<Worker> processes = new ArrayList<>(world.processes());
      processes.add(born);
      events.add(
          new Event(
              "process " + generation + " starts",
              new World(generation, world.manifests(), world.sinks(), processes)));
    }
    for (Worker process : world.processes()) {
      String name = "process " + process.generation();
      events.add(new Event(name + " dies", without(world, process)));
      try {
        step(world, process, name, events);
      } catch (Stuck stuck) {
        // Who was succeeded may find things that do not go together, and stops.
        if (world.sinks().stream().noneMatch(sink -> sink.fence() > process.generation())) {
          throw new Violation(name + " cannot go on: " + stuck.getMessage());
        }
      }
    }
    return events;
  }

  private void step(World world, Worker p, String name, List<Event> events) {
    switch (p.phase()) {
      case FENCING -> fence(world, p, name, false, events);
      case FENCING_FRESH -> fence(world, p, name, true, events);
      case RECOVERING -> events.add(recover(world, p, name));
      case COMMITTING_READY -> events.add(commitReady(world, p, name));
      case REPLAYING -> events.add(replay(world, p, name));
      case RUNNING -> run(world, p, name, events);
      case SAVING -> save(world, p, name, events);
      case COMMITTING -> events.add(commit(world, p, name));
      case COLLECTING -> events.add(collect(world, p, name));
      case DONE -> checkDone(world);
    }
  }

  private void fence(World world, Worker p, String name, boolean fresh, List<Event> events) {
    Sink sink = world.sinks().get(p.sink());
    String what = name + " fences sink " + p.sink() + (fresh ? ", fresh" : "");
    if (sink.fence() > p.generation()) {
      events.add(new Event(what + " in vain", without(world, p)));
      return;
    }
    SinkProgress progress = fresh ? new SinkProgress(p.run(), 0, false) : sink.progress();
    long fence = flaw == Flaw.NO_FENCE ? sink.fence() : p.generation();
    World after = with(world, p.sink(), new Sink(fence, progress, fresh ? 0 : sink.shown()));
    List<SinkProgress> known = new ArrayList<>(fresh && p.sink() == 0 ? List.of() : p.progress());
    known.add(progress);
    Worker next =
        new Worker(
            p.generation(),
            p.run(),
            p.phase(),
            p.sink() + 1,
            List.copyOf(known),
            p.ready(),
            p.replay(),
            p.epoch(),
            p.from(),
            p.to(),
            p.ahead(),
            p.last());
    if (next.sink() == SINKS) {
      next = next.at(fresh ? Phase.RUNNING : Phase.RECOVERING);
    }
    events.add(new Event(what, with(after, p, next)));
  }

  private Event recover(World world, Worker p, String name) {
    List<ManifestHead> heads = world.manifests().stream().map(Manifest::head).toList();
    if (flaw == Flaw.TRUST_ANY_MANIFEST) {
      heads =
          heads.stream()
              .map(h -> new ManifestHead(h.run(), h.epoch(), -h.generation(), h.last(), h.staged()))
              .toList();
    }
    return switch (Protocol.recover(heads, p.progress())) {
      case Recovery.Start _ -> {
        Worker next =
            new Worker(
                p.generation(),
                p.generation(),
                Phase.FENCING_FRESH,
                0,
                p.progress(),
                List.of(),
                List.of(),
                1,
                0,
                0,
                0,
                false);
        yield new Event(name + " starts over", with(world, p, next));
      }
      case Recovery.Resume resume -> {
        int at = resume.base().map(head -> find(world, head).to()).orElse(0);
        long run = resume.base().or(() -> resume.replay().stream().findFirst()).orElseThrow().run();
        Worker next =
            new Worker(
                p.generation(),
                run,
                Phase.COMMITTING_READY,
                0,
                p.progress(),
                resume.commits(),
                resume.replay(),
                resume.base().map(head -> head.epoch()).orElse(0L) + 1,
                at,
                at,
                at,
                resume.finished());
        yield new Event(name + " resumes: " + resume, with(world, p, next));
      }
      case Recovery.Refuse(String reason) -> throw new Stuck(reason);
    };
  }

  private Event commitReady(World world, Worker p, String name) {
    for (int i = 0; i < p.ready().size(); i++) {
      if (!p.ready().get(i).isEmpty()) {
        Manifest manifest = find(world, p.ready().get(i).getFirst());
        List<List<ManifestHead>> ready = new ArrayList<>(p.ready());
        ready.set(i, ready.get(i).subList(1, ready.get(i).size()));
        SinkProgress progress =
            new SinkProgress(p.run(), manifest.head().epoch(), manifest.head().last());
        Worker next =
            new Worker(
                p.generation(),
                p.run(),
                p.phase(),
                0,
                set(p.progress(), i, progress),
                ready.stream().map(List::copyOf).toList(),
                p.replay(),
                p.epoch(),
                p.from(),
                p.to(),
                p.ahead(),
                p.last());
        return commit(world, p, next, i, manifest, name + " commits what lay ready in sink " + i);
      }
    }
    Phase phase = p.replay().isEmpty() ? Phase.RUNNING : Phase.REPLAYING;
    return new Event(name + " goes on", with(world, p, p.at(p.last() ? Phase.DONE : phase)));
  }

  /// Runs an epoch again, and hands it to the sinks one after the other.
  private Event replay(World world, Worker p, String name) {
    if (p.replay().isEmpty()) {
      return new Event(name + " is up to date", with(world, p, p.at(Phase.RUNNING)));
    }
    Manifest manifest = find(world, p.replay().getFirst());
    if (manifest.from() != p.from()) {
      throw new Stuck(
          "epoch %d is run again from %d, but began at %d"
              .formatted(manifest.head().epoch(), p.from(), manifest.from()));
    }
    if (p.sink() < SINKS) {
      int sink = p.sink();
      boolean wanted =
          flaw == Flaw.FORGET_SUPPRESSION
              || Protocol.mustCommit(p.progress().get(sink), p.run(), manifest.head().epoch());
      return wanted
          ? commit(
              world, p, p.atSink(sink + 1), sink, manifest, name + " replays into sink " + sink)
          : new Event(name + " suppresses sink " + sink, with(world, p, p.atSink(sink + 1)));
    }
    List<ManifestHead> rest = p.replay().subList(1, p.replay().size());
    Worker next =
        new Worker(
            p.generation(),
            p.run(),
            rest.isEmpty() ? (manifest.head().last() ? Phase.DONE : Phase.RUNNING) : p.phase(),
            0,
            p.progress(),
            p.ready(),
            List.copyOf(rest),
            manifest.head().epoch() + 1,
            manifest.to(),
            manifest.to(),
            manifest.to(),
            manifest.head().last());
    return new Event(name + " has replayed an epoch", with(world, p, next));
  }

  /// Cuts an epoch behind what was read, one or two further on.
  private void run(World world, Worker p, String name, List<Event> events) {
    for (int to = Math.max(p.from() + 1, p.ahead()); to <= p.from() + 2; to++) {
      if (to > inputLength) {
        continue;
      }
      Worker next =
          new Worker(
              p.generation(),
              p.run(),
              Phase.SAVING,
              0,
              p.progress(),
              p.ready(),
              p.replay(),
              p.epoch(),
              p.from(),
              to,
              to,
              to == inputLength);
      events.add(
          new Event(
              "%s cuts epoch %d, input %d to %d".formatted(name, p.epoch(), p.from(), to),
              with(world, p, next)));
    }
  }

  /// The manifest comes, or more input does before it.
  private void save(World world, Worker p, String name, List<Event> events) {
    List<Manifest> manifests = new ArrayList<>(world.manifests());
    if (flaw != Flaw.COMMIT_BEFORE_MANIFEST) {
      int to = flaw == Flaw.SAVE_WHAT_CHANGES ? p.ahead() : p.to();
      manifests.add(new Manifest(head(p), p.from(), to));
    }
    World after = new World(world.generations(), manifests, world.sinks(), world.processes());
    events.add(
        new Event(
            "%s publishes epoch %d".formatted(name, p.epoch()),
            with(after, p, p.at(Phase.COMMITTING))));
    if (!p.last() && p.ahead() == p.to()) {
      Worker further =
          new Worker(
              p.generation(),
              p.run(),
              p.phase(),
              p.sink(),
              p.progress(),
              p.ready(),
              p.replay(),
              p.epoch(),
              p.from(),
              p.to(),
              p.ahead() + 1,
              p.last());
      events.add(new Event(name + " reads on", with(world, p, further)));
    }
    if (flaw == Flaw.COMMIT_WHAT_IS_BEING_SAVED) {
      events.add(commit(world, p, name));
    }
  }

  private static ManifestHead head(Worker p) {
    return new ManifestHead(p.run(), p.epoch(), p.generation(), p.last(), List.of(true, false));
  }

  private Event commit(World world, Worker p, String name) {
    if (p.sink() == SINKS) {
      return new Event(name + " has committed", with(world, p, p.at(Phase.COLLECTING)));
    }
    Manifest manifest = new Manifest(head(p), p.from(), p.to());
    return commit(
        world, p, p.atSink(p.sink() + 1), p.sink(), manifest, name + " commits sink " + p.sink());
  }

  private static Event commit(
      World world, Worker p, Worker next, int index, Manifest manifest, String what) {
    Sink sink = world.sinks().get(index);
    if (sink.fence() > p.generation()) {
      return new Event(what + " in vain", without(world, p));
    }
    if (sink.fence() < p.generation() && newest(world) > p.generation()) {
      throw new Violation(what + " although it was succeeded and sink " + index + " let it");
    }
    ManifestHead head = manifest.head();
    if (world.manifests().stream().noneMatch(m -> m.head().equals(head))) {
      throw new Violation(what + ", epoch " + head.epoch() + ", which has no manifest");
    }
    long before = sink.progress().run() == head.run() ? sink.progress().epoch() : 0;
    if (head.epoch() != before + 1) {
      throw new Violation(what + ": epoch " + head.epoch() + " after " + before);
    }
    if (sink.shown() != manifest.from()) {
      throw new Violation(
          "%s: input %d to %d after %d"
              .formatted(what, manifest.from(), manifest.to(), sink.shown()));
    }
    SinkProgress progress = new SinkProgress(head.run(), head.epoch(), head.last());
    World after = with(world, index, new Sink(sink.fence(), progress, manifest.to()));
    return new Event(what, with(after, p, next));
  }

  /// The newest process that has got as far as to fence all sinks.
  private static int newest(World world) {
    return world.processes().stream()
        .filter(p -> p.phase() != Phase.FENCING)
        .mapToInt(Worker::generation)
        .max()
        .orElse(0);
  }

  private Event collect(World world, Worker p, String name) {
    List<ManifestHead> heads = world.manifests().stream().map(Manifest::head).toList();
    List<ManifestHead> gone =
        flaw == Flaw.COLLECT_WITHOUT_WAITING
            ? Protocol.collectable(heads, p.run(), p.epoch() + 1, 1)
            : Protocol.collectable(heads, p.run(), p.epoch(), 1);
    List<Manifest> kept =
        world.manifests().stream()
            .filter(m -> !gone.contains(m.head()))
            .filter(m -> flaw != Flaw.COLLECT_WITHOUT_WAITING || m.head().epoch() > p.epoch())
            .toList();
    Worker next =
        p.last()
            ? p.at(Phase.DONE)
            : new Worker(
                p.generation(),
                p.run(),
                Phase.RUNNING,
                0,
                p.progress(),
                p.ready(),
                p.replay(),
                p.epoch() + 1,
                p.to(),
                p.to(),
                p.ahead(),
                false);
    World after = new World(world.generations(), kept, world.sinks(), world.processes());
    return new Event(name + " collects " + gone.size(), with(after, p, next));
  }

  private void checkDone(World world) {
    for (Sink sink : world.sinks()) {
      if (sink.shown() != inputLength || !sink.progress().last()) {
        throw new Violation("the job is over, and a sink shows " + sink.shown());
      }
    }
  }

  private static Manifest find(World world, ManifestHead head) {
    return world.manifests().stream()
        .filter(m ->
            m.head().run() == head.run()
                && m.head().epoch() == head.epoch()
                && m.head().generation() == Math.abs(head.generation()))
        .findFirst()
        .orElseThrow(() -> new Stuck("a manifest is wanted that is gone: " + head));
  }

  private static World without(World world, Worker gone) {
    List<Worker> processes = new ArrayList<>(world.processes());
    processes.remove(gone);
    return new World(world.generations(), world.manifests(), world.sinks(), processes);
  }

  private static World with(World world, Worker before, Worker after) {
    return new World(
        world.generations(),
        world.manifests(),
        world.sinks(),
        set(world.processes(), world.processes().indexOf(before), after));
  }

  private static World with(World world, int index, Sink sink) {
    return new World(
        world.generations(), world.manifests(), set(world.sinks(), index, sink), world.processes());
  }

  private static <T> List<T> set(List<T> list, int index, T value) {
    @SuppressWarnings("unchecked")
    T[] copy = (T[]) list.toArray();
    copy[index] = value;
    return Arrays.asList(copy);
  }
}
