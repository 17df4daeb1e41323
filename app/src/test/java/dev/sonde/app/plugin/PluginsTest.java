package dev.sonde.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DefaultSettings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.PluginJar;
import dev.sonde.testkit.RecordingRecorder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jars, good and bad, loaded as a start loads them.
class PluginsTest {
  private static final String ONE =
      "out.record(Family.gauge(\"made\", \"\", \"M.\"), Labels.NONE, 1);";

  private final RecordingRecorder recorder = new RecordingRecorder();
  @TempDir private Path folder;

  @Test
  void collector_ofAJar_measures() throws Exception {
    PluginJar.collector("spool", ONE)
        .attribute("Implementation-Version", "1.2")
        .write(folder.resolve("spool.jar"));
    Plugins plugins = load();
    assertThat(plugins.leftOut()).isEmpty();
    assertThat(plugins.loaded())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.brings()).isEqualTo("collector spool");
          assertThat(each.version()).isEqualTo("1.2");
        });
    run(only(plugins));
    assertThat(recorder.value("made")).isEqualTo(1);
  }

  @Test
  void configuration_isReadByThePlugin_andComparedWithItsLast() throws Exception {
    PluginJar.collector("spool", ONE).write(folder.resolve("spool.jar"));
    CollectorFactory<?> factory = only(load());
    var settings = new MapSettings(Map.of("word", "a"));
    assertThat(factory.read(settings)).isEqualTo(factory.read(settings));
    assertThat(factory.read(settings)).isNotEqualTo(factory.read(new DefaultSettings()));
    assertThat(settings.asked()).containsExactly("word");
  }

  @Test
  void twoPlugins_haveTwoVersionsOfOneLibrary() throws Exception {
    for (String version : new String[] {"one", "two"}) {
      PluginJar.collector(
              "lib_" + version,
              "out.record(Family.gauge(\"lib_\" + lib.Version.name(), \"\", \"L.\"), Labels.NONE,"
                  + " 1);")
          .source(
              "lib.Version",
              "package lib; public final class Version { public static String name() { return \""
                  + version
                  + "\"; } }")
          .write(folder.resolve(version + ".jar"));
    }
    for (CollectorFactory<?> each : load().collectors()) {
      run(each);
      assertThat(recorder.value(each.name())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dev.sonde.engine.Engine, no",
    "dev.sonde.app.Main, no",
    "dev.sonde.wire.Format, no",
    "org.snakeyaml.engine.v2.api.Load, no",
    "com.google.re2j.Pattern, no",
    "dev.sonde.api.Labels, yes",
    "dev.sonde.api.store.Store, yes",
    "dev.sonde.framework.FrameworkCollectorFactory, yes",
    "org.slf4j.Logger, yes",
    "java.sql.Connection, yes",
    "made.Other, no"
  })
  void plugin_seesTheApiAndJava_andNothingElse(String name, String seen) throws Exception {
    PluginJar.collector("looking", look(name)).write(folder.resolve("a.jar"));
    PluginJar.collector("other", ONE)
        .source("made.Other", "package made; public class Other {}")
        .write(folder.resolve("b.jar"));
    Collector collector = create(load().collectors().getFirst());
    if (seen.equals("yes")) {
      collector.collect(recorder.open(0));
    } else {
      assertThatExceptionOfType(PluginException.class)
          .isThrownBy(() -> collector.collect(recorder.open(0)))
          .withMessageContaining("ClassNotFoundException");
    }
  }

  private static String look(String name) {
    return "Class.forName(\"" + name + "\");";
  }

  @Test
  void collectorOfTheFramework_measures() throws Exception {
    PluginJar.good()
        .source(
            "made.Depth",
            """
            package made;
            import dev.sonde.api.framework.*;
            import java.util.List;
            public final class Depth extends dev.sonde.framework.FrameworkCollectorFactory {
              public Depth() {
                super("depth", "How much waits.", Depth::collector);
              }
              private static MetricsCollector collector(CollectorConfig config) {
                String depth = config.parameters().getOrDefault("depth", "3");
                return (SystemMetricsCollector)
                    () -> List.of(new MetricValue("queue_depth", Double.parseDouble(depth)));
              }
            }
            """)
        .service("dev.sonde.api.CollectorFactory", "made.Depth")
        .write(folder.resolve("depth.jar"));
    Plugins plugins = load();
    assertThat(plugins.leftOut()).isEmpty();
    CollectorFactory<?> factory = only(plugins);
    assertThat(factory.help()).isEqualTo("How much waits.");
    run(factory);
    assertThat(recorder.value("queue_depth")).isEqualTo(3);
  }

  @Test
  void resources_areItsOwn() throws Exception {
    PluginJar.collector(
            "resources",
            """
            var loader = Thread.currentThread().getContextClassLoader();
            try (var in = loader.getResource("a b/own.txt").openStream()) {
              if (!new String(in.readAllBytes()).equals("mine")) throw new Exception("not mine");
            }
            if (loader.getResource("dev/sonde/app/Main.class") != null) throw new Exception("ours");
            """)
        .file("a b/own.txt", "mine".getBytes(StandardCharsets.UTF_8))
        .write(folder.resolve("a.jar"));
    run(only(load()));
  }

  @Test
  void brokenJars_areLeftOutAndNamed_andTheRestRuns() throws Exception {
    PluginJar.collector("spool", ONE).write(folder.resolve("good.jar"));
    Files.writeString(folder.resolve("nozip.jar"), "not a zip");
    Files.write(folder.resolve("empty.jar"), new byte[0]);
    PluginJar.silent().write(folder.resolve("silent.jar"));
    PluginJar.silent().attribute("Sonde-Api", "2.1").write(folder.resolve("newer.jar"));
    PluginJar.silent().attribute("Sonde-Api", "one").write(folder.resolve("wordy.jar"));
    PluginJar.good().write(folder.resolve("nothing.jar"));
    PluginJar.good()
        .service("dev.sonde.api.CollectorFactory", "made.Missing")
        .write(folder.resolve("missing.jar"));
    PluginJar.good()
        .service("dev.sonde.api.CollectorFactory", "no class name!")
        .write(folder.resolve("services.jar"));
    PluginJar.good()
        .collectorOf("thrower", "public Madethrower() { throw new StackOverflowError(); }", "")
        .write(folder.resolve("constructor.jar"));
    PluginJar.collector("host", ONE).write(folder.resolve("taken.jar"));
    PluginJar.collector("spool", ONE).write(folder.resolve("twice.jar"));
    PluginJar.good()
        .collectorOf("reader", "{ if (true) throw new NoClassDefFoundError(\"gone\"); }", "")
        .write(folder.resolve("initializer.jar"));
    PluginJar.good()
        .source("made.New", "package made; public class New {}")
        .file("made/Newer.class", newer())
        .service("dev.sonde.api.CollectorFactory", "made.Newer")
        .write(folder.resolve("java.jar"));
    Plugins plugins = load();
    assertThat(plugins.loaded()).extracting(Plugin.Loaded::jar).containsExactly("good.jar");
    assertThat(plugins.leftOut())
        .hasSize(13)
        .anyMatch(each -> each.matches("plugin nozip.jar is left out: it is no jar: .*"))
        .anyMatch(each -> each.matches("plugin empty.jar is left out: it is no jar: .*"))
        .anyMatch(each -> each.endsWith("who makes it writes Sonde-Api: 1"))
        .anyMatch(each -> each.contains("it was built for API 2.1, this Sonde has 1; get"))
        .anyMatch(each -> each.contains("it was built for API one, this Sonde has 1"))
        .anyMatch(each -> each.contains("nothing.jar is left out: it brings nothing"))
        .anyMatch(each -> each.contains("missing.jar") && each.contains("made.Missing"))
        .anyMatch(each -> each.contains("services.jar") && each.contains("Illegal"))
        .anyMatch(each -> each.contains("constructor.jar") && each.contains("StackOverflowError"))
        .anyMatch(each -> each.contains("taken.jar") && each.contains("a collector host already"))
        .anyMatch(each -> each.contains("twice.jar") && each.contains("a collector spool already"))
        .anyMatch(each -> each.contains("initializer.jar") && each.contains("NoClassDefFoundError"))
        .anyMatch(each -> each.contains("java.jar") && each.contains("class file version"));
  }

  /// As a compiler of a Java to come would write it.
  private static byte[] newer() {
    return new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 1, 0, 0, 1};
  }

  @Test
  void factoryThatCannotRead_isLeftOut() throws Exception {
    PluginJar.good()
        .source("made.Bad", factory("throw new IllegalStateException(\"broken\");"))
        .service("dev.sonde.api.CollectorFactory", "made.Bad")
        .write(folder.resolve("bad.jar"));
    assertThat(load().leftOut()).singleElement().asString().contains("broken");
  }

  @Test
  void factoryThatFailsOnOneValue_makesAMistakeOfThatSection() throws Exception {
    PluginJar.good()
        .source(
            "made.Bad",
            factory("if (settings.has(\"x\")) throw new OutOfMemoryError(\"no\"); return \"\";"))
        .service("dev.sonde.api.CollectorFactory", "made.Bad")
        .write(folder.resolve("bad.jar"));
    CollectorFactory<?> factory = only(load());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.read(new MapSettings(Map.of("x", 1))))
        .withMessage("plugin bad.jar can't read this: OutOfMemoryError: no");
  }

  private static String factory(String read) {
    return """
    package made;
    import dev.sonde.api.*;
    public final class Bad implements CollectorFactory<Object> {
      public String name() { return "bad"; }
      public String help() { return "Bad."; }
      public boolean onByDefault() { return true; }
      public Object read(Settings settings) { READ }
      public Collector create(Object config, Surroundings surroundings) { return null; }
    }
    """
        .replace("READ", read);
  }

  @Test
  void collectorThatCannotBeMade_failsWhenItRuns() throws Exception {
    PluginJar.good()
        .source("made.Bad", factory("return \"\";"))
        .service("dev.sonde.api.CollectorFactory", "made.Bad")
        .write(folder.resolve("bad.jar"));
    Collector collector = create(only(load()));
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> collector.collect(recorder.open(0)))
        .withMessageStartingWith("it could not be made: NullPointerException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new Exception(\"no\"); | Exception: no",
        "throw new StackOverflowError(); | StackOverflowError",
        "throw new OutOfMemoryError(\"mine\"); | OutOfMemoryError: mine",
        "throw new LinkageError(\"bad\"); | LinkageError: bad",
        "throw new Exception() { public String getMessage() { throw new Error(); } }; | ''",
        "while (true) out.slot(Family.gauge(\"a\", \"\", \"\"), Labels.NONE); |"
            + " IllegalStateException: more than 50000",
        "out.record(null, null, 1); | NullPointerException"
      })
  void whateverItThrows_becomesOneKindOfFailure(String body, String message) throws Exception {
    PluginJar.collector("bad", body).write(folder.resolve("bad.jar"));
    Collector collector = create(only(load()));
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> collector.collect(recorder.open(0)))
        .withMessageStartingWith(message);
  }

  @Test
  void interrupt_reachesThePlugin_andIsWaitedFor() throws Exception {
    PluginJar.collector("slow", "out.absent(\"a\", \"b\"); Thread.currentThread().join();")
        .write(folder.resolve("slow.jar"));
    Collector collector = create(only(load()));
    Thread run =
        Thread.ofVirtual()
            .start(() -> {
              try {
                collector.collect(recorder.open(0));
              } catch (Exception expected) {
                Thread.currentThread().interrupt();
              }
            });
    run.interrupt();
    run.join();
    assertThat(run.isAlive()).isFalse();
  }

  @Test
  void threadsLeftBehind_areCountedAndNamed() throws Exception {
    PluginJar.collector(
            "leaker",
            """
            Thread left = new Thread(() -> { while (true) java.util.concurrent.locks.LockSupport.park(); });
            left.setName("left-behind");
            left.setDaemon(true);
            left.start();
            """)
        .write(folder.resolve("leaker.jar"));
    Plugins plugins = load();
    Collector collector = create(only(plugins));
    collector.collect(recorder.open(0));
    assertThat(plugins.leaks()).isEmpty();
    assertThat(plugins.loaded().getFirst().threads()).isPositive();
    collector.close();
    collector.close();
    assertThat(plugins.leaks())
        .containsExactly(
            "plugin leaker.jar left 1 thread running after its parts were closed: left-behind;"
                + " a restart ends them");
  }

  @Test
  void folderOrJarThatOthersMayWrite_isRefused() throws Exception {
    Path jar = PluginJar.collector("spool", ONE).write(folder.resolve("spool.jar"));
    permit(jar, "rw-rw-r--");
    assertThat(load().leftOut())
        .singleElement()
        .asString()
        .startsWith("plugin spool.jar is left out: others may write to ")
        .endsWith("; try: chmod go-w " + jar.toRealPath());
    permit(jar, "rw-r--r--");
    assertThat(load().leftOut()).isEmpty();
    permit(folder, "rwxrwxrwx");
    assertThat(load().leftOut())
        .containsExactly(
            "plugins in "
                + folder
                + " are left out: others may write to "
                + folder.toRealPath()
                + "; try: chmod go-w "
                + folder.toRealPath());
    permit(folder, "rwx------");
    Path inside = Files.createDirectory(folder.resolve("open"));
    permit(inside, "rwxrwxrwx");
    Path hidden = Files.createDirectory(inside.resolve("plugins"));
    permit(hidden, "rwxr-xr-x");
    assertThat(Plugins.load(hidden, Map.of()).leftOut())
        .singleElement()
        .asString()
        .contains("everybody may write to " + inside.toRealPath());
  }

  private static void permit(Path file, String rights) throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @Test
  void folderThatIsNotThere_isNamed() {
    assertThat(Plugins.load(folder.resolve("no"), Map.of()).leftOut())
        .containsExactly(
            "plugins in " + folder.resolve("no") + " are left out: there is no such folder");
  }

  private Plugins load() {
    return Plugins.load(folder, Map.of("collector", Set.of("host")), 1_000);
  }

  private static CollectorFactory<?> only(Plugins plugins) {
    assertThat(plugins.leftOut()).isEmpty();
    return plugins.collectors().getFirst();
  }

  private void run(CollectorFactory<?> factory) throws Exception {
    try (Collector collector = create(factory)) {
      collector.collect(recorder.open(0));
    }
  }

  private static <C> Collector create(CollectorFactory<C> factory) {
    Settings settings = new DefaultSettings();
    return factory.create(factory.read(settings), new Surroundings(Map.of(), new DirectCalls()));
  }
}
