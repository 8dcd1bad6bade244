package io.velostream.runtime.checkpoint.store;

import io.velostream.connector.spi.FencedException;
import io.velostream.runtime.checkpoint.protocol.ManifestHead;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.DurableFiles.Access;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder with the checkpoints of one job:
///
/// - `generation-G`, made by the process that has taken the job over as number G,
/// - `state-N-G-P`, what was written of the state of pipeline P at the end of epoch N: what had
///   changed since it was written before,
/// - `manifest-N-G`, which makes epoch N count. It appears under its name complete and durable,
///   after the state that it names.
///
/// Files are read and written by their owner only. What ends in `.tmp` was left by a process that
/// died; it means nothing.
public final class CheckpointStore {
  private static final String MANIFEST = "manifest-";
  private static final String STATE = "state-";
  private static final String GENERATION = "generation-";
  private static final String TEMPORARY = ".tmp";

  private static final Pattern OF_GENERATION =
      Pattern.compile("generation-(\\d{1,18})(\\.\\d+\\.tmp)?");
  private static final Pattern OF_EPOCH =
      Pattern.compile("(manifest|state)-\\d+-(\\d{1,18})(-\\d+)?(\\.\\d+\\.tmp)?");

  private final String folder;
  private final Files files;
  private final DurableFiles durable;
  private final StateFiles states;

  private CheckpointStore(String folder, Files files) {
    this.folder = folder;
    this.files = files;
    this.durable = files.durable();
    this.states = new StateFiles(folder, files);
  }

  /// The store in a folder, which is made if need be.
  ///
  /// @throws IOException when it cannot be made
  public static CheckpointStore open(String folder, Files files) throws IOException {
    CheckpointStore store = new CheckpointStore(folder, files);
    store.durable.makeFolder(folder, Access.OWNER);
    return store;
  }

  /// Forgets all that was saved, so that the next process begins anew. Who came before stays known:
  /// outputs go on to tell the newest process from older ones.
  ///
  /// @throws IOException when something cannot be deleted
  public static void clear(String folder, Files files) throws IOException {
    for (Files.Entry entry : files.list(folder)) {
      if (!entry.folder() && !entry.name().startsWith(GENERATION)) {
        files.durable().delete(folder + "/" + entry.name());
      }
    }
    files.durable().forceFolder(folder);
  }

  /// The folder.
  public String folder() {
    return folder;
  }

  /// Takes the job over: from now on this process is the newest.
  ///
  /// @return its generation, from 1
  /// @throws IOException when that cannot be made durable
  public long takeGeneration() throws IOException {
    return takeGeneration(0);
  }

  /// Takes the job over, with a generation above one that is known from elsewhere.
  ///
  /// @throws IOException when that cannot be made durable
  public long takeGeneration(long above) throws IOException {
    while (true) {
      long generation = Math.max(above, latestGeneration()) + 1;
      StateOutput payload = new StateOutput();
      payload.putLong(generation);
      String temporary = write(GENERATION + generation, List.of(payload), BlockKind.GENERATION);
      if (durable.publish(temporary, path(GENERATION + generation))) {
        durable.forceFolder(folder);
        return generation;
      }
      durable.delete(temporary);
    }
  }

  /// The newest process's generation; 0 when nobody has ever taken the job.
  ///
  /// @throws IOException when the folder cannot be read
  public long latestGeneration() throws IOException {
    long latest = 0;
    for (String name : names()) {
      if (name.startsWith(GENERATION) && !name.endsWith(TEMPORARY)) {
        latest = Math.max(latest, number(name, GENERATION.length()));
      }
    }
    return latest;
  }

  /// All manifests, and what is wrong with those that are damaged.
  ///
  /// @throws IOException when the folder cannot be read
  public Found manifests() throws IOException {
    List<Manifest> whole = new ArrayList<>();
    List<DamagedCheckpointException> damages = new ArrayList<>();
    for (String name : names()) {
      if (name.startsWith(MANIFEST) && !name.endsWith(TEMPORARY)) {
        try {
          whole.add(manifest(name));
        } catch (DamagedCheckpointException e) {
          damages.add(e);
        } catch (NoSuchFileException e) {
          if (files.exists(path(name))) {
            throw e;
          } // otherwise an older process has just deleted it, as nobody needs it
        }
      }
    }
    return new Found(whole, damages);
  }

  /// What was found in the folder.
  ///
  /// @param damages one for each manifest that cannot be used
  public record Found(List<Manifest> manifests, List<DamagedCheckpointException> damages) {
    public Found {
      manifests = List.copyOf(manifests);
      damages = List.copyOf(damages);
    }

