package dev.sonde.app;

import dev.sonde.api.Examination;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.stores.embedded.StoreSummary;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// `sonde store`: what is kept where.
record StoreStatus(Shell shell) {
  private static final Span ALWAYS = new Span(0, 253_402_300_799_999L);

  int embedded(StoreSummary found, boolean json) {
    shell.out().print(json ? json(found) : text(found));
    return ExitCode.OK;
  }

  private static String text(StoreSummary found) {
    var out = new StringBuilder();
    line(out, "kind", "embedded, version " + found.version());
    line(out, "place", found.file().toString());
    line(
        out,
        "size",
        Words.bytes(found.bytes())
            + (found.freeBytes() > 0
                ? ", " + Words.bytes(found.freeBytes()) + " of it free and used again"
                : ""));
    line(out, "samples", when(found));
    line(out, "series", Long.toString(found.series()));
    line(
        out,
        "days",
        found.days()
            + (found.thinnedDays() > 0
                ? ", and " + found.thinnedDays() + " thinned out to five minutes"
                : ""));
    line(out, "packed", packed(found));
    line(out, "integrity", integrity(found));
    found.setAside().forEach(each -> line(out, "set aside", each + ", damaged"));
    return out.toString();
  }

  private static void line(StringBuilder out, String what, String words) {
    out.append(what).repeat(' ', Math.max(1, 11 - what.length())).append(words).append('\n');
  }

  private static String when(StoreSummary found) {
    return found.oldestMillis().isEmpty()
        ? "none yet"
        : instant(found.oldestMillis()) + " to " + instant(found.newestMillis());
  }

  private static String instant(OptionalLong millis) {
    return Instant.ofEpochMilli(millis.orElse(0)).toString();
  }

  private static String packed(StoreSummary found) {
    return found.packedSamples() == 0
        ? "nothing yet"
        : Words.number((double) found.packedBytes() / found.packedSamples())
            + " bytes a sample, of "
            + Words.count(found.packedSamples())
            + " looked at";
  }

  private static String integrity(StoreSummary found) {
    return found.damaged() == 0
        ? "sound as far as was looked at; a backup looks at all of it"
        : found.damaged() + " damaged rows among those looked at; queries leave them out";
  }

  private static String json(StoreSummary found) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("type").value("embedded").name("version").value((long) found.version());
    json.name("file").value(found.file().toString());
    json.name("bytes").value(found.bytes()).name("free_bytes").value(found.freeBytes());
    number(json.name("oldest"), found.oldestMillis());
    number(json.name("newest"), found.newestMillis());
    json.name("series").value(found.series());
    json.name("days").value((long) found.days());
    json.name("thinned_days").value((long) found.thinnedDays());
    json.name("packed_bytes_per_sample");
    if (found.packedSamples() == 0) {
      json.nothing();
    } else {
      json.value((double) found.packedBytes() / found.packedSamples());
    }
    json.name("damaged_rows_seen").value((long) found.damaged());
    json.name("set_aside").array();
    found.setAside().forEach(each -> json.value(each.toString()));
    json.endArray().endObject();
    return out + "\n";
  }

  private static void number(JsonWriter json, OptionalLong value) {
    if (value.isPresent()) {
      json.value(value.getAsLong());
    } else {
      json.nothing();
    }
  }

  int elsewhere(String type, Store store, boolean asJson) throws IOException, InterruptedException {
    Examination seen = store.examine();
    var series = new AtomicLong();
    if (seen.good()) {
      store
          .history()
          .series(
              Selection.ALL,
              ALWAYS,
              (_, _) -> {
                series.incrementAndGet();
                return true;
              });
    }
    if (asJson) {
      json(type, seen, series.get());
    } else {
      text(type, seen, series.get());
    }
    return seen.good() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void json(String type, Examination seen, long series) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object().name("type").value(type);
    json.name("good").value(seen.good()).name("series").value(series).name("seen").array();
    seen.seen().forEach(json::value);
    json.endArray().endObject();
    shell.out().println(out);
  }

  private void text(String type, Examination seen, long series) {
    var out = new StringBuilder();
    line(out, "kind", type);
    seen.seen().forEach(each -> line(out, "place", each.replaceAll("\\p{Cntrl}+", " ")));
    if (seen.good()) {
      line(out, "series", Long.toString(series));
    }
    shell.out().print(out);
  }
}
