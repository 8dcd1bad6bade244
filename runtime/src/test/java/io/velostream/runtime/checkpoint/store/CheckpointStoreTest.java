package io.velostream.runtime.checkpoint.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.runtime.checkpoint.protocol.ManifestHead;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.PartSize;
import io.velostream.state.snapshot.SavedPart;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointStoreTest {
  @TempDir Path folder;
  private CheckpointStore store;

  @BeforeEach
  void open() throws IOException {
    store = CheckpointStore.open(jobFolder(), SystemWorld.create().files());
  }

  private String jobFolder() {
    return folder.resolve("states/job").toString();
  }

  private static StateOutput state(int bytes) {
    StateOutput state = new StateOutput();
    for (int i = 0; i < bytes; i++) {
      state.putByte(i * 31 >> 3);
    }
    return state;
  }

  private static io.velostream.stream.seam.Files files() {
    return SystemWorld.create().files();
  }

  private Manifest save(long epoch, long generation, int stateBytes) throws IOException {
    SavedPipeline saved =
        store.saveState(epoch, generation, List.of(List.of(state(stateBytes)))).getFirst();
    Manifest manifest = manifest(epoch, generation, saved);
    store.publish(manifest);
    return manifest;
  }

  private static Manifest manifest(long epoch, long generation, SavedPipeline saved) {
    return new Manifest(
        new ManifestHead(1, epoch, generation, false, List.of(true)),
        "Scan trades\n",
        KeyGroups.COUNT,
        List.of(
            new SavedPipeline(
                List.of(ReadPosition.START, new ReadPosition(new byte[] {1, 2, 3})),
                saved.extents())),
        List.of(new SavedSink(new StagedEpoch(new byte[] {9, 8}, true), 42)),
        new byte[0],
        100 * epoch,
        7);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(Path.of(jobFolder()))) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsPublishedIsFound() throws IOException {
    assertEquals(1, store.takeGeneration());
    save(1, 1, 1000);
    save(2, 1, 600_000);
    CheckpointStore.Found found = store.manifests();
    assertTrue(found.damages().isEmpty());
    Manifest second = found.of(new ManifestHead(1, 2, 1, false, List.of(true)));
    assertEquals("Scan trades\n", second.plan());
    assertEquals(200, second.rowsIn());
    assertEquals(42, second.sinks().getFirst().digest());
    assertEquals(
        new ReadPosition(new byte[] {1, 2, 3}), second.pipelines().getFirst().positions().get(1));
    StateInput state = store.state(second.pipelines().getFirst());
    byte[] bytes = new byte[600_000];
    state.getRaw(bytes, 0, bytes.length);
    assertEquals(0, state.remaining());
    assertTrue(Arrays.equals(state(600_000).toByteArray(), bytes));
  }

  @Test
  void processesThatAreGoneLeaveNoFiles() throws IOException {
    store.takeGeneration();
    store.takeGeneration();
    long own = store.takeGeneration();

    store.forgetOlder(own);

    try (Stream<Path> files = Files.list(Path.of(jobFolder()))) {
      assertEquals(
          List.of("generation-3"), files.map(file -> file.getFileName().toString()).toList());
    }
    assertEquals(3, store.latestGeneration());
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    store.takeGeneration();
    save(1, 1, 10);
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(jobFolder()))));
    for (String name : names()) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(jobFolder(), name))),
          name);
    }
  }

  @Test
  void whoWasSucceededPublishesNothing() throws IOException {
    assertEquals(1, store.takeGeneration());
    save(1, 1, 10);
    assertEquals(2, store.takeGeneration());
    assertThrows(FencedException.class, () -> save(2, 1, 10));
    save(2, 2, 10);
    assertEquals(2, store.manifests().manifests().size());
  }

  @Test
  void collectsWhatNobodyNeedsAndSparesWhatANewerProcessWrites() throws IOException {
    store.takeGeneration();
    Manifest first = save(1, 1, 10);
    Manifest second = save(2, 1, 10);
    store.takeGeneration();
    store.saveState(3, 1, List.of(List.of(state(10)))); // the older process did not get further
    store.saveState(3, 2, List.of(List.of(state(10)))); // the newer one has not got further yet
    Files.createFile(Path.of(jobFolder(), "manifest-3-1.0.tmp"));
    Files.createFile(Path.of(jobFolder(), "manifest-3-2.0.tmp"));
    store.collect(List.of(first.head()), List.of(second), 1);
    assertEquals(
        List.of(
            "generation-1",
            "generation-2",
            "manifest-2-1",
            "manifest-3-2.0.tmp",
            "state-2-1-0",
            "state-3-2-0"),
        names());
    assertEquals(List.of(second.head()), store.manifests().heads());
  }

  @Test
  void everyFlippedBitAndEveryCutIsNoticed() throws IOException {
    store.takeGeneration();
    Manifest manifest = save(1, 1, 16_000);
    byte[] ofManifest = Files.readAllBytes(Path.of(jobFolder(), "manifest-1-1"));
    byte[] ofState = Files.readAllBytes(Path.of(jobFolder(), "state-1-1-0"));
    List<StateExtent> extents = manifest.pipelines().getFirst().extents();
    int caught = check(ofManifest, bytes -> CheckpointStore.decodeManifest("f", bytes));
    caught += check(ofState, bytes -> StateFiles.decode("f", 0, bytes, extents, new ArrayList<>()));
    assertEquals(9 * (ofManifest.length + ofState.length), caught);
  }

  private interface Decoding {
    void decode(byte[] bytes) throws IOException;
  }

  private static int check(byte[] content, Decoding decoding) throws IOException {
    decoding.decode(content);
    int caught = 0;
    byte[] bytes = content.clone();
    for (int bit = 0; bit < content.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      caught += isRefused(bytes, decoding);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (int cut = 0; cut < content.length; cut++) {
      caught += isRefused(Arrays.copyOf(content, cut), decoding);
    }
    return caught;
  }

  private static int isRefused(byte[] bytes, Decoding decoding) throws IOException {
    try {
      decoding.decode(bytes);
      return 0;
    } catch (DamagedCheckpointException e) {
      return e.getMessage().matches("(?s)'f' is damaged: byte \\d+: .*") ? 1 : 0;
    }
  }

  @Test
  void aDamagedManifestIsNamed() throws IOException {
    store.takeGeneration();
    save(1, 1, 10);
    save(2, 1, 10);
    Path file = Path.of(jobFolder(), "manifest-2-1");
    byte[] bytes = Files.readAllBytes(file);
    bytes[60] ^= 1;
    Files.write(file, bytes);
    CheckpointStore.Found found = store.manifests();
    assertEquals(1, found.manifests().size());
    assertEquals(
        "'"
            + file
            + "' is damaged: byte 16: the checksum of this block of "
            + (bytes.length - 20)
            + " bytes differs",
        found.damages().getFirst().getMessage());
  }

  @Test
  void aMissingStateIsNamed() throws IOException {
    store.takeGeneration();
    Manifest manifest = save(1, 1, 10);
    Files.delete(Path.of(jobFolder(), "state-1-1-0"));
    IOException error =
        assertThrows(
            DamagedCheckpointException.class, () -> store.state(manifest.pipelines().getFirst()));
    assertTrue(error.getMessage().endsWith("state-1-1-0' is damaged: byte 0: the file is missing"));
  }

  @Test
  void aManifestThatAnOlderProcessDeletesMeanwhileIsNotMissed() throws IOException {
    store.takeGeneration();
    save(1, 1, 10);
    Manifest second = save(2, 1, 10);
    io.velostream.stream.seam.Files slow =
        new Slow(
            files(),
            files().durable(),
            () -> Files.deleteIfExists(Path.of(jobFolder(), "manifest-1-1")));
    CheckpointStore.Found found = CheckpointStore.open(jobFolder(), slow).manifests();
    assertEquals(List.of(second.head()), found.heads());
    assertTrue(found.damages().isEmpty());
  }

  @Test
  void whoIsSucceededWhileItPublishesIsToldSo() throws IOException {
    store.takeGeneration();
    Manifest first = save(1, 1, 10);
    io.velostream.stream.seam.Files files = files();
    Deed succession =
        () -> {
          long generation = store.takeGeneration();
          Manifest second = save(2, generation, 10);
          store.collect(List.of(first.head()), List.of(second), generation);
        };
    CheckpointStore zombie =
        CheckpointStore.open(
            jobFolder(), new Slow(files, new Hesitant(files.durable(), succession), () -> {}));
    assertThrows(FencedException.class, () -> zombie.publish(manifest(2, 1, saved(first))));
    assertEquals(1, store.manifests().manifests().size());
  }

  private static SavedPipeline saved(Manifest manifest) {
    return manifest.pipelines().getFirst();
  }

  private interface Deed {
    void run() throws IOException;
  }

  /// Files that something else happens to before one is given its name.
  private record Hesitant(DurableFiles files, Deed before) implements DurableFiles {
    @Override
    public boolean publish(String from, String to) throws IOException {
      before.run();
      return files.publish(from, to);
    }

    @Override
    public void makeFolder(String path, Access access) throws IOException {
      files.makeFolder(path, access);
    }

    @Override
    public Writing create(String path, Access access) throws IOException {
      return files.create(path, access);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      files.rename(from, to);
    }

    @Override
    public void delete(String path) throws IOException {
      files.delete(path);
    }

    @Override
    public void forceFolder(String path) throws IOException {
      files.forceFolder(path);
    }
  }

  /// Files of which some are gone when the list of their names is there.
  private record Slow(io.velostream.stream.seam.Files files, DurableFiles durable, Deed meanwhile)
      implements io.velostream.stream.seam.Files {
    @Override
    public List<Entry> list(String path) throws IOException {
      List<Entry> entries = files.list(path);
      meanwhile.run();
      return entries;
    }

    @Override
    public InputStream read(String path) throws IOException {
      return files.read(path);
    }

    @Override
    public long length(String path) throws IOException {
      return files.length(path);
    }

    @Override
    public boolean exists(String path) {
      return files.exists(path);
    }

    @Override
    public boolean isFolder(String path) {
      return files.isFolder(path);
    }

    @Override
    public AtomicFile create(String path) throws IOException {
      return files.create(path);
    }
  }

  /// State of keys that are all there is in a part; what they stand for says when it changed.
  private static final class Keeper {
    private final @Nullable SavedPart[] parts = new SavedPart[10];
    private final int[] values = new int[parts.length];
    private final StateOutput out = StateOutput.inParts(new PartSize(0, 1));

    void change(int key, int value) {
      values[key] = value;
      parts[key] = null;
    }

    List<List<StateOutput>> save() {
      out.reset();
      out.putInt(parts.length);
      for (int key = 0; key < parts.length; key++) {
        int value = values[key];
        Runnable content =
            () -> {
              for (int i = 0; i < 50_000; i++) {
                out.putInt(value);
              }
            };
        parts[key] = out.putPart(parts[key], content);
      }
      out.putInt(-1);
      return List.of(List.of(out));
    }

    void requireSame(StateInput in) {
      assertEquals(parts.length, in.getInt());
      for (int value : values) {
        for (int i = 0; i < 50_000; i++) {
          assertEquals(value, in.getInt());
        }
      }
      assertEquals(-1, in.getInt());
      assertEquals(0, in.remaining());
    }
  }

  @Test
  void onlyPartsThatHaveChangedAreWrittenAndFilesThatHoldLittleGo() throws IOException {
    store.takeGeneration();
    Keeper keeper = new Keeper();
    List<Manifest> manifests = new ArrayList<>();
    long most = 0;
    for (int epoch = 1; epoch <= 40; epoch++) {
      keeper.change(epoch % 7, epoch);
      SavedPipeline saved = store.saveState(epoch, 1, keeper.save()).getFirst();
      Manifest manifest = manifest(epoch, 1, saved);
      store.publish(manifest);
      manifests.add(manifest);
      store.retireUseless(manifest);
      if (epoch > 1) {
        Manifest before = manifests.removeFirst();
        store.collect(List.of(before.head()), manifests, 1);
        long written = CheckpointStore.writtenBytes(manifest.head(), saved);
        assertTrue(written == 200_008 || written > 400_000, "epoch " + epoch + ": " + written);
      }
      keeper.requireSame(CheckpointStore.open(jobFolder(), files()).state(saved));
      long lie = 0;
      for (String name : names()) {
        lie += name.startsWith("state-") ? Files.size(Path.of(jobFolder(), name)) : 0;
      }
      most = Math.max(most, lie);
    }
    assertTrue(most > 3_000_000 && most < 2 * 2_000_000 + 1_500_000, "files of " + most);
  }

  @Test
  void whatWasWrittenInVainIsWrittenAgain() throws IOException {
    store.takeGeneration();
    Keeper keeper = new Keeper();
    // The second pipeline's file is in the way.
    Path obstacle = Files.createFile(Path.of(jobFolder(), "state-1-1-1"));
    List<StateOutput> ours = keeper.save().getFirst();
    assertThrows(IOException.class, () -> store.saveState(1, 1, List.of(ours, List.of(state(10)))));
    assertTrue(names().stream().noneMatch(name -> name.startsWith("state-1-1-0")));
    Files.deleteIfExists(obstacle);
    SavedPipeline saved = store.saveState(1, 1, keeper.save()).getFirst();
    keeper.requireSame(store.state(saved));
  }
}