    /// Whether there is nothing at all.
    public boolean isEmpty() {
      return manifests.isEmpty() && damages.isEmpty();
    }

    /// What recovery decides by.
    public List<ManifestHead> heads() {
      return manifests.stream().map(Manifest::head).toList();
    }

    /// The manifest that a head is of.
    public Manifest of(ManifestHead head) {
      return manifests.stream().filter(m -> m.head().equals(head)).findFirst().orElseThrow();
    }
  }

  private Manifest manifest(String name) throws IOException {
    String path = path(name);
    Manifest manifest = decodeManifest(path, content(path));
    if (!name.equals(name(manifest.head()))) {
      throw new DamagedCheckpointException(path, 0, "it is " + name(manifest.head()));
    }
    return manifest;
  }

  /// The manifest that the bytes of a file are.
  ///
  /// @param path for messages
  /// @throws DamagedCheckpointException when they are none
  static Manifest decodeManifest(String path, byte[] content) throws DamagedCheckpointException {
    BlockReader reader = new BlockReader(path, content);
    ByteBuffer payload = reader.next(BlockKind.MANIFEST);
    reader.end();
    StateInput in = StateInput.of(List.of(payload));
    try {
      Manifest manifest = Manifest.read(in);
      if (in.remaining() > 0) {
        throw in.damaged(in.remaining() + " bytes too many");
      }
      return manifest;
    } catch (DamagedStateException e) {
      throw reader.damaged(e.offset() + BlockWriter.HEADER_BYTES, String.valueOf(e.getMessage()));
    }
  }

  /// The state that a manifest names.
  ///
  /// @throws DamagedCheckpointException when it is not there as it was written
  /// @throws IOException when it cannot be read
  public StateInput state(SavedPipeline pipeline) throws IOException {
    return states.read(pipeline.extents());
  }

  private byte[] content(String path) throws IOException {
    try (InputStream in = files.read(path)) {
      return in.readAllBytes();
    }
  }

  /// Writes what has changed of the state of the pipelines, and makes it durable.
  ///
  /// @param pipelines by pipeline, its state, one part behind the other
  /// @return what a manifest says of them, except for the positions
  /// @throws IOException when that fails; the epoch cannot end then, and nothing is left of it.
  ///   Whatever could not be deleted is in the way of the next try, so the exception says so, too
  public List<SavedPipeline> saveState(
      long epoch, long generation, List<List<StateOutput>> pipelines) throws IOException {
    List<SavedPipeline> saved = new ArrayList<>();
    try {
      for (List<StateOutput> state : pipelines) {
        String name = stateName(epoch, generation, saved.size());
        saved.add(new SavedPipeline(List.of(), states.write(name, state)));
      }
      return saved;
    } catch (IOException e) {
      for (int p = 0; p <= saved.size() && p < pipelines.size(); p++) {
        deleteAfter(e, path(stateName(epoch, generation, p)));
        states.forget(stateName(epoch, generation, p));
        pipelines.get(p).forEach(StateOutput::forgetParts);
      }
      throw e;
    }
  }

  private static String stateName(long epoch, long generation, int pipeline) {
    return STATE + epoch + "-" + generation + "-" + pipeline;
  }

  /// How much of the state of a pipeline was written for an epoch and not before.
  public static long writtenBytes(ManifestHead epoch, SavedPipeline pipeline) {
    String files = STATE + epoch.epoch() + "-" + epoch.generation() + "-";
    return pipeline.extents().stream()
        .filter(extent -> extent.file().startsWith(files))
        .mapToLong(StateExtent::bytes)
        .sum();
  }

  /// An epoch has ended: sees to it that files which hold little of use can go later.
  public void retireUseless(Manifest latest) {
    states.retireUseless(latest.pipelines());
  }

