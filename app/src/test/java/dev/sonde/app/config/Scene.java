package dev.sonde.app.config;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.Catalogue;
import dev.sonde.engine.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A machine with configuration files, an environment and flags, for tests.
final class Scene {
  private static final List<String> TEXTS =
      List.of("cert_file", "key_file", "ca_file", "server_name", "min_version", "max_version");
  private static final List<String> STORE =
      List.of(
          "type", "database", "user", "application_name", "classic_tables", "compact", "readers");
  private static final List<String> FLAGS = List.of("session_tickets", "insecure_skip_verify");

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> sets = new ArrayList<>();
  private Optional<String> config = Optional.empty();
  private Optional<String> logLevel = Optional.empty();

  final Problems problems = new Problems();

  Scene(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("here"));
    Files.createDirectories(root.resolve("etc"));
  }

  Scene file(String name, String... lines) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines));
    return this;
  }

  Scene variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Scene set(String set) {
    sets.add(set);
    return this;
  }

  Scene config(String file) {
    config = Optional.of(file);
    return this;
  }

  Scene logLevel(String level) {
    logLevel = Optional.of(level);
    return this;
  }

  Configuration find() {
    ConfigSources sources =
        new ConfigSources(
            config, sets, logLevel, environment, root.resolve("here"), root.resolve("etc"));
    return new ConfigFinder(sources, () -> Catalogue.of(Scene::read)).find(problems);
  }

  /// Everything found, with `problems` empty or not.
  Keys keys() {
    return Bound.read(find().tree(), Scene::read, problems).value().orElseThrow();
  }

  String yaml() {
    return Bound.read(find().tree(), Scene::read, problems)
        .effective()
        .yaml()
        .replaceAll(" +#", " #")
        .replace(root.toString(), "");
  }

  /// The mistakes, in the profile's order.
  String told(Configuration of) {
    return of.profile().inOrder(problems).stream()
        .map(each -> each.toString().replace(root.toString(), "") + "\n")
        .collect(Collectors.joining());
  }

  String told() {
    return problems.toString().replace(root.toString(), "");
  }

  record Keys(
      String profile,
      Duration interval,
      String hostname,
      Map<String, String> labels,
      Map<String, Boolean> host,
      List<String> listen,
      List<String> shippers,
      String store,
      String level) {}

  private static Keys read(Settings root) {
    root.text("timeout", "", "How long.");
    return new Keys(
        root.text("profile", "agent", "Habits."),
        root.duration(
            "interval",
            Duration.ofSeconds(5),
            Duration.ofMillis(1),
            Duration.ofDays(1),
            "How often."),
        root.text("hostname", "", "Name."),
        root.map("labels", "Labels."),
        root.section("collectors", "What.", Scene::collectors),
        root.section(
            "server",
            "Endpoints.",
            server -> server.texts("listen", List.of("127.0.0.1:9100"), "Where.")),
        root.kinds(
            "shippers",
            "type",
            "Where to.",
            Map.of("http_json", Scene::shipper, "prometheus_remote_write", Scene::shipper)),
        root.section("store", "History.", Scene::store),
        root.section("log", "Log.", log -> log.text("level", "info", "How much.")));
  }

  private static String store(Settings in) {
    for (String key : STORE) {
      in.text(key, "Text.");
    }
    in.secret("password", "A password.");
    return String.join(",", in.texts("host", List.of(), "Where."))
        + " "
        + in.text("retention", "", "How long.");
  }

  private static Map<String, Boolean> collectors(Settings in) {
    in.section("scrape", "Applications.", Scene::scrape);
    Map<String, Boolean> flags = in.section("host", "This machine.", Scene::host);
    flags.put("gpu", in.section("gpu", "GPUs.", gpu -> gpu.flag("enabled", true, "Measured?")));
    return flags;
  }

  private static List<String> scrape(Settings in) {
    in.flag("live", false, "Where.");
    in.text("interval", "15s", "How often.");
    return in.sections("targets", "Which.", Scene::target);
  }

  private static String target(Settings in) {
    return in.text("format", "", "In what.")
        + in.map("labels", "Labels.")
        + in.text("name", "", "What.")
        + in.text("url", "", "Where.")
        + in.section("basic_auth", "Who.", Scene::access);
  }

  private static String access(Settings in) {
    return in.text("username", "", "Who.") + in.secret("password", "How.").isPresent();
  }

  private static String shipper(Settings shipper) {
    List<List<String>> kept =
        shipper.variants(
            "processors",
            "What stays.",
            Map.of("keep", keep -> keep.texts("name", List.of(), "Names.")));
    String tls = shipper.section("tls", "How safe.", Scene::tls);
    shipper.section("proxy", "By whom.", proxy -> proxy.text("url", "", "Where."));
    return shipper.text("url", "", "Where to.")
        + " "
        + shipper.text("timeout", "", "How long.")
        + " "
        + kept.stream().mapToInt(List::size).sum()
        + (tls.isEmpty() ? "" : " tls " + tls)
        + shipper.section("basic", "Who.", Scene::basic);
  }

  private static String basic(Settings basic) {
    String name = basic.text("username", "", "A name.");
    String password = basic.secret("password", "A password.").map(Secret::reveal).orElse("");
    return name.isEmpty() ? "" : " as " + name + ":" + password;
  }

  private static String tls(Settings tls) {
    var said = new StringBuilder(tls.flag("enabled", false, "Is it on?") ? "on" : "");
    for (String key : TEXTS) {
      tls.text(key, "Text.").ifPresent(text -> said.append(' ').append(text));
    }
    for (String key : FLAGS) {
      if (tls.has(key)) {
        said.append(' ').append(tls.flag(key, true, "A flag."));
      }
    }
    tls.texts("cipher_suites", List.of(), "Suites.").forEach(each -> said.append(' ').append(each));
    return said.toString();
  }

  private static Map<String, Boolean> host(Settings host) {
    Map<String, Boolean> flags = new HashMap<>();
    for (String part : new String[] {"cpu", "memory", "disk", "network"}) {
      flags.put(part, host.flag(part, true, "Measure " + part + "."));
    }
    return flags;
  }
}
