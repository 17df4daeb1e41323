package dev.sonde.collectors.discovery.group;

import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.JsonToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Target groups in JSON. `null` stands for a list or labels that are empty.
final class JsonGroups {
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(TargetGroups.LONGEST).withValues(32_000_000).withDepth(4);

  private final JsonReader reader = new JsonReader(RULES);
  private final Tally tally = new Tally();
  private final byte[] text;

  JsonGroups(byte[] text) {
    this.text = text;
  }

  List<TargetGroup> read() throws GroupRefused {
    try {
      reader.open(text, 0, text.length);
      List<TargetGroup> groups = groups();
      reader.next();
      return groups;
    } catch (JsonException e) {
      throw new GroupRefused(String.valueOf(e.getMessage()));
    }
  }

  private List<TargetGroup> groups() throws JsonException {
    var groups = new ArrayList<TargetGroup>();
    if (begins(JsonToken.BEGIN_ARRAY, "a list of groups, [{\"targets\": [...]}]")) {
      while (reader.next() != JsonToken.END_ARRAY) {
        TargetGroup group = group();
        Optional<String> tooMuch = tally.add(group);
        if (tooMuch.isPresent()) {
          throw reader.fault(tooMuch.get());
        }
        groups.add(group);
      }
    }
    return groups;
  }

  private TargetGroup group() throws JsonException {
    if (reader.token() != JsonToken.BEGIN_OBJECT) {
      throw reader.fault("a group has targets and labels");
    }
    List<String> targets = List.of();
    Map<String, String> labels = Map.of();
    var seen = new HashSet<String>();
    while (reader.next() != JsonToken.END_OBJECT) {
      String key = reader.text();
      if (!seen.add(key)) {
        throw reader.fault(key + " is written twice");
      } else if (key.equals("targets")) {
        targets = targets();
      } else if (key.equals("labels")) {
        labels = labels();
      } else {
        throw reader.fault("\"" + key + "\" is not known; a group has targets and labels");
      }
    }
    return new TargetGroup(targets, labels);
  }

  private List<String> targets() throws JsonException {
    var targets = new ArrayList<String>();
    if (begins(JsonToken.BEGIN_ARRAY, "a list of targets")) {
      while (reader.next() != JsonToken.END_ARRAY) {
        if (targets.size() == Tally.TARGETS) {
          throw reader.fault("more than " + Tally.TARGETS + " targets");
        }
        targets.add(text("a target"));
      }
    }
    return targets;
  }

  private Map<String, String> labels() throws JsonException {
    var labels = new HashMap<String, String>();
    if (begins(JsonToken.BEGIN_OBJECT, "labels, {\"name\": \"value\"}")) {
      while (reader.next() != JsonToken.END_OBJECT) {
        label(labels);
      }
    }
    return labels;
  }

  private void label(Map<String, String> labels) throws JsonException {
    String name = reader.text();
    if (name.isEmpty()) {
      throw reader.fault("a label needs a name");
    }
    if (labels.containsKey(name)) {
      throw reader.fault(name + " is written twice");
    }
    reader.next();
    labels.put(name, text("the value of " + name));
  }

  /// Does what is wanted begin here, or is there nothing?
  private boolean begins(JsonToken wanted, String what) throws JsonException {
    JsonToken token = reader.next();
    if (token != wanted && token != JsonToken.NULL) {
      throw reader.fault("here stands " + what + ", not " + token);
    }
    return token == wanted;
  }

  private String text(String what) throws JsonException {
    JsonToken token = reader.token();
    if (token != JsonToken.TEXT && token != JsonToken.NULL) {
      throw reader.fault(what + " has to be text, not " + token);
    }
    return token == JsonToken.TEXT ? reader.text() : "";
  }
}
