package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stores at a server under test, by the keys of their configuration.
final class Stores {
  private Stores() {}

  static Map<String, Object> keys(PostgresServer server, String database) {
    return Map.of(
        "host",
        List.of("127.0.0.1:" + server.port()),
        "database",
        database,
        "user",
        "postgres",
        "password",
        "secret");
  }

  /// @param more keys and values
  static Map<String, Object> with(Map<String, Object> keys, Object... more) {
    var all = new TreeMap<String, Object>(keys);
    for (int i = 0; i < more.length; i += 2) {
      all.put(String.valueOf(more[i]), more[i + 1]);
    }
    return all;
  }

  static Store open(Map<String, Object> keys, Time time) {
    return open(keys, Labels.NONE, time);
  }

  /// @param own of the machine it is on
  static Store open(Map<String, Object> keys, Labels own, Time time) {
    var factory = new PostgresStoreFactory();
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    return factory.create(
        factory.on(factory.read(new MapSettings(keys)), own),
        Path.of("unused"),
        time,
        surroundings);
  }
}
