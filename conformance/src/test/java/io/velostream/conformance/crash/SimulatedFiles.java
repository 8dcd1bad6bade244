package io.velostream.conformance.crash;

import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A file system in memory that counts what is done to it, dies at a given count, and can then be
/// looked at as it is after a restart. Several threads may use it.
public final class SimulatedFiles implements Files, DurableFiles {
  /// A file: its content, and how much of it is on disk.
  private static final class Inode {
    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    int forced;
  }

  /// A change of names that happens as a whole: names that go, names that come.
  private record Change(Set<String> gone, Map<String, Inode> come) {
    boolean touches(String folder) {
      return gone.stream().anyMatch(name -> folderOf(name).equals(folder))
          || come.keySet().stream().anyMatch(name -> folderOf(name).equals(folder));
    }

    void applyTo(Map<String, Inode> names) {
      gone.forEach(names::remove);
      names.putAll(come);
    }
  }

  private final Map<String, Inode> names = new TreeMap<>();
  private final Map<String, Inode> onDisk = new TreeMap<>();
  private final Set<String> folders = new TreeSet<>();
  private final List<Change> notForced = new ArrayList<>();
  private int operations;
  private int crashAt = Integer.MAX_VALUE;
  private boolean dead;
  private int failures;
  private boolean failWhenForced;

  /// Adds a file that has been there for long.
  public void put(String path, byte[] bytes) {
    Inode inode = new Inode();
    inode.content.writeBytes(bytes);
    inode.forced = bytes.length;
    names.put(normal(path), inode);
    onDisk.put(normal(path), inode);
  }

  /// Dies instead of the `operation`-th change from now on.
  public void crashAt(int operation) {
    operations = 0;
    crashAt = operation;
  }

  /// Has so many attempts fail to make state durable, from now on.
  ///
  /// @param whenForced not when it is written, but when it is forced
  synchronized void failStates(int attempts, boolean whenForced) {
    failures = attempts;
    failWhenForced = whenForced;
  }

  private synchronized void failState(String name, boolean forced) throws IOException {
    if (failures > 0 && forced == failWhenForced && name.contains("/state-")) {
      failures--;
      throw new IOException("No space left on device");
    }
  }

  /// How many changes there were.
  public int operations() {
    return operations;
  }

  private synchronized void operation() {
    if (dead || ++operations >= crashAt) {
      dead = true;
      throw new Crash();
    }
  }

  private synchronized void alive() {
    if (dead) {
      throw new Crash();
    }
  }

  /// What there is after a death and a restart.
  public synchronized SimulatedFiles restarted(Loss loss, RandomGenerator random) {
    SimulatedFiles next = new SimulatedFiles();
    next.folders.addAll(folders);
    Map<String, Inode> left = new TreeMap<>(loss == Loss.NOTHING ? names : onDisk);
    if (loss == Loss.SOME_OF_IT) {
      for (Change change : notForced) {
        if (random.nextBoolean() && left.keySet().containsAll(change.gone())) {
          change.applyTo(left);
        }
      }
    }
    Map<Inode, Inode> copies = new HashMap<>();
    left.forEach((name, inode) -> {
      Inode copy = copies.computeIfAbsent(inode, old -> copy(old, loss, random));
      next.names.put(name, copy);
      next.onDisk.put(name, copy);
    });
    return next;
  }

  private static Inode copy(Inode inode, Loss loss, RandomGenerator random) {
    int length =
        switch (loss) {
          case NOTHING -> inode.content.size();
          case ALL_THAT_WAS_NOT_FORCED -> inode.forced;
          case SOME_OF_IT -> random.nextInt(inode.forced, inode.content.size() + 1);
        };
    Inode copy = new Inode();
    copy.content.write(inode.content.toByteArray(), 0, length);
    copy.forced = length;
    return copy;
  }

  /// The visible files below a folder (or the file itself), with their content.
  public synchronized Map<String, byte[]> below(String path) {
    Map<String, byte[]> found = new TreeMap<>();
    names.forEach((name, inode) -> {
      boolean hidden = name.startsWith(".") || name.contains("/.");
      if (!hidden && (name.equals(path) || name.startsWith(path + "/"))) {
        found.put(name, inode.content.toByteArray());
      }
    });
    return found;
  }

