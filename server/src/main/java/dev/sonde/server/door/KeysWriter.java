package dev.sonde.server.door;

import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.http.Network;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Writes the file of keys. [KeysReader] has its form.
final class KeysWriter {
  private final JsonWriter json;

  private KeysWriter(JsonWriter json) {
    this.json = json;
  }

  static byte[] write(Keys keys) {
    var out = new ByteSink();
    new KeysWriter(new JsonWriter(out)).keys(keys);
    out.put('\n');
    return out.toByteArray();
  }

  private void keys(Keys keys) {
    json.object().name("version").value((long) KeysReader.VERSION);
    keys.stretch()
        .ifPresent(each -> {
          json.name("stretch").object().name("salt").value(each.salt());
          json.name("rounds").value((long) each.rounds()).endObject();
        });
    json.name("keys").array();
    keys.all().forEach(this::key);
    json.endArray().endObject();
  }

  private void key(Key of) {
    json.object().name("name").value(of.name()).name("roles").array();
    of.roles().stream().sorted().map(Role::word).forEach(json::value);
    json.endArray();
    instant("created", Optional.of(of.created()));
    instant("expires", of.expires());
    of.limits().samplesPerSecond().ifPresent(rate -> json.name("samples_per_second").value(rate));
    of.limits().series().ifPresent(most -> json.name("series").value((long) most));
    texts("names", of.limits().names().stream().map(Glob::pattern).toList());
    labels(of.forced());
    texts("networks", of.networks().stream().map(Network::toString).toList());
    json.name("secrets").array();
    of.proofs().forEach(this::proof);
    json.endArray().endObject();
  }

  private void proof(Proof of) {
    json.object().name("id").value(of.id());
    json.name("kind").value(of.kind().name().toLowerCase(Locale.ROOT));
    if (!of.salt().isEmpty()) {
      json.name("salt").value(of.salt());
    }
    json.name("hash").value(of.hash());
    instant("created", Optional.of(of.created()));
    instant("ends", of.ends());
    json.endObject();
  }

  private void texts(String name, Iterable<String> all) {
    if (all.iterator().hasNext()) {
      json.name(name).array();
      all.forEach(json::value);
      json.endArray();
    }
  }

  private void labels(Labels of) {
    if (!of.isEmpty()) {
      json.name("labels").object();
      of.forEach((name, value) -> json.name(name).value(value));
      json.endObject();
    }
  }

  private void instant(String name, Optional<Instant> at) {
    at.ifPresent(each -> json.name(name).value(each.toString()));
  }
}
