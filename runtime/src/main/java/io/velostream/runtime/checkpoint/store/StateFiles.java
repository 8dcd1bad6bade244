package io.velostream.runtime.checkpoint.store;

import io.velostream.state.snapshot.SavedPart;
import io.velostream.state.snapshot.StateFile;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.DurableFiles.Access;
import io.velostream.stream.seam.Files;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The files with state in a folder. Each is written once, by one epoch; of what has not changed,
/// the state of later epochs has references to blocks of earlier ones' files.
///
/// What is not referred to any more stays in a file as long as something else in it is. When that
/// gets too much, the files with the least use are retired: what is left of them is written again
/// with the next epoch.
final class StateFiles {
  /// A block of state between parts has at most so many bytes.
  private static final int BLOCK_BYTES = 1 << 24;

  /// So much is read at once.
  private static final int READ_BYTES = 1 << 24;

  /// So much more than twice the state may lie in files before any of them is retired.
  private static final long SPARE_BYTES = 1 << 20;

  private final String folder;
  private final Files files;

  /// Those that this process has written, by name.
  private final Map<String, Written> written = new HashMap<>();

  private record Written(StateFile file, long bytes) {}

  StateFiles(String folder, Files files) {
    this.folder = folder;
    this.files = files;
  }

  /// Writes the state of a pipeline to a file and makes it durable.
  ///
  /// @param state one part behind the other
  /// @return where all of it lies
  /// @throws IOException when that fails; perhaps there is a file nevertheless
  List<StateExtent> write(String name, List<StateOutput> state) throws IOException {
    StateFile file = new StateFile(name);
    List<StateExtent> extents = new ArrayList<>();
    try (DurableFiles.Writing writing = files.durable().create(path(name), Access.OWNER)) {
      BlockWriter blocks = new BlockWriter(writing);
      for (StateOutput output : state) {
        for (StateOutput.Section section : output.sections()) {
          write(section, file, blocks, extents);
        }
      }
      blocks.flush();
      writing.force();
      written.put(name, new Written(file, blocks.offset()));
    }
    return extents;
  }

  private static void write(
      StateOutput.Section section, StateFile file, BlockWriter blocks, List<StateExtent> extents)
      throws IOException {
    SavedPart part = section.part();
    if (part != null && section.isElsewhere()) {
      StateFile holder = part.file();
      if (holder == null) {
        throw new IllegalStateException("a part that lies nowhere");
      }
      extents.add(new StateExtent(holder.name(), part.offset(), part.bytes()));
      return;
    }
    long left = section.bytes().stream().mapToLong(ByteBuffer::remaining).sum();
    List<ByteBuffer> bytes = section.bytes().stream().map(ByteBuffer::duplicate).toList();
    while (left > 0) {
      int length = (int) Math.min(BLOCK_BYTES, left);
      extents.add(new StateExtent(file.name(), blocks.offset(), length));
      blocks.write(BlockKind.STATE, bytes, length);
      left -= length;
    }
    if (part != null) {
      part.liesIn(file, extents.getLast().offset());
    }
  }

  /// Forgets a file that was written in vain.
  void forget(String name) {
    written.remove(name);
  }

  /// Reads the state of a pipeline.
  ///
  /// @throws DamagedCheckpointException when it is not there as it was written
  /// @throws IOException when it cannot be read
  StateInput read(List<StateExtent> extents) throws IOException {
    List<ByteBuffer> pieces = new ArrayList<>();
    int from = 0;
    while (from < extents.size()) {
      String name = extents.get(from).file();
      if (!files.exists(path(name))) {
        throw new DamagedCheckpointException(path(name), 0, "the file is missing");
      }
      try (Files.RandomAccess file = files.open(path(name))) {
        while (from < extents.size() && extents.get(from).file().equals(name)) {
          int to = from + 1;
          while (to < extents.size()
              && extents.get(to - 1).isFollowedBy(extents.get(to))
              && extents.get(to).end() - extents.get(from).offset() <= READ_BYTES) {
            to++;
          }
          read(file, extents.subList(from, to), pieces);
          from = to;
        }
      }
    }
    return StateInput.of(pieces);
  }

  private void read(Files.RandomAccess file, List<StateExtent> run, List<ByteBuffer> pieces)
      throws IOException {
    String path = path(run.getFirst().file());
    long start = run.getFirst().offset();
    long end = run.getLast().end();
    if (end > file.length()) {
      throw new DamagedCheckpointException(
          path, file.length(), "the file ends here instead of at byte " + end + " or later");
    }
    byte[] content = new byte[Math.toIntExact(end - start)];
    try {
      file.read(start, content, 0, content.length);
    } catch (EOFException _) {
      throw new DamagedCheckpointException(path, file.length(), "the file has become shorter");
    }
    decode(path, start, content, run, pieces);
  }

  /// Adds the payloads of blocks that lie one behind the other.
  ///
  /// @param start where the content begins in the file
  static void decode(
      String path, long start, byte[] content, List<StateExtent> run, List<ByteBuffer> pieces)
      throws DamagedCheckpointException {
    BlockReader reader = new BlockReader(path, start, content);
    for (StateExtent extent : run) {
      ByteBuffer payload = reader.next(BlockKind.STATE);
      if (payload.remaining() != extent.bytes()) {
        throw reader.damaged(
            extent.offset(),
            "a block of %d bytes instead of %d".formatted(payload.remaining(), extent.bytes()));
      }
      pieces.add(payload);
    }
  }

  /// Retires files when less than half of what lies in them is of use.
  ///
  /// @param latest the state as it was saved last
  void retireUseless(List<SavedPipeline> latest) {
    Map<String, Long> used = new HashMap<>();
    for (SavedPipeline pipeline : latest) {
      for (StateExtent extent : pipeline.extents()) {
        used.merge(extent.file(), extent.end() - extent.offset(), Long::sum);
      }
    }
    written.keySet().retainAll(used.keySet());
    long all = written.values().stream().mapToLong(Written::bytes).sum();
    long useful = used.values().stream().mapToLong(Long::longValue).sum();
    if (all <= 2 * useful + SPARE_BYTES) {
      return;
    }
    List<Written> byUse = new ArrayList<>(written.values());
    byUse.sort(
        Comparator.comparingDouble(
            each -> (double) used.getOrDefault(each.file().name(), 0L) / each.bytes()));
    for (Written each : byUse) {
      if (2 * all <= 3 * useful) {
        break;
      }
      each.file().retire();
      all -= each.bytes() - used.getOrDefault(each.file().name(), 0L);
    }
  }

  private String path(String name) {
    return folder + "/" + name;
  }
}