  /// The content of a file, hidden or not.
  public byte[] content(String name) throws IOException {
    return get(name).content.toByteArray();
  }

  /// All names.
  public synchronized Set<String> names() {
    return Set.copyOf(names.keySet());
  }

  private static String normal(String path) {
    String name = path.replace("//", "/");
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static String folderOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private static String folder(String path) {
    String name = normal(path);
    String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return bare.equals(".") ? "" : bare;
  }

  private synchronized Inode get(String path) throws IOException {
    alive();
    Inode inode = names.get(normal(path));
    if (inode == null) {
      throw new NoSuchFileException(path);
    }
    return inode;
  }

  private synchronized void change(Change change) {
    change.applyTo(names);
    notForced.add(change);
  }

  @Override
  public InputStream read(String path) throws IOException {
    return new ByteArrayInputStream(get(path).content.toByteArray());
  }

  @Override
  public long length(String path) throws IOException {
    return get(path).content.size();
  }

  @Override
  public synchronized boolean exists(String path) {
    alive();
    return names.containsKey(normal(path));
  }

  @Override
  public Optional<Status> status(String path) throws IOException {
    return exists(path) ? Optional.of(new Status(path, length(path), 0)) : Optional.empty();
  }

  @Override
  public synchronized boolean isFolder(String path) {
    alive();
    String folder = folder(path);
    return folder.isEmpty()
        || folders.contains(folder)
        || names.keySet().stream().anyMatch(name -> name.startsWith(folder + "/"));
  }

  @Override
  public synchronized List<Entry> list(String path) throws IOException {
    alive();
    String folder = folder(path);
    if (!isFolder(path)) {
      throw new NoSuchFileException(path);
    }
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, Entry> entries = new TreeMap<>();
    for (String name : names.keySet()) {
      if (name.startsWith(prefix)) {
        String rest = name.substring(prefix.length());
        int slash = rest.indexOf('/');
        String first = slash < 0 ? rest : rest.substring(0, slash);
        entries.put(first, new Entry(first, slash >= 0, false));
      }
    }
    return List.copyOf(entries.values());
  }

  @Override
  public AtomicFile create(String path) {
    throw new UnsupportedOperationException("not step by step: " + path);
  }

  @Override
  public DurableFiles durable() {
    return this;
  }

  @Override
  public synchronized void makeFolder(String path, Access access) {
    operation();
    folders.add(folder(path));
  }

  @Override
  public synchronized Writing create(String path, Access access) throws IOException {
    operation();
    String name = normal(path);
    if (names.containsKey(name)) {
      throw new FileAlreadyExistsException(path);
    }
    Inode inode = new Inode();
    change(new Change(Set.of(), Map.of(name, inode)));
    return new Writing() {
      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        operation();
        failState(name, false);
        inode.content.write(bytes, offset, count);
      }

      @Override
      public void force() throws IOException {
        operation();
        failState(name, true);
        inode.forced = inode.content.size();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    operation();
    Inode inode = get(from);
    change(new Change(Set.of(normal(from)), Map.of(normal(to), inode)));
  }

  @Override
  public synchronized boolean publish(String from, String to) throws IOException {
    operation();
    Inode inode = get(from);
    if (names.containsKey(normal(to))) {
      return false;
    }
    change(new Change(Set.of(), Map.of(normal(to), inode)));
    operation();
    change(new Change(Set.of(normal(from)), Map.of()));
    return true;
  }

  @Override
  public synchronized void delete(String path) {
    operation();
    if (names.containsKey(normal(path))) {
      change(new Change(Set.of(normal(path)), Map.of()));
    }
  }

  @Override
  public synchronized void forceFolder(String path) {
    operation();
    String folder = folder(path);
    notForced.removeIf(change -> {
      boolean forced = change.touches(folder);
      if (forced) {
        change.applyTo(onDisk);
      }
      return forced;
    });
  }
}