  private void deleteAfter(IOException failure, String path) {
    try {
      durable.delete(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// Makes an epoch count.
  ///
  /// @throws FencedException when a newer process has taken the job over
  /// @throws IOException when that fails; whether the epoch counts is then not known
  public void publish(Manifest manifest) throws IOException {
    long newest = latestGeneration();
    if (newest > manifest.head().generation()) {
      throw new FencedException("it is number %d".formatted(newest));
    }
    StateOutput payload = new StateOutput();
    manifest.write(payload);
    String name = name(manifest.head());
    String temporary = write(name, List.of(payload), BlockKind.MANIFEST);
    if (!published(temporary, name, manifest.head().generation())) {
      throw new IOException("there is already a checkpoint '" + path(name) + "'");
    }
    durable.forceFolder(folder);
  }

  /// A newer process deletes what older ones have not finished: then there is nothing to publish.
  private boolean published(String temporary, String name, long generation) throws IOException {
    try {
      return durable.publish(temporary, path(name));
    } catch (NoSuchFileException e) {
      long newest = latestGeneration();
      if (newest > generation) {
        FencedException fenced = new FencedException("it is number %d".formatted(newest));
        fenced.initCause(e);
        throw fenced;
      }
      throw e;
    }
  }

  private static String name(ManifestHead head) {
    return MANIFEST + head.epoch() + "-" + head.generation();
  }

  private String write(String name, List<StateOutput> payloads, BlockKind kind) throws IOException {
    for (int attempt = 0; ; attempt++) {
      String temporary = path(name + "." + attempt + TEMPORARY);
      try (DurableFiles.Writing file = durable.create(temporary, Access.OWNER)) {
        BlockWriter blocks = new BlockWriter(file);
        for (StateOutput payload : payloads) {
          blocks.write(kind, List.of(ByteBuffer.wrap(payload.toByteArray())), (int) payload.size());
        }
        blocks.flush();
        file.force();
        return temporary;
      } catch (FileAlreadyExistsException _) {
        // It is another process's that does the same at this moment, or has died with it.
      }
    }
  }

  /// Deletes what older processes have left when they took the job over. Nothing else: one of them
  /// may still be about to find out that it was succeeded.
  ///
  /// @param generation this process's
  /// @throws IOException when something cannot be deleted; it does no harm
  public void forgetOlder(long generation) throws IOException {
    for (String name : names()) {
      Matcher ofGeneration = OF_GENERATION.matcher(name);
      if (ofGeneration.matches() && Long.parseLong(ofGeneration.group(1)) < generation) {
        durable.delete(path(name));
      }
    }
  }

  /// Deletes manifests that nobody needs, and whatever no manifest names.
  ///
  /// What a newer process has written stays.
  ///
  /// @param gone from [io.velostream.runtime.checkpoint.protocol.Protocol#collectable]
  /// @param kept all other manifests that there are
  /// @param generation this process's
  /// @throws IOException when something cannot be deleted; it does no harm to what is kept
  public void collect(List<ManifestHead> gone, List<Manifest> kept, long generation)
      throws IOException {
    if (gone.isEmpty()) {
      return;
    }
    for (ManifestHead head : gone) {
      durable.delete(path(name(head)));
    }
    // A manifest must never outlive the state that it names.
    durable.forceFolder(folder);
    Set<String> named = new HashSet<>();
    kept.forEach(
        manifest -> manifest.pipelines().forEach(pipeline -> named.addAll(pipeline.files())));
    for (String name : names()) {
      if (isLeftOver(name, named, generation)) {
        durable.delete(path(name));
      }
    }
  }

  private static boolean isLeftOver(String name, Set<String> named, long generation) {
    Matcher ofGeneration = OF_GENERATION.matcher(name);
    if (ofGeneration.matches()) {
      return Long.parseLong(ofGeneration.group(1)) < generation;
    }
    Matcher ofEpoch = OF_EPOCH.matcher(name);
    // What a newer process is writing is named by no manifest yet.
    return ofEpoch.matches()
        && Long.parseLong(ofEpoch.group(2)) <= generation
        && (name.endsWith(TEMPORARY) || (name.startsWith(STATE) && !named.contains(name)));
  }

  private static long number(String name, int from) {
    try {
      return Long.parseLong(name, from, name.length(), 10);
    } catch (NumberFormatException _) {
      return 0; // not one of ours
    }
  }

  private List<String> names() throws IOException {
    return files.list(folder).stream().map(Files.Entry::name).toList();
  }

  /// Copies an epoch to another folder, complete and durable when this returns.
  ///
  /// @throws IOException when that fails, or an epoch lies there already
  public void copy(Manifest manifest, String to) throws IOException {
    CheckpointStore copy = open(to, files);
    if (!copy.manifests().isEmpty()) {
      throw new IOException("there is something saved in '" + to + "' already");
    }
    Set<String> named = new LinkedHashSet<>();
    manifest.pipelines().forEach(pipeline -> named.addAll(pipeline.files()));
    for (String name : named) {
      try (InputStream in = files.read(path(name));
          DurableFiles.Writing out = durable.create(copy.path(name), Access.OWNER)) {
        byte[] buffer = new byte[1 << 16];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          out.write(buffer, 0, count);
        }
        out.force();
      }
    }
    copy.publish(manifest);
  }

  private String path(String name) {
    return folder + "/" + name;
  }
}
