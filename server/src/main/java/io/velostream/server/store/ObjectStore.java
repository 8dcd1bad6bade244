package io.velostream.server.store;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/// Objects of one kind in a folder of their own. A file is a line of header, `velostream 1 crc32c
/// length`, and the content. What a method has done is durable when it returns; a crash leaves the
/// object as it was before or after.
///
/// Belongs to one thread at a time.
public final class ObjectStore {
  private static final String MAGIC = "velostream 1 ";
  private static final String SUFFIX = ".json";

  private final Files files;
  private final String folder;

  /// A store in `folder`, which is made if it is not there.
  ///
  /// @throws EnvironmentException when it cannot be made
  public ObjectStore(Files files, String folder) {
    this.files = files;
    this.folder = folder;
    try {
      files.makeFolder(folder);
    } catch (IOException e) {
      throw failed("make the folder", folder, e);
    }
  }

  /// Keeps an object under a name, in place of an older one.
  public void put(String name, String content) {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    byte[] head = header(body).getBytes(StandardCharsets.US_ASCII);
    String path = path(name);
    try (Files.AtomicFile file = files.create(path)) {
      OutputStream out = file.stream();
      out.write(head);
      out.write(body);
      out.flush();
      file.commit();
    } catch (IOException e) {
      throw failed("write", path, e);
    }
  }

  /// Forgets an object; nothing happens when there is none.
  public void delete(String name) {
    Path path = Path.of(path(name));
    try {
      java.nio.file.Files.deleteIfExists(path);
      try (FileChannel parent = FileChannel.open(Path.of(folder), StandardOpenOption.READ)) {
        parent.force(true);
      }
    } catch (IOException e) {
      throw failed("delete", path.toString(), e);
    }
  }

  /// All objects, in the order of their names.
  ///
  /// @throws EnvironmentException when one cannot be read, or is not what was written
  public List<String> all() {
    List<String> contents = new ArrayList<>();
    try {
      for (Files.Entry entry : files.list(folder)) {
        boolean ours = entry.name().endsWith(SUFFIX) && !entry.name().startsWith(".");
        if (ours && !entry.folder()) {
          contents.add(read(folder + "/" + entry.name()));
        }
      }
    } catch (IOException e) {
      throw failed("list", folder, e);
    }
    return contents;
  }

  private String read(String path) {
    byte[] all;
    try (InputStream in = files.read(path)) {
      all = in.readAllBytes();
    } catch (IOException e) {
      throw failed("read", path, e);
    }
    int end = 0;
    while (end < all.length && all[end] != '\n') {
      end++;
    }
    byte[] body =
        end == all.length ? new byte[0] : java.util.Arrays.copyOfRange(all, end + 1, all.length);
    String head = new String(all, 0, Math.min(end + 1, all.length), StandardCharsets.US_ASCII);
    if (!head.equals(header(body))) {
      throw new EnvironmentException(
          "'%s' is damaged: its checksum does not fit; put a copy back, or delete it"
              .formatted(path),
          new IOException("wrong checksum"),
          false);
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String header(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return MAGIC + HexFormat.of().toHexDigits((int) crc.getValue()) + " " + body.length + "\n";
  }

  /// Names without regard to letter case; whatever else than letters, digits and `_` is written as
  /// the code of its bytes, so that no name leads out of the folder.
  private String path(String name) {
    StringBuilder file = new StringBuilder();
    for (byte b : name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '_';
      if (plain) {
        file.append((char) b);
      } else {
        file.append('-').append(HexFormat.of().toHexDigits(b));
      }
    }
    return folder + "/" + file + SUFFIX;
  }

  private static EnvironmentException failed(String verb, String path, IOException e) {
    return new EnvironmentException("cannot %s '%s': %s".formatted(verb, path, e), e, false);
  }
}
