package dev.sonde.testkit;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A module as it stands on a module path, in a layer of its own: what it forgot to require or to
/// export is found out here, and never on the class path that tests run on.
public final class ModulePath {
  private ModulePath() {}

  /// Resolves a module and all that it requires.
  ///
  /// @param root its name
  /// @param libraries what names of the jars begin with that it needs beside Sonde's own; those
  ///   that are not named are not there
  public static ModuleLayer layer(String root, String... libraries) {
    List<String> wanted = List.of(libraries);
    Path[] path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(each -> isOurs(each) || wanted.stream().anyMatch(name(each)::startsWith))
            .toArray(Path[]::new);
    Configuration resolved =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of(root));
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());
  }

  private static boolean isOurs(Path entry) {
    return Files.exists(entry.resolve("module-info.class"))
        || (name(entry).startsWith("sonde-") && !name(entry).endsWith("-tests.jar"));
  }

  private static String name(Path entry) {
    return String.valueOf(entry.getFileName());
  }
}
