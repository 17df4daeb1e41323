package dev.sonde.app;

import dev.sonde.server.door.KeyPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where data lives: where the configuration says, else where services and people keep theirs.
///
/// @param environment the process's environment
/// @param workingFolder where relative paths begin
/// @param service the folder for services
/// @param root is this the user root?
record DataFolder(Map<String, String> environment, Path workingFolder, Path service, boolean root) {
  private static final Path VAR_LIB = Path.of("/var/lib/sonde");

  static DataFolder of(Shell shell) {
    return new DataFolder(
        shell.environment(),
        shell.directory(),
        VAR_LIB,
        "root".equals(System.getProperty("user.name")));
  }

  /// Where the journal of a configuration is.
  Path journal(SondeConfig config) {
    return config
        .journal()
        .dir()
        .map(workingFolder::resolve)
        .orElseGet(() -> data(config.dataDir()).resolve("journal"));
  }

  /// Where its store keeps files.
  Path store(SondeConfig config) {
    return data(config.dataDir()).resolve("store");
  }

  /// Where its keys lie.
  KeyPlace keys(SondeConfig config) {
    return new KeyPlace(
        config
            .server()
            .keysFile()
            .map(workingFolder::resolve)
            .orElseGet(() -> data(config.dataDir()).resolve("keys.json")));
  }

  /// Where it keeps who pushes here.
  AgentsFile agents(SondeConfig config) {
    return new AgentsFile(data(config.dataDir()));
  }

  /// Where else a journal is, of the places that are usual.
  List<Path> others(Path journal) {
    return Stream.concat(givenByTheSystem().stream(), Stream.of(service, ofTheUser()))
        .map(each -> each.resolve("journal"))
        .filter(each -> !each.equals(journal) && Files.isDirectory(each))
        .distinct()
        .toList();
  }

  private Path data(Optional<String> configured) {
    return configured
        .map(workingFolder::resolve)
        .or(this::givenByTheSystem)
        .orElseGet(() -> root || Files.isWritable(service) ? service : ofTheUser());
  }

  /// What systemd made for the service.
  private Optional<Path> givenByTheSystem() {
    String all = environment.getOrDefault("STATE_DIRECTORY", "");
    int end = all.indexOf(':');
    return absolute(end < 0 ? all : all.substring(0, end));
  }

  private Path ofTheUser() {
    return absolute(environment.getOrDefault("XDG_STATE_HOME", ""))
        .orElseGet(() -> home().resolve(".local").resolve("state"))
        .resolve("sonde");
  }

  private Path home() {
    return absolute(environment.getOrDefault("HOME", ""))
        .or(() -> absolute(System.getProperty("user.home", "")))
        .orElse(workingFolder);
  }

  private static Optional<Path> absolute(String path) {
    return Optional.of(path).filter(each -> !each.isEmpty()).map(Path::of).filter(Path::isAbsolute);
  }
}
