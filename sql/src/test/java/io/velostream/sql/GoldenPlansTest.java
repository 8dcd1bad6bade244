package io.velostream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.error.UserException;
import io.velostream.plan.Plan;
import io.velostream.plan.explain.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the golden files under `src/test/resources/plans`: SQL and the plan, definition or error it
/// gives. `-Dgolden.update=true` writes what comes out as what is expected; read the difference.
class GoldenPlansTest {
  private static final Path FOLDER = Path.of("src/test/resources/plans");

  /// What the tests of EXPLAIN are about. Only where a case explains a statement is it shown here.
  private static final Pattern OF_ITS_OWN_TESTS =
      Pattern.compile("[ │]*(changelog|state|exchange): .*");

  @TestFactory
  Stream<DynamicTest> plans() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(FOLDER)) {
      files = found.sorted().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files) {
      List<GoldenCase> cases = GoldenCase.read(Files.readString(file));
      if (Boolean.getBoolean("golden.update")) {
        update(file, cases);
        cases = GoldenCase.read(Files.readString(file));
      }
      for (GoldenCase golden : cases) {
        String name = file.getFileName() + ":" + golden.line() + " " + golden.title();
        tests.add(
            DynamicTest.dynamicTest(
                name, () -> assertThat(run(golden)).as(golden.sql()).isEqualTo(golden.expected())));
      }
    }
    return tests.stream();
  }

  private static void update(Path file, List<GoldenCase> cases) throws IOException {
    StringBuilder text = new StringBuilder();
    for (GoldenCase golden : cases) {
      text.append(golden.with(run(golden)));
    }
    Files.writeString(file, text.toString().stripTrailing() + "\n");
  }

  private static String run(GoldenCase golden) {
    try {
      Statement statement = SqlCompiler.parse(golden.sql()).getFirst();
      SqlCompiler compiler =
          new SqlCompiler(Catalog.standard(), PlannerSettings.of(golden.settings()));
      return text(compiler.compile(statement)).strip();
    } catch (UserException error) {
      return text(error).strip();
    }
  }

  private static String text(UserException error) {
    var at = error.position();
    return "error %s at %d:%d-%d:%d%n%s%nhint: %s"
        .formatted(
            error.code(),
            at.line(),
            at.column(),
            at.endLine(),
            at.endColumn(),
            error.message(),
            error.hint());
  }

  private static String text(CompiledStatement statement) {
    return switch (statement) {
      case CompiledStatement.Query s -> outline(s.plan());
      case CompiledStatement.Insert s -> outline(s.plan());
      case CompiledStatement.InsertSet s ->
          String.join("\n", s.inserts().stream().map(i -> outline(i.plan())).toList());
      case CompiledStatement.Change s -> outline(s.plan());
      case CompiledStatement.CreateTable s -> DefinitionText.of(s.definition());
      case CompiledStatement.CreateTableAs s ->
          DefinitionText.of(s.definition()) + "\n" + outline(s.plan());
      case CompiledStatement.CreateView s -> DefinitionText.of(s.definition());
      case CompiledStatement.Describe s -> s.schema().toString();
      case CompiledStatement.DescribeFunction s -> s.function().toString();
      case CompiledStatement.ShowCreate s -> s.statement();
      case CompiledStatement.Explain s -> s.text();
      case CompiledStatement.Drop s -> s.toString();
      case CompiledStatement.Show s -> s.toString();
      case CompiledStatement.SetOption s -> s.toString();
      case CompiledStatement.ResetOption s -> s.toString();
    };
  }

  private static String outline(Plan plan) {
    return PlanText.of(plan)
            .lines()
            .filter(line -> !OF_ITS_OWN_TESTS.matcher(line).matches())
            .collect(Collectors.joining("\n"))
        + "\n=> "
        + plan.root().schema();
  }
}
