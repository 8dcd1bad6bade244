package io.velostream.connector.file;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.ReadPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A place among the files of a table.
///
/// @param files all files of the table, in order, as they were when reading began
/// @param current which of them is being read; the number of files at the end
/// @param print tells the file being read from others; nothing between files
/// @param inside where in it, in the words of its format; nothing between files
record FilePlace(List<String> files, int current, FilePrint print, byte[] inside) {
  private static final int VERSION = 1;

  FilePlace {
    files = List.copyOf(files);
  }

  /// Where a table begins.
  static FilePlace start(FileSet set) {
    return new FilePlace(set.files(), 0, FilePrint.NONE, new byte[0]);
  }

  /// A place between files.
  ///
  /// @param next the file that comes next, or the number of files
  static FilePlace before(int next, List<String> files) {
    return new FilePlace(files, next, FilePrint.NONE, new byte[0]);
  }

  boolean isInside() {
    return inside.length > 0;
  }

  ReadPosition toPosition() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    out.writeInt(files.size());
    for (String file : files) {
      out.writeUTF(file);
    }
    out.writeInt(current);
    print.write(out);
    out.writeInt(inside.length);
    out.write(inside);
    return new ReadPosition(bytes.toByteArray());
  }

  /// @throws EnvironmentException when the bytes are something else
  static FilePlace of(ReadPosition position) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(position.bytes());
    try (DataInputStream in = new DataInputStream(bytes)) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException("its version is " + version);
      }
      int count = in.readInt();
      if (count < 0 || count > bytes.available()) {
        throw new IOException("it tells of " + count + " files");
      }
      List<String> files = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        files.add(in.readUTF());
      }
      int current = in.readInt();
      FilePrint print = FilePrint.read(in);
      byte[] inside = in.readNBytes(in.readInt());
      if (current < 0 || current > count || bytes.available() > 0) {
        throw new IOException("it ends in something else");
      }
      return new FilePlace(files, current, print, inside);
    } catch (IOException | IllegalArgumentException e) {
      throw new EnvironmentException(
          "a saved place in files cannot be understood: " + e.getMessage(), e, false);
    }
  }
}
