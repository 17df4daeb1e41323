package dev.sonde.app.config;

import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.Layers;
import dev.sonde.engine.config.NamedFiles;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problem;
import dev.sonde.engine.config.Problems;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that were found: one main file, and those of the folder `conf.d` beside it.
final class ConfigFiles {
  private static final int MOST_BESIDE = 1000;

  private final Problems mainProblems = new Problems();
  private final Problems besideProblems = new Problems();
  private final List<Path> looked = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private Node.Mapping main = Node.Mapping.EMPTY;
  private Node.Mapping beside = Node.Mapping.EMPTY;
  private @Nullable Candidate read;

  private ConfigFiles() {}

  static ConfigFiles read(ConfigSources sources) {
    ConfigFiles files = new ConfigFiles();
    List<Candidate> candidates = candidates(sources);
    boolean given = sources.config().isPresent();
    for (Candidate candidate : candidates) {
      files.looked.add(candidate.path);
      if (given || Files.exists(candidate.path, LinkOption.NOFOLLOW_LINKS)) {
        files.readMain(candidate);
        files.readBeside(candidate);
        break;
      }
    }
    return files;
  }

  private static List<Candidate> candidates(ConfigSources sources) {
    Path here = sources.workingFolder();
    if (sources.config().isPresent()) {
      String given = sources.config().get();
      return List.of(new Candidate(here.resolve(given), given, given));
    }
    Path own = sources.etc().resolve("sonde").resolve("sonde.yaml");
    Path metricsd = sources.etc().resolve("metricsd").resolve("config.json");
    return List.of(
        new Candidate(here.resolve("sonde.yaml"), "sonde.yaml", "./sonde.yaml"),
        new Candidate(here.resolve("config.json"), "config.json", "./config.json"),
        new Candidate(own, own.toString(), own.toString()),
        new Candidate(metricsd, metricsd.toString(), metricsd.toString()));
  }

  private void readMain(Candidate candidate) {
    read = candidate;
    shown.add(candidate.announced);
    main = new ConfigReader(mainProblems).read(candidate.path, candidate.inMessages);
  }

  private void readBeside(Candidate candidate) {
    Path folder = candidate.path.resolveSibling("conf.d");
    looked.add(folder);
    if (!Files.isDirectory(folder)) {
      return;
    }
    String prefix = candidate.prefix() + "conf.d/";
    List<Node.Mapping> layers = new ArrayList<>();
    for (Path file : list(folder, prefix)) {
      looked.add(file);
      shown.add(prefix + file.getFileName());
      layers.add(new ConfigReader(besideProblems).read(file, prefix + file.getFileName()));
    }
    beside = Layers.merge(layers);
  }

  private List<Path> list(Path folder, String name) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ConfigFiles::counts)) {
      for (Path file : found) {
        files.add(file);
        if (files.size() > MOST_BESIDE) {
          throw new IOException("holds more than " + MOST_BESIDE + " files");
        }
      }
    } catch (IOException e) {
      besideProblems.add(new Origin.InFile(name, 0, 0), "can't be listed: " + e.getMessage());
    }
    files.sort(null);
    return files;
  }

  private static boolean counts(Path file) {
    String name = String.valueOf(file.getFileName());
    boolean known = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return known && !name.startsWith(".");
  }

  Node.Mapping main() {
    return main;
  }

  Node.Mapping beside() {
    return beside;
  }

  /// Where other files lie that these name: beside the main one.
  NamedFiles named(Path workingFolder) {
    Path folder = read == null ? null : read.path.getParent();
    return NamedFiles.in(
        folder == null ? workingFolder : folder, read == null ? "" : read.prefix());
  }

  /// Where it looked, in vain too.
  List<Path> looked() {
    return looked;
  }

  String shown() {
    return shown.isEmpty() ? "defaults" : String.join(", ", shown);
  }

  boolean none() {
    return shown.isEmpty();
  }

  /// Is the main file unusable, and named as metricsd names it?
  boolean brokenMetricsd() {
    return !mainProblems.isEmpty()
        && main.entries().isEmpty()
        && Path.of(shown.getFirst()).endsWith("config.json");
  }

  /// Tells what is wrong with the files, of the main one in the profile's words.
  void noteProblems(Problems problems, Profile profile) {
    for (Problem problem : mainProblems.sorted()) {
      problems.add(problem.origin(), prefix(profile, problem.origin()) + problem.message());
    }
    for (Problem problem : besideProblems.sorted()) {
      problems.add(problem.origin(), problem.message());
    }
  }

  private static String prefix(Profile profile, Origin origin) {
    if (profile != Profile.METRICSD) {
      return "";
    }
    return origin instanceof Origin.InFile file && file.line() == 0
        ? "failed to read config file: "
        : "failed to parse config file: ";
  }

  /// @param inMessages how mistakes name it
  /// @param announced how the log names it
  private record Candidate(Path path, String inMessages, String announced) {
    /// How mistakes name its folder: empty, or ending in `/`.
    String prefix() {
      return inMessages.substring(0, inMessages.lastIndexOf('/') + 1);
    }
  }
}
