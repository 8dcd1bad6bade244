package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.Backlog;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the files of a table without an end: what is there, then what is appended to it, and files
/// that come.
///
/// It looks for files now and then, and between two looks takes turns at them: each is read as far
/// as the look has found it to reach, in the order in which they were found, those found together
/// in order of their paths. It never waits: without anything new a batch is empty. Files are told
/// apart by what they are, not by their names, so that one that is renamed is not read again.
final class FollowingReader implements BatchReader {
  private static final Batch NOTHING = Batch.of(0, List.of());

  /// More files than this are closed between their turns.
  private static final int MAX_OPEN = 100;

  private final String path;
  private final TextSource source;
  private final PartitionColumns partitions;
  private final TableRequest request;
  private final Files files;
  private final Clock clock;
  private final long intervalNanos;
  private final Map<String, Followed> followed = new LinkedHashMap<>();
  private List<Followed> turns = List.of();
  private int turn;
  private boolean inTurn;
  private long looks;
  private long nextLook;

  /// Bytes of the files that are over.
  private long bytesDone;

  FollowingReader(
      TableRequest request, String path, TextSource source, PartitionColumns partitions) {
    this.request = request;
    this.path = path;
    this.source = source;
    this.partitions = partitions;
    this.files = request.world().files();
    this.clock = request.world().clock();
    this.intervalNanos = Follow.interval(request.options());
  }

  /// Looks for the first files, so that what is wrong with the path is found before anything runs.
  FollowingReader opened() throws IOException {
    if (!Follow.isMany(path, files) && !files.exists(path)) {
      throw FileSet.missing(path, files);
    }
    look(clock.monotonicNanos());
    return this;
  }

  @Override
  public Batch read() throws IOException {
    Batch batch = nextOfTurns();
    long now = clock.monotonicNanos();
    if (batch != null || now < nextLook) {
      return batch == null ? NOTHING : batch;
    }
    look(now);
    batch = nextOfTurns();
    return batch == null ? NOTHING : batch;
  }

  private @Nullable Batch nextOfTurns() throws IOException {
    while (turn < turns.size()) {
      Followed file = turns.get(turn);
      if (!inTurn) {
        inTurn = true;
        partitions.enter(file.path());
        file.resume();
      }
      Batch batch = file.read();
      if (batch != null) {
        return partitions.complete(batch);
      }
      inTurn = false;
      turn++;
      file.rest(followed.values().stream().filter(Followed::isOpen).count() <= MAX_OPEN);
    }
    return null;
  }

  private void look(long now) throws IOException {
    nextLook = now + intervalNanos;
    dropThoseOver(); // first: another file may be what one of them was
    Set<String> present = new HashSet<>();
    for (String name : FileSet.paths(path, files)) {
      Optional<Files.Status> status = files.status(name);
      // A file may be named twice, by links.
      if (status.isPresent() && present.add(status.get().identity())) {
        seen(name, status.get());
      }
    }
    for (Map.Entry<String, Followed> entry : followed.entrySet()) {
      if (!present.contains(entry.getKey())) {
        entry.getValue().gone(now);
      }
    }
    turns = List.copyOf(followed.values());
    turn = 0;
    looks++;
  }

  private void seen(String name, Files.Status status) throws IOException {
    Followed known = followed.get(status.identity());
    if (known != null) {
      known.seen(name, status);
    } else if (Follow.isCompressed(name, request.options())) {
      // What was there before us is taken to be complete.
      followed.put(
          status.identity(), new WholeFile(source, request.badRows(), name, status, looks == 0));
    } else {
      GrowingFile file = new GrowingFile(source, files, clock, name, status);
      followed.put(status.identity(), file);
      if (followed.size() <= MAX_OPEN) {
        file.open();
      }
    }
  }

  private void dropThoseOver() throws IOException {
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, Followed> entry : followed.entrySet()) {
      if (entry.getValue().isOver()) {
        over.add(entry.getKey());
        bytesDone += entry.getValue().bytesRead();
        entry.getValue().close();
      }
    }
    over.forEach(followed::remove);
  }

  /// Looks for files as soon as those that are known were read as far as they are.
  @Override
  public Optional<Backlog> backlog() {
    nextLook = clock.monotonicNanos();
    long before = looks;
    return Optional.of(() -> looks > before && turn >= turns.size());
  }

  @Override
  public long bytesRead() {
    return bytesDone + followed.values().stream().mapToLong(Followed::bytesRead).sum();
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  @Override
  public void close() throws IOException {
    Closing.all(followed.values(), Followed::close);
  }
}
