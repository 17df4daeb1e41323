package dev.sonde.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where jars of plugins lie: where `--plugins` or SONDE_PLUGINS says, else in `plugins` beside the
/// folder `lib` of the distribution. Not among the data: what Sonde itself may write it must not
/// run.
///
/// @param folder which it is; empty where nobody says and there is no distribution
/// @param said did somebody say so?
record PluginFolder(Optional<Path> folder, boolean said) {
  private static final String VARIABLE = "SONDE_PLUGINS";
  private static final String LIBRARIES = "lib";

  static PluginFolder of(Shell shell, Arguments arguments) {
    return of(shell, arguments, System.getProperty("java.class.path", ""));
  }

  /// @param classPath that Sonde was started with
  static PluginFolder of(Shell shell, Arguments arguments, String classPath) {
    Optional<String> named =
        arguments.plugins().or(() -> said(shell.environment())).filter(each -> !each.isEmpty());
    return named
        .map(name -> new PluginFolder(Optional.of(shell.directory().resolve(name)), true))
        .orElseGet(() -> new PluginFolder(besideLibraries(classPath), false));
  }

  /// The folder, when there is something in it to load, or to say of it.
  Optional<Path> inUse() {
    return folder.filter(each -> (said && !Files.isDirectory(each)) || holdsJars(each));
  }

  private static Optional<String> said(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE));
  }

  private static Optional<Path> besideLibraries(String classPath) {
    int colon = classPath.indexOf(File.pathSeparatorChar);
    String first = colon < 0 ? classPath : classPath.substring(0, colon);
    Path libraries = first.isEmpty() ? null : Path.of(first).toAbsolutePath().getParent();
    return libraries != null && libraries.endsWith(LIBRARIES)
        ? Optional.of(libraries.resolveSibling("plugins"))
        : Optional.empty();
  }

  private static boolean holdsJars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      return jars.iterator().hasNext();
    } catch (IOException _) {
      return true; // there is something to say of it
    }
  }
}
