package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The documents of this project, as they stand in the working copy.
final class Documents {
  /// `-Ddocs=write` writes generated pages where they differ, instead of failing.
  private static final boolean WRITING = "write".equals(System.getProperty("docs"));

  private static final Set<String> BUILT = Set.of("target", ".git");

  /// One fenced block.
  ///
  /// @param language what stands after the opening fence
  /// @param line where its text begins, counted from 1
  record Block(Path file, String language, int line, String text) {}

  private Documents() {}

  /// The folder that holds `pom.xml`, `docs` and `app`.
  static Path top() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvn25"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// Every Markdown file, but none of a build.
  static List<Path> all() throws IOException {
    return files().stream().filter(each -> each.toString().endsWith(".md")).toList();
  }

  /// Every file, but none of a build: those come and go while this looks.
  static List<Path> files() throws IOException {
    var files = new TreeSet<Path>();
    Files.walkFileTree(
        top(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return BUILT.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(files);
  }

  static List<Block> blocks(Path file) throws IOException {
    var blocks = new ArrayList<Block>();
    List<String> lines = Files.readAllLines(file);
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith("```")) {
        int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf("```");
        assertThat(end).as("%s:%d: this block is not closed", file, at + 1).isGreaterThan(at);
        String text = String.join("\n", lines.subList(at + 1, end)) + "\n";
        blocks.add(new Block(file, lines.get(at).substring(3).strip(), at + 2, text));
        at = end;
      }
    }
    return blocks;
  }

  /// Compares a page with what the code says, or writes it.
  static void same(String name, String wanted) throws IOException {
    Path file = top().resolve(name);
    if (WRITING) {
      Files.writeString(file, wanted);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "%s is not what the code says any more. It is generated; write it anew with%n"
                + "  ./mvn25 -q -pl app -am test -Dtest=GeneratedPagesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=write",
            name)
        .isEqualTo(wanted);
  }
}
