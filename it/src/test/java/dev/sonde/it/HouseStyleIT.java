package dev.sonde.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of the house that neither the compiler nor modules hold.
final class HouseStyleIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE = 600;
  private static final double PACKAGE_PRIVATE = 0.4;
  private static final List<String> ENDS =
      List.of("Impl", "Util", "Utils", "Helper", "Helpers", "Manager");
  private static final List<String> STARTS = List.of("Abstract", "Base");

  private static JavaClasses classes;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> modules = Files.list(TOP)) {
      var folders =
          modules.map(each -> each.resolve("target/classes")).filter(Files::isDirectory).toList();
      assertThat(folders).hasSizeGreaterThan(8);
      classes = new ClassFileImporter().importPaths(folders);
    }
    assertThat(classes.contain("dev.sonde.app.Main")).isTrue();
    assertThat(classes.contain("dev.sonde.api.Series")).isTrue();
  }

  @Test
  void names_sayWhatThingsAre() {
    for (var end : ENDS) {
      assertThat(classes.that(simpleNameEndingWith(end))).isEmpty();
    }
    for (var start : STARTS) {
      var named = simpleNameStartingWith(start).and(nextIsCapital(start));
      assertThat(classes.that(named)).isEmpty();
    }
    noClasses().should().resideInAnyPackage("..util..", "..common..", "..utils..").check(classes);
  }

  @Test
  void staticFields_areFinal() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(
            not("an annotation or synthetic", HouseStyleIT::isMadeByTheCompiler))
        .should()
        .beFinal()
        .check(classes);
  }

  @Test
  void program_endsInMainOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sonde.app.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(classes);
  }

  /// It changes the bits of the marker for stale series.
  @Test
  void doubles_becomeRawBitsOnly() {
    noClasses().should().callMethod(Double.class, "doubleToLongBits", double.class).check(classes);
  }

  @Test
  void types_areMostlyPackagePrivate() {
    var top =
        classes.stream()
            .filter(each -> each.isTopLevelClass() && !each.getSimpleName().endsWith("-info"))
            .toList();
    double hidden = top.stream().filter(each -> !isPublic(each)).count();
    assertThat(hidden / top.size()).isGreaterThanOrEqualTo(PACKAGE_PRIVATE);
  }

  @Test
  void files_areShort() {
    var lengths = new TreeMap<Path, Integer>();
    for (var file : sources("/src/")) {
      lengths.put(TOP.relativize(file), lines(file).size());
    }
    assertThat(lengths)
        .hasSizeGreaterThan(200)
        .allSatisfy((_, length) -> assertThat(length).isLessThanOrEqualTo(LONGEST_FILE));
  }

  /// Programs that people run by hand may.
  @Test
  void tests_doNotSleep() {
    var forbidden = "Thread." + "sleep(";
    var sleepers =
        sources("/src/test/").stream()
            .filter(file -> lines(file).stream().anyMatch(line -> line.contains(forbidden)))
            .filter(file -> lines(file).stream().noneMatch(line -> line.contains(" main(String")))
            .collect(Collectors.toCollection(ArrayList::new));
    assertThat(sleepers).isEmpty();
  }

  private static boolean isPublic(JavaClass of) {
    return of.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isMadeByTheCompiler(JavaClass of) {
    return of.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static DescribedPredicate<JavaClass> nextIsCapital(String start) {
    return DescribedPredicate.describe(
        "go on with a capital",
        each ->
            each.getSimpleName().length() > start.length()
                && Character.isUpperCase(each.getSimpleName().charAt(start.length())));
  }

  private static DescribedPredicate<JavaClass> not(String what, Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe("not " + what, each -> !predicate.test(each));
  }

  private static List<Path> sources(String under) {
    var found = new Sources(under);
    try {
      Files.walkFileTree(TOP, found);
      return found.all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Stays out of what others make and delete meanwhile.
  private static final class Sources extends SimpleFileVisitor<Path> {
    private final String under;
    private final List<Path> all = new ArrayList<>();

    Sources(String under) {
      this.under = under;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
      var name = String.valueOf(folder.getFileName());
      boolean isOurs = folder.equals(TOP) || !(name.equals("target") || name.startsWith("."));
      return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
      if (file.toString().endsWith(".java") && ("/" + TOP.relativize(file)).contains(under)) {
        all.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
