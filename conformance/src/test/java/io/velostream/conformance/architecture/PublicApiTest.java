package io.velostream.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.velostream.engine.Session;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the public types of the API show of the engine behind it: no more than is written down
/// here. Add a line only if programs are to depend on it.
class PublicApiTest {
  private static final String API = Session.class.getPackageName();

  /// The data model and its errors, and the seams of a world.
  private static final List<String> OPEN_PACKAGES =
      List.of(
          "io.velostream.columnar", "io.velostream.columnar.error", "io.velostream.stream.seam");

  /// Single types, and who shows them.
  private static final Set<String> KNOWN =
      Set.of(
          "ResultHandler shows BatchWriter",
          "Session shows ProgressListener",
          "Session shows Savepoint",
          "Statement shows JobCommand",
          "Statement shows StatementKind",
          "StatementResult shows RunSummary",
          "PreparedQuery shows BatchWriter",
          "PreparedQuery shows Plan",
          "PreparedQuery shows Output",
          "OpenQuery shows Pipeline");

  @Test
  void showsNoMoreOfTheEngineThanIntended() {
    Set<String> shown = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPackagesOf(Session.class)) {
      if (type.getPackageName().equals(API) && isPublic(type)) {
        type.getCodeUnits().stream()
            .filter(PublicApiTest::isForUsers)
            .flatMap(PublicApiTest::signature)
            .filter(PublicApiTest::isInternal)
            .forEach(used -> shown.add(type.getSimpleName() + " shows " + used.getSimpleName()));
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(KNOWN);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isForUsers(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        || unit.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> signature(JavaCodeUnit unit) {
    return Stream.of(
            unit.getParameterTypes().stream().flatMap(t -> t.getAllInvolvedRawTypes().stream()),
            unit.getReturnType().getAllInvolvedRawTypes().stream())
        .flatMap(types -> types);
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().startsWith("io.velostream")
        && !type.getPackageName().equals(API)
        && !OPEN_PACKAGES.contains(type.getPackageName());
  }
}
