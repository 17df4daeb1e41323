package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever others build against says what it is.
final class CommentsIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  @ParameterizedTest
  @CsvSource({"api, 100", "testkit, 100", "framework, 40"})
  void exported_hasAComment(String module, int several) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  null,
                  null,
                  files.getJavaFileObjectsFromPaths(sources(module)));
      var missing = new Missing(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        missing.scan(new TreePath(unit), null);
      }
      assertThat(missing.seen).isGreaterThan(several);
      assertThat(missing.found).isEmpty();
    }
  }

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src/main/java"))) {
      return files.filter(each -> each.toString().endsWith(".java")).toList();
    }
  }

  /// Goes through public types and their public and protected members. What overrides says so
  /// elsewhere, and the parts of a record stand in its own comment.
  private static final class Missing extends TreePathScanner<Void, Void> {
    private final DocTrees comments;
    private final List<String> found = new ArrayList<>();
    private int seen;

    Missing(DocTrees comments) {
      this.comments = comments;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
      if (!isExported(type.getModifiers(), parent())) {
        return null;
      }
      check(type.getSimpleName().toString(), getCurrentPath());
      for (Tree member : type.getMembers()) {
        var path = new TreePath(getCurrentPath(), member);
        switch (member) {
          case MethodTree method when isToBeSaid(method, type) ->
              check(type.getSimpleName() + "." + method.getName(), path);
          case VariableTree field when isToBeSaid(field, type) ->
              check(type.getSimpleName() + "." + field.getName(), path);
          case ClassTree inner -> scan(inner, null);
          default -> {}
        }
      }
      return null;
    }

    private @Nullable ClassTree parent() {
      Tree above = getCurrentPath().getParentPath().getLeaf();
      return above instanceof ClassTree type ? type : null;
    }

    private void check(String name, TreePath path) {
      seen++;
      if (comments.getDocComment(path) == null) {
        found.add(name);
      }
    }

    private static boolean isToBeSaid(MethodTree method, ClassTree of) {
      boolean compact = of.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
      return isExported(method.getModifiers(), of) && !compact && !overrides(method);
    }

    private static boolean isToBeSaid(VariableTree field, ClassTree of) {
      boolean component =
          of.getKind() == Tree.Kind.RECORD
              && !field.getModifiers().getFlags().contains(Modifier.STATIC);
      return !component && isExported(field.getModifiers(), of);
    }

    private static boolean overrides(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .anyMatch(each -> each.getAnnotationType().toString().endsWith("Override"));
    }

    private static boolean isExported(ModifiersTree modifiers, @Nullable ClassTree in) {
      var flags = modifiers.getFlags();
      boolean inInterface = in != null && in.getKind() == Tree.Kind.INTERFACE;
      return !flags.contains(Modifier.PRIVATE)
          && (inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED));
    }
  }
}
