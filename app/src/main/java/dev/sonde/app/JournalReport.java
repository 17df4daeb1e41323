package dev.sonde.app;

import dev.sonde.journal.DeadLetter;
import dev.sonde.journal.JournalFolder;
import dev.sonde.journal.JournalFolder.CursorSummary;
import dev.sonde.journal.JournalFolder.SegmentSummary;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What `sonde journal inspect` prints.
final class JournalReport {
  private final JournalFolder folder;
  private final List<SegmentSummary> segments;
  private final List<CursorSummary> cursors;
  private final List<String> aside;
  private final Map<String, List<DeadLetter>> letters = new TreeMap<>();

  JournalReport(JournalFolder folder) throws IOException {
    this.folder = folder;
    this.segments = folder.segments();
    this.cursors = folder.cursors();
    this.aside = folder.setAside();
    for (CursorSummary each : cursors) {
      letters.put(each.name(), folder.deadLetters(each.name()));
    }
  }

  String text() {
    var out = new StringBuilder();
    out.append("journal  ").append(folder.where()).append('\n');
    out.append("size     ").append(Words.bytes(folder.bytes()));
    out.append(" in ").append(segments.size()).append(segments.size() == 1 ? " file" : " files");
    out.append("\nsamples  ").append(folder.head() - folder.oldest());
    out.append(", numbers ").append(folder.oldest()).append(" to ").append(folder.head());
    out.append('\n');
    aside.forEach(each -> out.append("aside    ").append(each).append('\n'));
    return out.append(files()).append(destinations()).append(letters()).toString();
  }

  String json() {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("folder").value(folder.where());
    json.name("bytes").value(folder.bytes());
    json.name("oldest").value(folder.oldest());
    json.name("head").value(folder.head());
    json.name("segments").array();
    segments.forEach(each -> segment(json, each));
    json.endArray().name("destinations").array();
    cursors.forEach(each -> cursor(json, each));
    json.endArray().name("dead_letters").array();
    letters.forEach((destination, all) -> all.forEach(each -> letter(json, destination, each)));
    json.endArray().name("set_aside").array();
    aside.forEach(json::value);
    json.endArray().endObject().end();
    return new String(out.toByteArray(), StandardCharsets.UTF_8) + "\n";
  }

  private static void letter(JsonWriter json, String destination, DeadLetter letter) {
    json.object().name("destination").value(destination);
    json.name("id").value(letter.id().toString());
    json.name("set_aside").value(instant(letter.millis()));
    json.name("samples").value(letter.samples());
    json.name("answer").value(letter.answer()).endObject();
  }

  private String files() {
    var table = new TextTable("file", "begun", "epoch", "first >", "next >", "size >");
    for (SegmentSummary each : segments) {
      table.row(
          each.name(),
          instant(each.createdMillis()),
          Long.toHexString(each.epoch()),
          Long.toString(each.first()),
          Long.toString(each.next()),
          Words.bytes(each.bytes()));
    }
    return table.text();
  }

  private String letters() {
    if (letters.values().stream().allMatch(List::isEmpty)) {
      return "";
    }
    var table = new TextTable("dead letter of", "set aside", "samples >", "answer");
    letters.forEach((destination, all) -> {
      for (DeadLetter each : all) {
        table.row(
            destination,
            instant(each.millis()),
            Integer.toString(each.samples()),
            each.answer().lines().findFirst().orElse(""));
      }
    });
    return table.text();
  }

  private String destinations() {
    var table =
        new TextTable(
            "destination",
            "at >",
            "waiting >",
            "delivered >",
            "filtered >",
            "dropped >",
            "dead letters >",
            "seen");
    for (CursorSummary each : cursors) {
      table.row(
          each.name(),
          Long.toString(each.standing().cursor()),
          Long.toString(each.standing().pending()),
          Long.toString(each.standing().delivered()),
          Long.toString(sum(each.standing().filtered())),
          Long.toString(sum(each.standing().dropped())),
          Integer.toString(each.deadLetters()),
          instant(each.seenMillis()));
    }
    return table.text();
  }

  private static void segment(JsonWriter json, SegmentSummary of) {
    json.object();
    json.name("file").value(of.name());
    json.name("instance").value(of.instance().toString());
    json.name("epoch").value(Long.toHexString(of.epoch()));
    json.name("begun").value(instant(of.createdMillis()));
    json.name("first").value(of.first());
    json.name("next").value(of.next());
    json.name("bytes").value(of.bytes());
    json.endObject();
  }

  private static void cursor(JsonWriter json, CursorSummary of) {
    json.object();
    json.name("name").value(of.name());
    json.name("start").value(of.standing().start());
    json.name("cursor").value(of.standing().cursor());
    json.name("in_flight_to").value(of.standing().inFlightTo());
    json.name("pending_samples").value(of.standing().pending());
    json.name("delivered_samples").value(of.standing().delivered());
    counts(json, "filtered_samples", of.standing().filtered());
    counts(json, "dropped_samples", of.standing().dropped());
    json.name("dead_letters").value(of.deadLetters());
    json.name("dead_letter_samples").value(of.deadSamples());
    json.name("seen").value(instant(of.seenMillis()));
    json.endObject();
  }

  private static void counts(JsonWriter json, String name, Map<String, Long> counts) {
    json.name(name).object();
    new TreeMap<>(counts).forEach((reason, count) -> json.name(reason).value(count));
    json.endObject();
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
