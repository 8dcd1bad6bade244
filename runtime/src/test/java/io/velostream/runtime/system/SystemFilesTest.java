package io.velostream.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemFilesTest {
  private final Files files = SystemWorld.create().files();

  @TempDir Path folder;

  private String content(Path path) throws IOException {
    try (var in = files.read(path.toString())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aFileAppearsWholeWhenItIsCommittedAndLeavesNothingElse() throws IOException {
    Path path = folder.resolve("out.csv");
    try (Files.AtomicFile file = files.create(path.toString())) {
      file.stream().write("half".getBytes(StandardCharsets.UTF_8));
      file.stream().flush();
      assertThat(files.exists(path.toString())).isFalse();
      file.stream().write(" whole".getBytes(StandardCharsets.UTF_8));
      file.commit();
    }

    assertThat(content(path)).isEqualTo("half whole");
    assertThat(files.length(path.toString())).isEqualTo(10);
    assertThat(files.list(folder.toString()))
        .isEqualTo(List.of(new Files.Entry("out.csv", false, false)));
  }

  @Test
  void withoutACommitTheOldFileStays() throws IOException {
    Path path = folder.resolve("out.csv");
    java.nio.file.Files.writeString(path, "old");
    try (Files.AtomicFile file = files.create(path.toString())) {
      file.stream().write('x');
    }

    assertThat(content(path)).isEqualTo("old");
    assertThat(files.list(folder.toString()))
        .isEqualTo(List.of(new Files.Entry("out.csv", false, false)));
  }

  @Test
  void aFailedCommitLeavesTheOldFile() throws IOException {
    Path path = folder.resolve("out.csv");
    java.nio.file.Files.writeString(path, "old");
    try (Files.AtomicFile file = files.create(path.toString())) {
      file.stream().write('x');
      file.stream().close(); // the channel behind it is then closed, and cannot be synced
      assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
    }

    assertThat(content(path)).isEqualTo("old");
  }

  @Test
  void twoWritersOfOneFileDoNotMix() throws IOException {
    Path path = folder.resolve("out.csv");
    try (Files.AtomicFile first = files.create(path.toString());
        Files.AtomicFile second = files.create(path.toString())) {
      first.stream().write('1');
      second.stream().write('2');
      first.commit();
      second.commit();
    }

    assertThat(content(path)).isEqualTo("2");
  }

  @Test
  void missingFilesAndFoldersAreErrors() {
    assertThatThrownBy(() -> files.read(folder.resolve("no").toString()))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> files.create(folder.resolve("no/out").toString()))
        .isInstanceOf(IOException.class);
    assertThat(files.exists(folder.toString())).isFalse();
    assertThat(files.exists("a\0b")).isFalse();
  }

  @Test
  void seededRandomnessRepeats() {
    var random = SystemWorld.create().random();

    assertThat(random.seeded(7).longs(5).toArray()).isEqualTo(random.seeded(7).longs(5).toArray());
    assertThat(random.freshSeed()).isNotEqualTo(random.freshSeed());
  }
}
