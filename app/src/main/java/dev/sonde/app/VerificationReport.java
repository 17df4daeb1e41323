package dev.sonde.app;

import dev.sonde.journal.Verification;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.nio.charset.StandardCharsets;

/// What `sonde journal verify` prints.
final class VerificationReport {
  private VerificationReport() {}

  static String text(Verification of) {
    var out = new StringBuilder();
    out.append(of.records()).append(" whole records with ").append(of.samples());
    out.append(" samples\n");
    for (Verification.Damage each : of.damages()) {
      out.append("damaged  ").append(each.file()).append(", bytes ").append(each.from());
      out.append(" to ").append(each.to()).append(": ").append(each.what()).append('\n');
    }
    for (Verification.Gap each : of.gaps()) {
      out.append("gone     ").append(each.to() - each.from()).append(" samples, numbers ");
      out.append(each.from()).append(" to ").append(each.to()).append(", at or before ");
      out.append(each.before()).append('\n');
    }
    if (of.unreadable() > 0) {
      out.append("unread   ").append(of.unreadable()).append(" samples of unknown series\n");
    }
    if (!of.isSound()) {
      return out.append(ADVICE).toString();
    }
    return out.append(of.lost() == 0 ? "sound\n" : "sound but for what is gone\n").toString();
  }

  private static final String ADVICE =
      "not sound; Sonde reads on past such places by itself, and sonde journal repair makes whole"
          + " files of what can be read\n";

  static String json(Verification of) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("sound").value(of.isSound());
    json.name("records").value(of.records());
    json.name("samples").value(of.samples());
    json.name("lost_samples").value(of.lost());
    json.name("unreadable_samples").value(of.unreadable());
    json.name("damages").array();
    for (Verification.Damage each : of.damages()) {
      json.object();
      json.name("file").value(each.file());
      json.name("from").value(each.from());
      json.name("to").value(each.to());
      json.name("what").value(each.what());
      json.endObject();
    }
    json.endArray().name("gaps").array();
    for (Verification.Gap each : of.gaps()) {
      json.object();
      json.name("from").value(each.from());
      json.name("to").value(each.to());
      json.name("before").value(each.before());
      json.endObject();
    }
    json.endArray().endObject().end();
    return new String(out.toByteArray(), StandardCharsets.UTF_8) + "\n";
  }
}
