import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Formats every Java source of the repository in one JVM ({@code apply}), or writes a report of
 * those that are not formatted ({@code check}), which is empty if there is nothing to mend.
 *
 * <p>The root pom runs it as a source file: {@code java build-tools/Format.java check|apply <root>
 * <report>}.
 */
final class Format {
  private static final Queue<String> changed = new ConcurrentLinkedQueue<>();
  private static final Queue<String> broken = new ConcurrentLinkedQueue<>();

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    Path report = Path.of(args[2]);
    sources(root).parallelStream().forEach(file -> format(root, file, apply));

    StringBuilder findings = new StringBuilder();
    if (!broken.isEmpty()) {
      findings.append("Not parseable as Java:\n");
      broken.stream().sorted().forEach(file -> findings.append("  ").append(file).append('\n'));
    }
    if (apply) {
      changed.stream().sorted().forEach(file -> System.out.println("formatted " + file));
    } else if (!changed.isEmpty()) {
      findings.append("Not in google-java-format style (to format them: ./format):\n");
      changed.stream().sorted().forEach(file -> findings.append("  ").append(file).append('\n'));
    }
    Files.writeString(report, findings);
  }

  private static void format(Path root, Path file, boolean apply) {
    String name = root.relativize(file).toString();
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (!formatted.equals(source)) {
        changed.add(name);
        if (apply) {
          Files.writeString(file, formatted);
        }
      }
    } catch (FormatterException | IOException e) {
      broken.add(name + ": " + e.getMessage());
    }
  }

  /** Every Java file except what a build wrote: a folder {@code target}, or a hidden one. */
  private static List<Path> sources(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skip = !folder.equals(root) && (name.equals("target") || name.startsWith("."));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
