package dev.sonde.app;

import dev.sonde.api.Glob;
import dev.sonde.api.Role;
import dev.sonde.http.Network;
import dev.sonde.server.door.Key;
import dev.sonde.server.door.Keys;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is told of keys: everything but what they are.
///
/// @param used when each was used last, milliseconds since 1970
record KeysReport(Keys keys, Map<String, Long> used, Instant now) {
  String text() {
    if (keys.all().isEmpty()) {
      return "there is no key yet; make one: sonde keys add NAME --role ingest\n";
    }
    var table = new TextTable("NAME", "ROLES", "CREATED", "ENDS", "LAST USED", "LIMITS");
    for (Key each : keys.all()) {
      table.row(
          each.name(),
          roles(each),
          instant(each.created()),
          each.expires().map(this::end).orElse("never"),
          lastUse(each).map(KeysReport::instant).orElse("not known"),
          limits(each));
    }
    return table.text().substring(1);
  }

  String json() {
    var out = new ByteSink();
    var json = new JsonWriter(out).array();
    keys.all().forEach(each -> write(json, each, Optional.empty()));
    json.endArray();
    return out + "\n";
  }

  /// One of them.
  ///
  /// @param secret shown this once
  String json(Key key, Optional<String> secret) {
    var out = new ByteSink();
    write(new JsonWriter(out), key, secret);
    return out + "\n";
  }

  private void write(JsonWriter json, Key of, Optional<String> secret) {
    json.object().name("name").value(of.name());
    secret.ifPresent(each -> json.name("key").value(each));
    texts(json, "roles", of.roles().stream().sorted().map(Role::word).toList());
    json.name("created").value(of.created().toString());
    of.expires().ifPresent(each -> json.name("expires").value(each.toString()));
    lastUse(of).ifPresent(each -> json.name("last_used").value(each.toString()));
    of.limits().samplesPerSecond().ifPresent(each -> json.name("max_rate").value(each));
    of.limits().series().ifPresent(each -> json.name("max_series").value((long) each));
    texts(json, "allow_names", of.limits().names().stream().map(Glob::pattern).toList());
    json.name("labels").object();
    of.forced().forEach((name, value) -> json.name(name).value(value));
    json.endObject();
    texts(json, "networks", of.networks().stream().map(Network::toString).toList());
    texts(json, "ids", of.ids());
    json.endObject();
  }

  private static void texts(JsonWriter json, String name, List<String> all) {
    json.name(name).array();
    all.forEach(json::value);
    json.endArray();
  }

  private static String roles(Key of) {
    return of.roles().stream().sorted().map(Role::word).collect(Collectors.joining(","));
  }

  private static String limits(Key of) {
    var words = new ArrayList<String>();
    of.limits().samplesPerSecond().ifPresent(each -> words.add(Words.number(each) + "/s"));
    of.limits().series().ifPresent(each -> words.add(each + " series"));
    of.limits().names().forEach(each -> words.add(each.pattern()));
    of.forced().forEach((name, value) -> words.add(name + "=" + value));
    of.networks().forEach(each -> words.add(each.toString()));
    return words.isEmpty() ? "none" : String.join(" ", words);
  }

  private Optional<Instant> lastUse(Key of) {
    return Optional.ofNullable(used.get(of.name())).map(Instant::ofEpochMilli);
  }

  private String end(Instant at) {
    return instant(at) + (at.isAfter(now) ? "" : " (over)");
  }

  private static String instant(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
