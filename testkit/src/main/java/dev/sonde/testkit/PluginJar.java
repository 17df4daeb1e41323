package dev.sonde.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A plugin, written and compiled when a test wants one, against nothing but the API.
public final class PluginJar {
  private static final String COLLECTOR_FACTORY = "dev.sonde.api.CollectorFactory";

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();

  private PluginJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /// One that was built for this Sonde.
  public static PluginJar good() {
    return new PluginJar().attribute("Sonde-Api", "1");
  }

  /// One whose manifest says nothing.
  public static PluginJar silent() {
    return new PluginJar();
  }

  /// One that brings a collector.
  ///
  /// @param collect the body of its method `collect(Recorder out)`
  public static PluginJar collector(String name, String collect) {
    return good().collectorOf(name, "", collect);
  }

  /// Adds a collector.
  ///
  /// @param members of the factory's class
  public PluginJar collectorOf(String name, String members, String collect) {
    String type = "Made" + name.replace("_", "");
    return source(
            "made." + type,
            """
            package made;
            import dev.sonde.api.*;
            public final class TYPE implements CollectorFactory<TYPE.Config> {
              public record Config(String word) {}
              public String name() { return "NAME"; }
              public String help() { return "A plugin of a test."; }
              public boolean onByDefault() { return true; }
              public Config read(Settings settings) {
                return new Config(settings.text("word", "none", "Any word."));
              }
              public Collector create(Config config, Surroundings surroundings) {
                return new Collector() {
                  public void collect(Recorder out) throws Exception { COLLECT }
                };
              }
              MEMBERS
            }
            """
                .replace("TYPE", type)
                .replace("NAME", name)
                .replace("COLLECT", collect)
                .replace("MEMBERS", members))
        .service(COLLECTOR_FACTORY, "made." + type);
  }

  /// Sets an attribute of the manifest.
  public PluginJar attribute(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /// Adds a class.
  public PluginJar source(String name, String text) {
    sources.put(name, text);
    return this;
  }

  /// Names a class in `META-INF/services`.
  public PluginJar service(String service, String provider) {
    String path = "META-INF/services/" + service;
    byte[] before = files.getOrDefault(path, new byte[0]);
    String all = new String(before, StandardCharsets.UTF_8) + provider + "\n";
    return file(path, all.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds any file.
  public PluginJar file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /// Compiles it and writes the jar.
  public Path write(Path jar) throws IOException {
    Path classes = Files.createTempDirectory("plugin");
    compile(classes);
    try (OutputStream out = Files.newOutputStream(jar);
        var entries = new JarOutputStream(out, manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        add(entries, classes.relativize(each).toString(), Files.readAllBytes(each));
      }
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        add(entries, each.getKey(), each.getValue());
      }
    }
    return jar;
  }

  private static void add(JarOutputStream to, String name, byte[] bytes) throws IOException {
    to.putNextEntry(new JarEntry(name));
    to.write(bytes);
    to.closeEntry();
  }

  private void compile(Path into) {
    var units = new ArrayList<JavaFileObject>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    if (units.isEmpty()) {
      return;
    }
    var said = new StringWriter();
    var options =
        List.of("-proc:none", "-d", into.toString(), "-cp", System.getProperty("java.class.path"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(said, null, null, options, null, units).call()) {
      throw new AssertionError(said.toString());
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
