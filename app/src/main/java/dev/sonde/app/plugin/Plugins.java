package dev.sonde.app.plugin;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.store.StoreFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The plugins of one start. Loaded once, in the order of their names; safe for all threads.
public final class Plugins {
  private static final int MOST = 200;

  private final Path folder;
  private final Optional<String> trouble;
  private final List<Plugin> all;

  private Plugins(Path folder, Optional<String> trouble, List<Plugin> all) {
    this.folder = folder;
    this.trouble = trouble;
    this.all = List.copyOf(all);
  }

  /// Loads what lies in a folder. Never throws for what it finds there.
  ///
  /// @param taken names that are taken already, by kind (`collector`, `processor` …)
  public static Plugins load(Path folder, Map<String, Set<String>> taken) {
    return load(folder, taken, 1);
  }

  /// @param slowness how many times as long as usual a plugin may take
  static Plugins load(Path folder, Map<String, Set<String>> taken, int slowness) {
    if (!Files.isDirectory(folder)) {
      return without(folder, "there is no such folder");
    }
    Optional<String> objection = Rights.objection(folder);
    if (objection.isPresent()) {
      return without(folder, objection.get());
    }
    var names = new TreeMap<String, Set<String>>();
    taken.forEach((kind, each) -> names.put(kind, new HashSet<>(each)));
    var all = new ArrayList<Plugin>();
    try {
      for (Path jar : jars(folder)) {
        all.add(new Opening(jar, names, slowness).open());
      }
      return new Plugins(folder, Optional.empty(), all);
    } catch (IOException unreadable) {
      return without(folder, "it can't be read: " + unreadable.getMessage());
    }
  }

  private static Plugins without(Path folder, String why) {
    return new Plugins(folder, Optional.of(why), List.of());
  }

  private static Set<Path> jars(Path folder) throws IOException {
    var jars = new TreeSet<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path each : found) {
        if (jars.size() == MOST) {
          throw new IOException("more than " + MOST + " jars");
        }
        jars.add(each);
      }
    }
    return jars;
  }

  /// Where they lie.
  public Path folder() {
    return folder;
  }

  /// Why the whole folder is left out, with what to do; empty when it is not.
  public Optional<String> trouble() {
    return trouble;
  }

  /// Each jar.
  public List<Plugin> all() {
    return all;
  }

  /// What is left out and why, a sentence each.
  public List<String> leftOut() {
    var sentences = new ArrayList<String>();
    trouble.ifPresent(why -> sentences.add("plugins in " + folder + " are left out: " + why));
    for (Plugin each : all) {
      if (each instanceof Plugin.LeftOut left) {
        sentences.add("plugin " + left.jar() + " is left out: " + left.why());
      }
    }
    return sentences;
  }

  /// What is in use, a line for each jar.
  public List<String> told() {
    return loaded().stream().map(each -> "plugin " + each.jar() + ": " + each.brings()).toList();
  }

  /// Those in use.
  public List<Plugin.Loaded> loaded() {
    return all.stream()
        .filter(Plugin.Loaded.class::isInstance)
        .map(Plugin.Loaded.class::cast)
        .toList();
  }

  /// Plugins that left threads running, a sentence each.
  public List<String> leaks() {
    var sentences = new ArrayList<String>();
    for (Plugin.Loaded each : loaded()) {
      List<String> left = each.guard().leaked();
      if (!left.isEmpty()) {
        sentences.add(
            "plugin "
                + each.jar()
                + " left "
                + left.size()
                + (left.size() == 1 ? " thread" : " threads")
                + " running after its parts were closed: "
                + String.join(", ", left.subList(0, Math.min(10, left.size())))
                + "; a restart ends them");
      }
    }
    return sentences;
  }

  /// Factories of collectors.
  public List<CollectorFactory<?>> collectors() {
    return List.copyOf(factories(GuardedCollectors.class));
  }

  /// Factories of groups.
  public List<GroupFactory<?>> groups() {
    return List.copyOf(factories(GuardedGroups.class));
  }

  /// Factories of generators.
  public List<GeneratorFactory<?>> generators() {
    return List.copyOf(factories(GuardedGenerators.class));
  }

  /// Factories of processors.
  public List<ProcessorFactory<?>> processors() {
    return List.copyOf(factories(GuardedProcessors.class));
  }

  /// Factories of shippers.
  public List<ShipperFactory<?>> shippers() {
    return List.copyOf(factories(GuardedShippers.class));
  }

  /// Factories of stores.
  public List<StoreFactory<?>> stores() {
    return List.copyOf(factories(GuardedStores.class));
  }

  private <F> List<F> factories(Class<F> type) {
    var found = new ArrayList<F>();
    for (Plugin.Loaded each : loaded()) {
      each.all().stream()
          .map(Brought::factory)
          .filter(type::isInstance)
          .map(type::cast)
          .forEach(found::add);
    }
    return found;
  }
}
