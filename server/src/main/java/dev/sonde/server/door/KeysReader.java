package dev.sonde.server.door;

import dev.sonde.api.Allowance;
import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.http.Network;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the file of keys, all of it or nothing: what is not understood might be a limit.
///
/// ```json
/// {"version":1,"keys":[{"name":"web-7","roles":["ingest"],"created":"2026-01-01T10:30:00Z",
///  "secrets":[{"id":"k3J9…","kind":"random","salt":"…","hash":"…","created":"…"}]}]}
/// ```
final class KeysReader {
  static final int VERSION = 1;

  /// The longest file that is read.
  static final int MOST_BYTES = 8 << 20;

  private static final JsonRules RULES =
      JsonRules.DEFAULT
          .withBytes(MOST_BYTES)
          .withDepth(8)
          .withText(4_096)
          .withValues(400_000)
          .with(JsonRules.Repeated.REFUSE);

  private static final Set<String> OF_FILE = Set.of("version", "stretch", "keys");
  private static final Set<String> OF_STRETCH = Set.of("salt", "rounds");
  private static final Set<String> OF_SECRET =
      Set.of("id", "kind", "salt", "hash", "created", "ends");
  private static final Set<String> OF_KEY =
      Set.of(
          "name",
          "roles",
          "created",
          "expires",
          "samples_per_second",
          "series",
          "names",
          "labels",
          "networks",
          "secrets");

  private KeysReader() {}

  static Keys read(byte[] bytes) throws DamagedKeysException {
    try {
      Json all = Json.read(bytes, 0, bytes.length, RULES);
      var file = KeyFields.of(all, "the file", OF_FILE);
      if (file.integer("version") != VERSION) {
        throw new DamagedKeysException("its version is not " + VERSION);
      }
      return keys(file);
    } catch (JsonException broken) {
      throw new DamagedKeysException(String.valueOf(broken.getMessage()));
    } catch (IllegalArgumentException unfit) {
      throw new DamagedKeysException(String.valueOf(unfit.getMessage()));
    }
  }

  private static Keys keys(KeyFields file) throws DamagedKeysException {
    Optional<Stretch> stretch = Optional.empty();
    if (file.has("stretch")) {
      var fields = KeyFields.of(file.value("stretch"), "stretch", OF_STRETCH);
      stretch = Optional.of(new Stretch(fields.text("salt"), (int) fields.integer("rounds")));
    }
    var all = new ArrayList<Key>();
    List<Json> elements = file.array("keys");
    if (elements.size() > Keys.MOST) {
      throw new DamagedKeysException("there are more than " + Keys.MOST + " keys");
    }
    for (Json each : elements) {
      all.add(key(KeyFields.of(each, "keys[" + all.size() + "]", OF_KEY)));
    }
    return new Keys(stretch, all);
  }

  private static Key key(KeyFields in) throws DamagedKeysException {
    var proofs = new ArrayList<Proof>();
    for (Json each : in.array("secrets")) {
      proofs.add(proof(KeyFields.of(each, in.where() + ".secrets", OF_SECRET)));
    }
    try {
      return new Key(
          in.text("name"),
          roles(in),
          in.instant("created").orElseThrow(() -> in.damaged("created", "is missing")),
          in.instant("expires"),
          limits(in),
          labels(in),
          in.parsed("networks", Network::parse),
          proofs);
    } catch (IllegalArgumentException unfit) {
      throw new DamagedKeysException(in.where() + ": " + unfit.getMessage());
    }
  }

  private static Proof proof(KeyFields in) throws DamagedKeysException {
    try {
      return new Proof(
          in.text("id"),
          in.word("kind", Proof.Kind.class),
          in.has("salt") ? in.text("salt") : "",
          in.text("hash"),
          in.instant("created").orElseThrow(() -> in.damaged("created", "is missing")),
          in.instant("ends"));
    } catch (IllegalArgumentException unfit) {
      throw new DamagedKeysException(in.where() + ": " + unfit.getMessage());
    }
  }

  private static Set<Role> roles(KeyFields in) throws DamagedKeysException {
    return new HashSet<>(in.parsed("roles", text -> KeyFields.enumerated(text, Role.class)));
  }

  private static Allowance.Limits limits(KeyFields in) throws DamagedKeysException {
    return new Allowance.Limits(
        in.number("samples_per_second"), in.count("series"), in.parsed("names", Glob::new));
  }

  private static Labels labels(KeyFields in) throws DamagedKeysException {
    if (!in.has("labels")) {
      return Labels.NONE;
    }
    if (!(in.value("labels") instanceof JsonObject object)) {
      throw in.damaged("labels", "is no object");
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : object.members().keySet()) {
      labels.put(name, object.text(name).orElseThrow(() -> in.damaged("labels", "holds no text")));
    }
    return Labels.of(labels);
  }
}
