package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program with plugins of all sorts beside its own collectors.
final class PluginsIT {
  private static final String GOOD =
      "out.record(Family.gauge(\"plugin_made\", \"\", \"Made by a plugin.\"), Labels.NONE, 42);";

  @TempDir private Path folder;
  private Path plugins;

  @BeforeEach
  void make() throws IOException {
    plugins = Files.createDirectory(folder.resolve("jars"));
  }

  @Test
  void pluginsThatMisbehave_harmNobody() throws Exception {
    PluginJar.collector("fine", GOOD).write(plugins.resolve("fine.jar"));
    PluginJar.collector("thrower", "throw new Exception(\"on purpose\");")
        .write(plugins.resolve("thrower.jar"));
    PluginJar.collector("linker", "throw new NoClassDefFoundError(\"on purpose\");")
        .write(plugins.resolve("linker.jar"));
    PluginJar.collector("deep", "collect(out);").write(plugins.resolve("deep.jar"));
    PluginJar.collector("memory", "throw new OutOfMemoryError(\"on purpose\");")
        .write(plugins.resolve("memory.jar"));
    for (String each : new String[] {"one", "two"}) {
      PluginJar.collector("busy_" + each, "while (true) { Thread.interrupted(); }")
          .write(plugins.resolve("busy-" + each + ".jar"));
    }
    PluginJar.collector(
            "leaker",
            """
            for (int i = 0; i < 3; i++) {
              Thread.ofPlatform().daemon().name("left-" + i)
                  .start(() -> { while (true) java.util.concurrent.locks.LockSupport.park(); });
            }
            """)
        .write(plugins.resolve("leaker.jar"));
    PluginJar.collector(
            "rubbish",
            "for (int i = 0; ; i++) out.record(Family.gauge(\"r\" + i, \"\", \"\"), Labels.NONE,"
                + " i);")
        .write(plugins.resolve("rubbish.jar"));
    PluginJar.silent().attribute("Sonde-Api", "2").write(plugins.resolve("newer.jar"));
    Files.writeString(plugins.resolve("broken.jar"), "not a jar");
    var launch = Launch.in(folder).environment("SONDE_PLUGINS", plugins.toString());
    launch
        .set("interval=500ms")
        .set("collectors.rubbish.interval=5s")
        .set("collectors.rubbish.timeout=30s");
    for (var each : List.of("host", "fine", "thrower", "linker", "deep", "memory")) {
      launch.set("collectors." + each + ".timeout=3m");
    }
    try (var sonde = launch.start()) {
      sonde.await(sonde::health, each -> each.component("fine").at("runs").number() >= 5);
      var health =
          sonde.await(
              sonde::health,
              each ->
                  each.component("host").at("runs").number() >= 10
                      && each.component("busy_one").at("state").text().equals("failing")
                      && each.component("deep").at("state").text().equals("failing")
                      && Stream.of("rubbish", "thrower", "memory", "linker")
                          .allMatch(name -> each.component(name).at("errors").number() > 0));
      assertThat(health.component("host").at("errors").number()).isZero();
      assertThat(health.component("fine").at("errors").number()).isZero();
      assertThat(health.component("thrower").at("last_error").text()).contains("on purpose");
      assertThat(health.component("memory").at("last_error").text()).contains("on purpose");
      assertThat(health.component("linker").at("last_error").text()).contains("on purpose");
      assertThat(health.component("deep").at("last_error").text()).contains("StackOverflowError");
      assertThat(health.at("status").text()).isEqualTo("degraded");
      assertThat(health.at("warnings").texts())
          .anyMatch(each -> each.contains("newer.jar") && each.contains("built for API 2"))
          .anyMatch(each -> each.contains("broken.jar") && each.contains("no jar"));
      var page =
          sonde.await(
              sonde::page, each -> each.at("sonde_plugin_threads{plugin=\"leaker.jar\"}") > 2);
      assertThat(page.at("plugin_made")).isEqualTo(42);
      assertThat(page.at("sonde_plugin_loaded{plugin=\"newer.jar\"}")).isZero();
      sonde.signal("TERM");
      var end = sonde.awaitEnd();
      assertThat(end.code()).as(end.err()).isZero();
      assertThat(end.err()).contains("plugin leaker.jar left").contains("left-0");
    }
  }

  @Test
  void folderBesideTheLibraries_isLookedInto() throws Exception {
    Path home = folder.resolve("sonde");
    var copy = new ProcessBuilder("cp", "-r", Launch.distribution().toString(), home.toString());
    assertThat(copy.inheritIO().start().waitFor()).isZero();
    PluginJar.collector("fine", GOOD).write(home.resolve("plugins/fine.jar"));
    var listed = Launch.in(folder).program(home.resolve("bin/sonde")).words("plugins").finish();
    assertThat(listed.code()).as(listed.err()).isZero();
    assertThat(listed.out())
        .contains(home.resolve("plugins").toString(), "fine.jar", "collector fine");
    var once =
        Launch.in(folder)
            .program(home.resolve("bin/sonde"))
            .words("once", "--format", "prometheus")
            .finish();
    assertThat(once.out()).contains("plugin_made 42");
  }

  @Test
  void sectionOfAPluginThatIsLeftOut_isPassedOver() throws Exception {
    PluginJar.silent().attribute("Sonde-Api", "2").write(plugins.resolve("spool.jar"));
    var check =
        Launch.in(folder)
            .file("collectors: {spool: {folder: /var/mail}}\n")
            .words("check", "--plugins", plugins.toString())
            .finish();
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.out())
        .contains(
            "collectors.spool is passed over: there is no such collector, and plugin spool.jar");
    var without = Launch.in(folder).words("check").finish();
    assertThat(without.code()).isEqualTo(78);
    assertThat(without.err()).contains("collectors.spool is not a key here");
  }

  @Test
  void plugins_saysWhyOneIsLeftOut() throws Exception {
    PluginJar.silent().write(plugins.resolve("silent.jar"));
    var listed = Launch.in(folder).words("plugins", "--plugins", plugins.toString()).finish();
    assertThat(listed.code()).isEqualTo(1);
    assertThat(listed.out()).contains("silent.jar", "left out", "Sonde-Api: 1");
    var none =
        Launch.in(folder).words("plugins", "--plugins", folder.resolve("no").toString()).finish();
    assertThat(none.out()).contains("there is no such folder");
  }

  @Test
  void start_withoutPlugins_loadsNothingOfThem() throws Exception {
    Path log = folder.resolve("classes");
    try (var sonde =
        Launch.in(folder)
            .environment("SONDE_PLUGINS", plugins.toString())
            .environment("SONDE_JAVA_OPTS", "-Xlog:class+load:file=" + log)
            .start()) {
      sonde.await(() -> sonde.ask("/ready").status(), status -> status == 200);
    }
    assertThat(Files.readString(log))
        .contains("dev.sonde.app.PluginFolder ")
        .doesNotContain("dev.sonde.app.plugin.", "dev.sonde.app.PluginMetrics")
        .doesNotContain("dev.sonde.collectors.exec.Command ", "dev.sonde.wire.influx.LineReader");
  }
}
