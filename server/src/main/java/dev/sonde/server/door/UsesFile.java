package dev.sonde.server.door;

import dev.sonde.api.Disk;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// When each key was used last, beside the keys, for `sonde keys list`. Nothing depends on it: it
/// is not synced, and one that is damaged is none.
final class UsesFile {
  private static final int MOST_BYTES = 4 << 20;
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(MOST_BYTES).withDepth(2).withText(512).withValues(20_000);

  private final Disk disk;
  private final String name;

  UsesFile(Disk disk, String name) {
    this.disk = disk;
    this.name = name;
  }

  Map<String, Long> read() throws IOException {
    var all = new TreeMap<String, Long>();
    if (disk.has(name) && disk.size(name) <= MOST_BYTES) {
      for (var each : parsed(bytes()).members().entrySet()) {
        if (each.getValue() instanceof JsonNumber at && at.asLong().orElse(0) > 0) {
          all.put(each.getKey(), at.asLong().orElseThrow());
        }
      }
    }
    return all;
  }

  void write(Map<String, Long> uses, KeyFile.Owner owner) throws IOException {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    uses.forEach((key, at) -> json.name(key).value((long) at));
    json.endObject();
    String fresh = name + ".new";
    disk.delete(fresh);
    try (Disk.File file = disk.create(fresh)) {
      file.write(ByteBuffer.wrap(out.toByteArray()), 0);
    }
    owner.give(fresh);
    disk.rename(fresh, name);
  }

  private byte[] bytes() throws IOException {
    try (Disk.File file = disk.read(name)) {
      ByteBuffer all = ByteBuffer.allocate((int) Math.min(MOST_BYTES, file.size()));
      file.read(all, 0);
      return Arrays.copyOf(all.array(), all.position());
    }
  }

  private static JsonObject parsed(byte[] bytes) {
    try {
      Json all = Json.read(bytes, 0, bytes.length, RULES);
      return all instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonException damaged) {
      return JsonObject.EMPTY;
    }
  }
}
