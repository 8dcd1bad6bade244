package io.velostream.connector.file;

import io.velostream.connector.spi.FencedException;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The records of a sink in a folder of its own, numbered: `commit-K`. The highest one counts.
///
/// A record is added under the next number, which one of several writers gets. So a writer that was
/// shut out cannot add one any more: the number that it takes for the next one is taken, or below
/// the highest.
final class CommitLog {
  private static final String NAME = "commit-";
  private static final Pattern RECORD = Pattern.compile("commit-(\\d{1,18})");
  private static final Pattern UNFINISHED = Pattern.compile("commit-(\\d{1,18})\\.\\d+\\.tmp");

  private final String folder;
  private final Files files;
  private final DurableFiles durable;
  private long number;

  CommitLog(String folder, Files files) {
    this.folder = folder;
    this.files = files;
    this.durable = files.durable();
  }

  /// The record that counts.
  ///
  /// @throws IOException when it cannot be read, or is damaged
  CommitRecord latest() throws IOException {
    while (true) {
      number = highest();
      if (number == 0) {
        return CommitRecord.NONE;
      }
      String path = folder + NAME + number;
      try (InputStream in = files.read(path)) {
        return CommitRecord.decode(path, in.readAllBytes());
      } catch (NoSuchFileException e) {
        if (highest() == number) {
          throw e;
        } // otherwise a newer writer was so fast as to delete it meanwhile
      }
    }
  }

  private long highest() throws IOException {
    long highest = 0;
    for (Long found : numbers(RECORD)) {
      highest = Math.max(highest, found);
    }
    return highest;
  }

  private List<Long> numbers(Pattern pattern) throws IOException {
    List<Long> numbers = new ArrayList<>();
    if (files.isFolder(folder)) {
      for (Files.Entry entry : files.list(folder)) {
        Matcher matcher = pattern.matcher(entry.name());
        if (matcher.matches()) {
          numbers.add(Long.parseLong(matcher.group(1)));
        }
      }
    }
    return numbers;
  }

  /// Adds a record after the one that [#latest] or this method has dealt with last.
  ///
  /// @return whether it counts; if not, another writer has added one
  /// @throws IOException when it cannot be told whether it is durable
  boolean add(CommitRecord record) throws IOException {
    long next = number + 1;
    String temporary = write(next, record.encode());
    try {
      if (!durable.publish(temporary, folder + NAME + next)) {
        durable.delete(temporary);
        return false;
      }
    } catch (NoSuchFileException e) {
      if (highest() >= next) {
        return false; // another writer has added that record, and tidied up behind it
      }
      throw e;
    }
    durable.forceFolder(folder);
    if (highest() != next) {
      return false; // our number was free because others had gone on and deleted theirs
    }
    number = next;
    return true;
  }

  /// Adds a record as the only writer there should be.
  ///
  /// @throws FencedException when there is another one
  void addAlone(CommitRecord record) throws IOException {
    if (!add(record)) {
      throw new FencedException("it has written to '" + folder + "'");
    }
    clean();
  }

  private String write(long next, byte[] content) throws IOException {
    for (int attempt = 0; ; attempt++) {
      String temporary = folder + NAME + next + "." + attempt + ".tmp";
      try (DurableFiles.Writing file = durable.create(temporary, DurableFiles.Access.USUAL)) {
        file.write(content, 0, content.length);
        file.force();
        return temporary;
      } catch (FileAlreadyExistsException _) {
        // It is another writer's, or has been left by one.
      }
    }
  }

  /// Deletes old records, all but the last two, and what dead writers have left of some.
  private void clean() throws IOException {
    for (long old : numbers(RECORD)) {
      if (old < number - 1) {
        durable.delete(folder + NAME + old);
      }
    }
    for (Files.Entry entry : files.list(folder)) {
      Matcher matcher = UNFINISHED.matcher(entry.name());
      if (matcher.matches() && Long.parseLong(matcher.group(1)) <= number) {
        durable.delete(folder + entry.name());
      }
    }
  }
}
