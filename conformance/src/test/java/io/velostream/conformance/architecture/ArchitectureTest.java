package io.velostream.conformance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may use what, checked on the compiled classes of every module that is built. */
class ArchitectureTest {
  private static final String GENERATED = "io.velostream.sql.grammar.generated";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              Arrays.stream(EngineModule.values())
                  .map(ArchitectureTest::classesOf)
                  .filter(path -> path.toFile().isDirectory())
                  .toList());

  /** The only places that touch the world: everything else is handed a seam. */
  private static final DescribedPredicate<JavaClass> ENVIRONMENT =
      resideInAnyPackage(
          "io.velostream.runtime.system..",
          "io.velostream.connector.file..",
          "io.velostream.jdbc..",
          "io.velostream.server..",
          "io.velostream.cli..",
          "io.velostream.benchmarks..");

  @Test
  void everyModuleOfTheReactorIsKnownHere() {
    List<String> modules =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(Repository.read(Repository.ROOT.resolve("pom.xml")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(modules)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EngineModule.values()).map(module -> module.folder).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aModuleHoldsOnlyItsOwnPackages(EngineModule module) {
    Path folder = classesOf(module);
    if (folder.toFile().isDirectory()) {
      assertThat(new ClassFileImporter().importPath(folder))
          .allSatisfy(type -> assertThat(EngineModule.of(type)).contains(module));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModuleImportsOnlyWhatTheDesignLists(EngineModule module) {
    Set<EngineModule> usable = module.usable();
    check(
        noClasses()
            .that(describe("are in " + module.folder, type -> in(module, type)))
            .should()
            .dependOnClassesThat(
                describe(
                    "are in a module above or beside it",
                    type ->
                        EngineModule.of(type)
                            .filter(other -> !usable.contains(other))
                            .isPresent())));
  }

  @Test
  void modulesFormNoCycles() {
    check(slices().matching("io.velostream.(*)..").should().beFreeOfCycles());
  }

  @Test
  void everyPackageIsNullMarked() {
    check(
        classes()
            .that()
            .resideOutsideOfPackages(GENERATED, "..jmh_generated..")
            .should(
                new ArchCondition<>("be in a package whose package-info says @NullMarked") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    JavaPackage itsPackage = type.getPackage();
                    events.add(
                        new SimpleConditionEvent(
                            type,
                            itsPackage.isAnnotatedWith(NullMarked.class),
                            itsPackage.getName()));
                  }
                }));
  }

  @Test
  void librariesStayWhereTheyBelong() {
    check(onlyIn("org.apache.calcite..", "io.velostream.sql.."));
    check(onlyIn("org.apache.datasketches..", "io.velostream.operators.aggregate.."));
    check(
        onlyIn(
            "com.fasterxml.jackson..",
            "io.velostream.connector.formats..",
            "io.velostream.server..",
            "io.velostream.cli.remote.."));
    check(onlyIn("io.prometheus..", "io.velostream.server.metrics.."));
    check(onlyIn("io.opentelemetry..", "io.velostream.server.trace.."));
    check(
        onlyIn(
            "com.google.re2j..",
            "io.velostream.expression.kernel..",
            "io.velostream.connector.kafka.."));
    check(onlyIn("org.locationtech.jts..", "io.velostream.expression.geometry.."));
    check(
        onlyIn(
            "com.github.luben..",
            "io.velostream.connector.file..",
            "io.velostream.connector.avro..",
            "io.velostream.connector.parquet.."));
    check(onlyIn("org.apache.avro..", "io.velostream.connector.avro.."));
    check(onlyIn("com.google.protobuf..", "io.velostream.connector.protobuf.."));
    check(onlyIn("org.apache.parquet..", "io.velostream.connector.parquet.."));
    check(
        onlyIn(
            "org.apache.kafka..",
            "io.velostream.connector.kafka..",
            "io.velostream.benchmarks.kafka.."));
    check(onlyIn("org.jline..", "io.velostream.cli.."));
    check(onlyIn("picocli..", "io.velostream.cli..", "io.velostream.benchmarks.."));
    check(onlyIn("org.duckdb..", "io.velostream.benchmarks.."));
  }

  @Test
  void timeComesThroughTheClock() {
    check(
        noEngineClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .accessTargetWhere(
                call("java.time.", "now", "system", "systemUTC", "systemDefaultZone"))
            .orShould()
            .accessTargetWhere(call("java.lang.Thread", "sleep"))
            .orShould()
            .dependOnClassesThat(assignableTo(java.util.Timer.class)));
  }

  @Test
  void threadsComeFromTheScheduler() {
    check(
        noEngineClasses()
            .should()
            .accessTargetWhere(
                call(
                    "java.lang.Thread",
                    "<init>",
                    "start",
                    "ofPlatform",
                    "ofVirtual",
                    "startVirtualThread"))
            .orShould()
            .accessTargetWhere(call("java.util.", "parallel", "parallelStream"))
            .orShould()
            .dependOnClassesThat(
                assignableTo(java.util.concurrent.Executors.class)
                    .or(assignableTo(java.util.concurrent.ThreadPoolExecutor.class))
                    .or(assignableTo(java.util.concurrent.ForkJoinPool.class))));
  }

  @Test
  void randomnessComesFromASeed() {
    check(
        noEngineClasses()
            .should()
            .accessTargetWhere(call("java.lang.Math", "random"))
            .orShould()
            .accessTargetWhere(call("java.util.UUID", "randomUUID"))
            .orShould()
            .dependOnClassesThat(assignableTo(java.util.Random.class)));
  }

  @Test
  void filesAndNetworksAreReachedThroughSeams() {
    check(
        noEngineClasses()
            .should()
            .dependOnClassesThat(
                describe(
                    "are files or sockets",
                    type ->
                        type.getName().startsWith("java.io.File")
                            || type.getName().equals("java.io.RandomAccessFile")
                            || type.getName().equals("java.nio.file.Files")
                            || type.getPackageName().equals("java.net")
                                && !type.getSimpleName()
                                    .matches("URI(SyntaxException)?|URL(En|De)coder")
                            || type.getPackageName().startsWith("java.net.")))
            .orShould()
            .accessTargetWhere(call("java.nio.channels.FileChannel", "open")));
  }

  @Test
  void nothingUsesJavaSerialisation() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                assignableTo(java.io.ObjectInputStream.class)
                    .or(assignableTo(java.io.ObjectOutputStream.class))));
  }

  private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction
      noEngineClasses() {
    return noClasses()
        .that(DescribedPredicate.not(ENVIRONMENT))
        .and()
        .resideOutsideOfPackage(GENERATED);
  }

  private static ArchRule onlyIn(String library, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  /** An access to a member of this name, of a class whose name starts like this. */
  private static DescribedPredicate<JavaAccess<?>> call(String owner, String... members) {
    return describe(
        owner + " " + String.join(", ", members),
        access -> {
          AccessTarget target = access.getTarget();
          return target.getOwner().getName().startsWith(owner)
              && List.of(members).contains(target.getName());
        });
  }

  private static boolean in(EngineModule module, JavaClass type) {
    return EngineModule.of(type).filter(module::equals).isPresent();
  }

  private static Path classesOf(EngineModule module) {
    return Repository.ROOT.resolve(module.folder).resolve("target/classes");
  }

  /** Modules start empty, and a rule about nothing holds. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
