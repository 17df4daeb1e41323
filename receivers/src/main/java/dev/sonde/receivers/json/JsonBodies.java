package dev.sonde.receivers.json;

import dev.sonde.api.Push;
import dev.sonde.api.PushAccount;
import dev.sonde.http.Response;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.RefusedException;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.pushed.PushedJson;
import dev.sonde.wire.pushed.PushedReport;
import dev.sonde.wire.pushed.PushedRules;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Reads JSON that is pushed, whichever way it came. Safe for all threads.
public final class JsonBodies {
  private static final PushedRules RULES = PushedRules.USUAL;

  private final long seed = new SecureRandom().nextLong();
  private final Queue<PushedJson> readers = new ConcurrentLinkedQueue<>();

  /// Reads a document.
  ///
  /// @throws BodyException when it is no JSON, with words for its sender
  /// @throws RefusedException when it is too large
  public Reading document(Body body, Push push) throws BodyException, RefusedException {
    return read(JsonForm.DOCUMENT, body, push);
  }

  Reading read(JsonForm form, Body body, Push push) throws BodyException, RefusedException {
    if (body.length() > RULES.mostBytes()) {
      throw new RefusedException(
          413, "it has more than the " + RULES.mostBytes() + " bytes that are taken of JSON");
    }
    PushedJson known = readers.poll();
    PushedJson reader = known == null ? new PushedJson(seed, RULES) : known;
    try {
      PushedReport report =
          switch (form) {
            case DOCUMENT -> reader.read(body.bytes(), body.length(), push);
            case LINES -> reader.readLines(body.bytes(), body.length(), push);
          };
      return Reading.of(() -> answer(report, push.account()));
    } catch (JsonException broken) {
      throw new BodyException("this JSON can't be read: " + broken.getMessage());
    } finally {
      readers.offer(reader);
    }
  }

  private static Response answer(PushedReport report, PushAccount account) {
    boolean nothing = report.accepted() == 0 && !report.problem().isEmpty();
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("success").value(!nothing);
    json.name("accepted").value(report.accepted());
    json.name("kept_out").value(report.keptOut());
    json.name("refused").value(report.refused());
    if (report.keptOut() > 0) {
      json.name("reasons").object();
      account.reasons().forEach((reason, samples) -> json.name(reason).value(samples));
      json.endObject();
    }
    if (!report.problem().isEmpty()) {
      json.name(nothing ? "error" : "problem").value(report.problem());
    }
    json.endObject().end();
    return Response.json(nothing ? 422 : 200, out.toByteArray());
  }
}
