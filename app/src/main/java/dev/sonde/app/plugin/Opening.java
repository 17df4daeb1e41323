package dev.sonde.app.plugin;

import dev.sonde.api.Api;
import dev.sonde.api.Settings;
import dev.sonde.engine.config.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// Opens one jar: looks whether it may be used, loads its factories, and tries them.
final class Opening {
  private static final Attributes.Name API = new Attributes.Name("Sonde-Api");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");
  private static final Pattern MAJOR = Pattern.compile("([0-9]{1,9})(\\.[0-9.]{1,20})?");
  private static final long LARGEST = 512L << 20;
  private static final int LONGEST_HELP = 300;

  private final Path file;
  private final Map<String, Set<String>> taken;
  private final int slowness;
  private String version = "";

  /// @param taken names that are taken, by kind
  /// @param slowness how many times as long as usual a plugin may take
  Opening(Path file, Map<String, Set<String>> taken, int slowness) {
    this.file = file;
    this.taken = taken;
    this.slowness = slowness;
  }

  Plugin open() {
    try {
      return opened();
    } catch (UnfitException unfit) {
      return new Plugin.LeftOut(jar(), version, String.valueOf(unfit.getMessage()));
    } catch (RuntimeException broken) {
      return new Plugin.LeftOut(jar(), version, PluginException.words(broken));
    }
  }

  private Plugin opened() throws UnfitException {
    Optional<String> objection = Rights.objection(file);
    if (objection.isPresent()) {
      throw new UnfitException(objection.get());
    }
    JarFile jar = jarFile();
    boolean good = false;
    try {
      checkManifest(jar);
      Plugin plugin = load(jar);
      good = true;
      return plugin;
    } finally {
      if (!good) {
        close(jar);
      }
    }
  }

  private JarFile jarFile() throws UnfitException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new UnfitException("it is larger than " + (LARGEST >> 20) + " MiB");
      }
      return new JarFile(file.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
    } catch (IOException unreadable) {
      throw new UnfitException("it is no jar: " + unreadable.getMessage() + "; copy it here again");
    }
  }

  private void checkManifest(JarFile jar) throws UnfitException {
    Attributes main = manifest(jar);
    String own = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    version = own == null ? "" : own;
    String api = main.getValue(API);
    if (api == null) {
      throw new UnfitException(
          "its manifest does not say for which API it was built; who makes it writes Sonde-Api: "
              + Api.VERSION);
    }
    var major = MAJOR.matcher(api.strip());
    if (!major.matches() || Integer.parseInt(major.group(1)) != Api.VERSION) {
      throw new UnfitException(
          "it was built for API "
              + api.strip()
              + ", this Sonde has "
              + Api.VERSION
              + "; get the plugin for this one");
    }
  }

  private static Attributes manifest(JarFile jar) throws UnfitException {
    try {
      Manifest manifest = jar.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UnfitException("its manifest can't be read: " + unreadable.getMessage());
    }
  }

  /// All or nothing: half a plugin is a riddle.
  private Plugin load(JarFile jar) throws UnfitException {
    try {
      var loader = new JarLoader(jar, file, Opening.class.getClassLoader());
      var guard = new Guard(jar(), new PluginThreads(jar(), loader), slowness);
      List<Brought> all = guard.ask("loading", guard.usual(), () -> all(loader, guard));
      checkNames(all);
      return new Plugin.Loaded(jar(), version, all, guard);
    } catch (PluginException failed) {
      throw new UnfitException(String.valueOf(failed.getMessage()));
    } catch (IOException defect) {
      throw new UnfitException("it can't be opened: " + defect.getMessage());
    }
  }

  private static List<Brought> all(JarLoader loader, Guard guard) {
    var all = new ArrayList<Brought>();
    for (Extension<?> each : Extension.ALL) {
      all.addAll(brought(each, loader, guard));
    }
    if (all.isEmpty()) {
      throw new PluginException(
          "it brings nothing: no file in META-INF/services names a factory of Sonde's");
    }
    return all;
  }

  private static <F> List<Brought> brought(Extension<F> of, JarLoader loader, Guard guard) {
    var all = new ArrayList<Brought>();
    for (F factory : ServiceLoader.load(of.type(), loader)) {
      all.add(tried(of, factory, guard));
    }
    return all;
  }

  /// A factory, once it has read an empty section.
  private static <F> Brought tried(Extension<F> of, F factory, Guard guard) {
    String name = of.name().apply(factory);
    if (name == null || !NAME.matcher(name).matches()) {
      throw new PluginException(
          factory.getClass().getName() + " has no name of lower-case letters, digits and _");
    }
    String help = String.valueOf(of.help().apply(factory)).replaceAll("\\s+", " ");
    var told = new Told(name, help.substring(0, Math.min(help.length(), LONGEST_HELP)));
    Reference.of(in -> in.section(name, told.help(), section -> read(of, factory, section)));
    return new Brought(of.kind(), name, of.guarded().guard(factory, told, guard));
  }

  private static <F> Object read(Extension<F> of, F factory, Settings section) {
    Object read = of.read().apply(factory, section);
    if (read == null) {
      throw new PluginException(factory.getClass().getName() + " read nothing from its section");
    }
    return read;
  }

  private void checkNames(List<Brought> all) throws UnfitException {
    var own = new HashSet<String>();
    for (Brought each : all) {
      boolean free = !taken.getOrDefault(each.kind(), Set.of()).contains(each.name());
      if (!free || !own.add(each.toString())) {
        throw new UnfitException(
            "there is a " + each + " already; who makes the plugin calls it otherwise");
      }
    }
    all.forEach(each -> taken.computeIfAbsent(each.kind(), _ -> new HashSet<>()).add(each.name()));
  }

  private String jar() {
    return String.valueOf(file.getFileName());
  }

  private static void close(JarFile jar) {
    try {
      jar.close();
    } catch (IOException _) {
      // It was only read.
    }
  }
}
